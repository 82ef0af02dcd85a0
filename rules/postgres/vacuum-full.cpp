#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

static void report(const std::string& table, const Operation& operation, RuleContext& context) {
  const bool known = !table.empty();
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say(known ? "every read and write of `{table}` waits while all its rows are written anew and its indexes built"
                 : "every read and write of each table in turn waits while all its rows are written anew and its "
                   "indexes built",
           {{"table", table}})
      .help(
          "let plain VACUUM make the room reusable; where it must go back to the disk, pg_repack does it while others "
          "work",
          {known ? "VACUUM (ANALYZE) " + table + ";" : "VACUUM (ANALYZE);"});
}

static void check(const Statement& statement, RuleContext& context) {
  for (const Operation& operation : statement.operations) {
    if (const auto* vacuum = operation.as<Vacuum>(); vacuum && vacuum->full) {
      if (vacuum->tables.empty()) report("", operation, context);
      for (const TableRef& table : vacuum->tables)
        if (context.live(table.name)) report(context.display(table.name), operation, context);
    }
    if (const auto* cluster = operation.as<Cluster>(); cluster && (!cluster->table || context.live(*cluster->table)))
      report(cluster->table ? context.display(*cluster->table) : "", operation, context);
  }
}

extern const Rule vacuum_full = on_statement(check);

}  // namespace godwit::rules::postgres
