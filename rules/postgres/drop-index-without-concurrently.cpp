#include <godwit/rules/locks.h>
#include <godwit/rules/rewording.h>

namespace godwit::rules::postgres {

/// Whether dropping it stops nobody, or cannot be done in any other way.
static bool is_fine(const Relation* index, const RuleContext& context) {
  if (!index) return false;
  if (index->kind == ObjectKind::partitioned_index || index->temporary) return true;
  return index->table != no_relation && context.world().in_use(context.at(index->table)) == Known::no;
}

static void report(const Name& name, const DropIndex& op, const Operation& operation, RuleContext& context) {
  const Relation* index = context.relation(name);
  const bool known = index && index->table != no_relation;
  FindingBuilder finding = context.report(name.span.empty() ? operation.span : name.span);
  finding.say(
      "every read and write of {table} waits while `{index}` is dropped, and that waits for every query that is "
      "running",
      {{"table", known ? "`" + context.display(context.at(index->table)) + "`" : "its table"},
       {"index", context.display(name)}});
  finding.help("drop it concurrently, in a migration that runs without a transaction",
               {std::string("DROP INDEX CONCURRENTLY ") + (op.if_exists ? "IF EXISTS " : "") + quote_name(name) + ";"});
  const auto place = behind_keyword(context, operation.span, "INDEX");
  if (place && op.indexes.size() == 1 && !op.cascade && !may_be_in_transaction(context))
    finding.edit(*place, " CONCURRENTLY");
}

static void check(const DropIndex& op, const Operation& operation, RuleContext& context) {
  if (op.concurrently) return;
  for (const Name& name : op.indexes)
    if (!is_fine(context.relation(name), context)) report(name, op, operation, context);
}

extern const Rule drop_index_without_concurrently = on<DropIndex, check>();

}  // namespace godwit::rules::postgres
