#include <godwit/rules/postgres/partitions.h>
#include <godwit/rules/rewording.h>
#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

static bool names_a_relation(const Reindex& op) {
  return op.target == Reindex::Target::index || op.target == Reindex::Target::table;
}

static std::string what_waits(const Reindex& op, const RuleContext& context) {
  if (!names_a_relation(op)) return "every table it reaches";
  const Relation* relation = context.relation(op.name);
  if (op.target == Reindex::Target::table) return "`" + context.display(op.name) + "`";
  const bool known = relation && relation->table != no_relation;
  return known ? "`" + context.display(context.at(relation->table)) + "`" : "the table of `" + op.name.plain() + "`";
}

static void report_partitioned(const Reindex& op, const Operation& operation, const Relation& relation,
                               RuleContext& context) {
  const bool is_index = op.target == Reindex::Target::index;
  const Relation& table = is_index && relation.table != no_relation ? context.at(relation.table) : relation;
  std::vector<std::string> steps;
  for (const Name& partition : partitions_or_example(context, table))
    steps.push_back("REINDEX TABLE CONCURRENTLY " + context.quoted(partition) + ";");
  context.report(operation.span)
      .say(
          "every write to every partition of `{table}` waits, because on a partitioned table CONCURRENTLY begins by "
          "locking "
          "them all",
          {{"table", context.display(table)}})
      .help("reindex each partition concurrently on its own", std::move(steps));
}

static void check(const Reindex& op, const Operation& operation, RuleContext& context) {
  const Relation* relation = names_a_relation(op) ? context.relation(op.name) : nullptr;
  const Relation* table = relation && relation->table != no_relation ? &context.at(relation->table) : relation;
  if (table && context.world().in_use(*table) == Known::no) return;
  const bool partitioned = table && table->partitioned();
  if (op.concurrently || (partitioned && context.world().server.at_least(14))) {
    if (partitioned && context.world().server.at_least(14)) report_partitioned(op, operation, *relation, context);
    return;
  }
  FindingBuilder finding = context.report(operation.span);
  finding.risk(Risk::dangerous)
      .say(
          "every write to {table} waits until its indexes are built anew, and so does every read that is planned "
          "meanwhile",
          {{"table", what_waits(op, context)}});
  if (op.target == Reindex::Target::system) return;
  const auto sql = with_word(context, operation, op.keyword, "CONCURRENTLY");
  finding.help("reindex concurrently, in a migration that runs without a transaction",
               sql ? std::vector{*sql} : std::vector<std::string>{});
  const auto place = behind(op.keyword, operation);
  if (place && !may_be_in_transaction(context)) finding.edit(*place, " CONCURRENTLY");
}

extern const Rule reindex_without_concurrently = on<Reindex, check>();

}  // namespace godwit::rules::postgres
