#include <algorithm>

#include <godwit/rules/rewording.h>

namespace godwit::rules::sql {

static bool is_type(ObjectKind kind) {
  return kind == ObjectKind::type || kind == ObjectKind::domain || kind == ObjectKind::enum_type;
}

static bool is_relation(ObjectKind kind) { return kind <= ObjectKind::partitioned_index; }

/// Whether anything made before this migration may depend on it.
static bool is_old(ObjectKind kind, const Name& name, const RuleContext& context) {
  if (is_relation(kind)) return context.live(name);
  if (!is_type(kind)) return true;
  const CatalogType* type = context.world().catalog.find_type(name.schema, name.name);
  return !type || context.world().age(type->made) >= Age::earlier_migration;
}

struct Dropped {
  ObjectKind kind = ObjectKind::table;
  std::string name;
};

/// What is dropped with CASCADE; empty name: nothing is, or nothing that is older than this migration.
static Dropped dropped(const Operation& operation, const RuleContext& context) {
  if (const auto* op = operation.as<DropObjects>(); op && op->cascade) {
    const auto old = std::find_if(op->objects.begin(), op->objects.end(), [&](const DropObjects::Object& object) {
      return is_old(op->kind, object.on_table.empty() ? object.name : object.on_table, context);
    });
    if (old != op->objects.end()) return {op->kind, old->name.plain()};
  }
  if (const auto* op = operation.as<DropColumn>(); op && op->cascade && context.live(op->table.name))
    return {ObjectKind::column, context.display(op->table.name) + "." + op->column};
  if (const auto* op = operation.as<DropConstraint>(); op && op->cascade && context.live(op->table.name))
    return {ObjectKind::constraint, op->constraint};
  if (const auto* op = operation.as<DropIndex>(); op && op->cascade && !op->indexes.empty())
    return {ObjectKind::index, op->indexes.front().plain()};
  return {};
}

/// What of a relation goes, in words; empty for what the statement names itself.
static std::string part_that_goes(const RelationEffect& effect, const RuleContext& context) {
  const Relation& relation = context.at(effect.relation);
  const std::string name = "`" + context.display(relation) + "`";
  if (effect.cause == Cause::referencing) return "a foreign key of " + name;
  if (effect.cause != Cause::depends) return {};
  const bool whole = relation.kind == ObjectKind::view || relation.kind == ObjectKind::materialized_view;
  return (whole ? "" : "parts of ") + name;
}

static std::string known_dependents(const StatementResult& effects, const RuleContext& context) {
  std::string out;
  for (const RelationEffect& effect : effects.relations) {
    const std::string part = RuleContext::live(effect) ? part_that_goes(effect, context) : "";
    if (!part.empty()) out += (out.empty() ? "" : ", ") + part;
  }
  return out;
}

/// Whether the history made the table or column, so that it would know what depends on it.
static bool made_by_history(const Operation& operation, const RuleContext& context) {
  const auto known = [&](const Name& name) {
    const Relation* relation = context.relation(name);
    return relation && !relation->assumed;
  };
  if (const auto* column = operation.as<DropColumn>()) return known(column->table.name);
  if (const auto* constraint = operation.as<DropConstraint>()) return known(constraint->table.name);
  const auto* op = operation.as<DropObjects>();
  return op && is_relation(op->kind) &&
         std::all_of(op->objects.begin(), op->objects.end(),
                     [&](const DropObjects::Object& object) { return known(object.name); });
}

/// CASCADE and the blank before it.
static std::optional<Span> cascade_of(const Operation& operation, const RuleContext& context) {
  const auto of = [&](Span keyword) -> std::optional<Span> {
    if (!behind(keyword, operation)) return std::nullopt;
    if (context.text({keyword.begin - 1, keyword.begin}) == " ") --keyword.begin;
    return keyword;
  };
  if (const auto* op = operation.as<DropObjects>()) return of(op->cascade_keyword);
  if (const auto* op = operation.as<DropColumn>()) return of(op->cascade_keyword);
  if (const auto* op = operation.as<DropConstraint>()) return of(op->cascade_keyword);
  const auto* op = operation.as<DropIndex>();
  return op ? of(op->cascade_keyword) : std::nullopt;
}

static void advise(FindingBuilder& finding, const Operation& operation, const RuleContext& context) {
  std::vector<std::string> sql;
  const auto cascade = cascade_of(operation, context);
  const bool whole_statement = operation.span == context.statement().span;
  if (cascade && whole_statement) sql = {std::string(context.text({operation.span.begin, cascade->begin})) + ";"};
  finding.help("drop what depends on it by name, then this without CASCADE, so that a surprise stops the migration",
               std::move(sql));
  if (cascade) finding.edit(*cascade, "", Applicability::unsafe);
}

static void check(const Statement& statement, RuleContext& context) {
  for (const Operation& operation : statement.operations) {
    const Dropped what = dropped(operation, context);
    if (what.name.empty()) continue;
    const std::string known = known_dependents(context.effects_of(operation), context);
    FindingBuilder finding = context.report(operation.span);
    finding.risk(Risk::dangerous)
        .say(known.empty()
                 ? "CASCADE also drops whatever depends on the {kind} `{name}` at that moment, listed or not"
                 : "CASCADE also drops {known}, and whatever else depends on the {kind} `{name}` at that moment",
             {{"kind", std::string(words(what.kind))}, {"name", what.name}, {"known", known}});
    if (known.empty() && made_by_history(operation, context)) finding.at_most(Severity::note);
    advise(finding, operation, context);
  }
}

extern const Rule drop_cascade = on_statement(check);

}  // namespace godwit::rules::sql
