#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/world/world.h>

namespace godwit::test {

/// Names of which a world is asked, since it does not list them.
struct AskedNames {
  std::vector<std::string> relations;   ///< which of them are known to be gone
  std::vector<std::string> types;
  std::vector<std::string> functions;
  std::vector<std::string> settings;
};

/// Everything that effects, rules and later statements can learn from a world, a line each. Relations are called by
/// their names and moments by their age, so that two worlds that differ in nothing else are described in the same
/// words.
class WorldDescription {
 public:
  WorldDescription(const World& world, const AskedNames& asked) : world_(world), catalog_(world.catalog) {
    for (const RelationId id : catalog_.relations()) relation(catalog_.at(id));
    for (const std::string& each : asked.relations)
      if (catalog_.was_dropped({"", each, {}})) line("gone", each);
    for (const std::string& each : asked.types) type(each);
    for (const std::string& each : asked.functions) functions(each);
    for (const std::string& each : asked.settings)
      if (const std::string* found = world.settings.find(each)) line("setting " + each, *found);
    line("search path", listed(catalog_.search_path()));
    transaction();
    std::sort(lines_.begin(), lines_.end());
  }

  [[nodiscard]] std::string text() const {
    std::string out;
    for (const std::string& each : lines_) out += each + "\n";
    return out;
  }

 private:
  void line(const std::string& what, const std::string& value) {
    if (!value.empty()) lines_.push_back(what + ": " + value);
  }

  static std::string said(Known known) { return std::to_string(static_cast<int>(known)); }
  [[nodiscard]] std::string age(Moment made) const { return std::to_string(static_cast<int>(world_.age(made))); }
  [[nodiscard]] std::string name(RelationId id) const { return id == no_relation ? "" : catalog_.at(id).plain(); }

  static std::string listed(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& each : words) out += each + ",";
    return out;
  }
  [[nodiscard]] std::string listed(const std::vector<RelationId>& ids) const {
    std::string out;
    for (const RelationId each : ids) out += name(each) + ",";
    return out;
  }
  static std::string spelled(const Type& type) {
    std::string out = type.schema + "." + type.name + "[" + std::to_string(type.dimensions) + "]";
    for (const int each : type.modifiers) out += " " + std::to_string(each);
    return out;
  }

  void relation(const Relation& r) {
    const std::string at = std::string(words(r.kind)) + " " + r.plain();
    line(at, "made " + age(r.made) + " before " + world_.former_name(r) + " rows " + said(world_.has_rows(r)) +
                 " used " + said(world_.in_use(r)) + " flags " + std::to_string(r.assumed) +
                 std::to_string(r.temporary) + std::to_string(r.unlogged) + std::to_string(r.populated) +
                 std::to_string(world_.emptied_here(r)) + std::to_string(r.backs_constraint));
    line(at + " found by its name", std::to_string(catalog_.find(Name{r.schema, r.name, {}}) == &r));
    for (const CatalogColumn& each : r.columns) column(at, each);
    for (const CatalogConstraint& each : r.constraints) constraint(at, each);
    for (const CatalogTrigger& each : r.triggers) line(at + " trigger " + each.name, each.function.plain() + listed(each.columns));
    line(at + " policies", listed(r.policies) + listed(r.policy_columns));
    line(at + " indexes", listed(r.indexes));
    line(at + " children", listed(r.children));
    line(at + " parents", listed(r.parents));
    if (r.partition_by) line(at + " partitioned by", listed(r.partition_by->columns));
    if (r.bound) line(at + " bound", listed(r.bound->values) + listed(r.bound->from) + listed(r.bound->to));
    line(at + " publications", listed(r.publications));
    line(at + " statistics", listed(r.statistics));
    line(at + " clustered on", r.clustered_on);
    line(at + " of type", r.of_type);
    line(at + " table", name(r.table));
    for (const IndexKey& each : r.index.keys) line(at + " key", each.column + std::to_string(r.index.unique));
    line(at + " reads", listed(r.reads) + listed(r.read_columns));
    line(at + " is referenced by", listed(catalog_.users(Use::references, r.id)));
    line(at + " is read by", listed(catalog_.users(Use::reads, r.id)));
  }

  void column(const std::string& of, const CatalogColumn& c) {
    line(of + " column " + c.name,
         spelled(c.type) + " null " + said(c.not_null) + " default " + said(c.has_default) + c.default_value.text +
             " generated " + std::to_string(static_cast<int>(c.generated)) + listed(c.generated_from) + " identity " +
             std::to_string(static_cast<int>(c.identity)) + c.collation + name(c.sequence) + " made " + age(c.made));
  }

  void constraint(const std::string& of, const CatalogConstraint& c) {
    line(of + " constraint " + c.written.name,
         std::to_string(static_cast<int>(c.written.kind)) + listed(c.written.columns) + c.written.check.text +
             " valid " + said(c.valid) + " references " + name(c.references) + " by " + name(c.index) + " made " +
             age(c.made));
  }

  void type(const std::string& called) {
    const CatalogType* found = catalog_.find_type("", called);
    if (!found) return;
    const std::string at = "type " + called;
    line(at, std::string(words(found->kind)) + " made " + age(found->made) + spelled(found->base) + " constrained " +
                 said(found->constrained) + said(found->not_null) + " labels " + listed(found->labels));
    for (const auto& [label, moment] : found->added) line(at + " added " + label, age(moment));
    for (const CatalogConstraint& each : found->constraints) constraint(at, each);
    line(at + " is used by", listed(catalog_.users(Use::type, called)));
  }

  void functions(const std::string& called) {
    for (const CatalogFunction* each : catalog_.find_functions({"", called, {}}))
      line("function " + called, listed(each->written.argument_types) + each->written.body + " made " + age(each->made));
    line("function " + called + " is used by", listed(catalog_.users(Use::function, called)));
  }

  void transaction() {
    const Transaction& now = world_.transaction;
    // Which transaction is open when the script ends is nobody's concern: the next migration begins one of its own.
    for (const RelationId id : catalog_.relations())
      if (const HeldLock* held = now.past.locks.on(id))
        line("lock on " + name(id), std::string(held->mode.server_name()) + std::to_string(held->blocks_application));
    if (const HeldLock* first = now.past.locks.first()) line("first lock", name(first->relation));
    if (const HeldLock* strongest = now.past.locks.strongest()) line("strongest lock", name(strongest->relation));
    for (const Name& each : now.past.extended_types) line("extended type", each.plain());
    for (const LongChange& each : now.past.long_change) line("long change", each.table.plain());
    world_.past.made.for_each([&](const std::string& key, const StatementPlace&) { line("made here", key); });
    world_.past.dropped.for_each([&](const std::string& key, const StatementPlace&) { line("dropped here", key); });
  }

  const World& world_;
  const Catalog& catalog_;
  std::vector<std::string> lines_;
};

inline std::string describe(const World& world, const AskedNames& asked) { return WorldDescription(world, asked).text(); }

}  // namespace godwit::test
