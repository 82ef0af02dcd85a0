#include <godwit/rules/rewording.h>
#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

/// Whether dropping it stops nobody, or cannot be done in any other way.
static bool is_fine(const Relation* index, const RuleContext& context) {
  if (!index) return false;
  if (index->kind == ObjectKind::partitioned_index || index->temporary) return true;
  return index->table != no_relation && context.world().in_use(context.at(index->table)) == Known::no;
}

static std::string table_of(const Relation* index, const RuleContext& context) {
  const bool known = index && index->table != no_relation;
  return known ? "`" + context.display(context.at(index->table)) + "`" : "its table";
}

static void check(const DropIndex& op, const Operation& operation, RuleContext& context) {
  if (op.concurrently) return;
  std::string dropped;
  std::string table;
  std::vector<std::string> sql;
  for (const Name& name : op.indexes) {
    const Relation* index = context.relation(name);
    if (is_fine(index, context)) continue;
    append_name(dropped, context.display(name));
    if (table.empty()) table = table_of(index, context);
    sql.push_back(std::string("DROP INDEX CONCURRENTLY ") + (op.if_exists ? "IF EXISTS " : "") + context.quoted(name) +
                  ";");
  }
  if (sql.empty()) return;
  FindingBuilder finding = context.report(operation.span);
  finding
      .say(
          "every read and write of {table} waits while {indexes} is dropped, and that waits for every query that is "
          "running",
          {{"table", table}, {"indexes", dropped}})
      .help("drop it concurrently, in a migration that runs without a transaction", std::move(sql));
  const auto place = behind(op.keyword, operation);
  if (place && op.indexes.size() == 1 && !op.cascade && !may_be_in_transaction(context))
    finding.edit(*place, " CONCURRENTLY");
}

extern const Rule drop_index_without_concurrently = on<DropIndex, check>();

}  // namespace godwit::rules::postgres
