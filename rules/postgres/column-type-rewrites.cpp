#include <string>

#include <godwit/rules/sql/advice.h>

namespace godwit::rules::postgres {

/// What the server does below the lock.
struct Work {
  bool rewrite = false;
  bool build = false;
  bool scan = false;
};

static Work work_of(const StatementResult& effects) {
  Work work;
  for (const RelationEffect& effect : effects.relations) {
    if (!RuleContext::live(effect)) continue;
    work.rewrite = work.rewrite || effect.rewrite;
    work.build = work.build || effect.index_build;
    work.scan = work.scan || effect.scan;
  }
  return work;
}

static std::string words(const Work& work, const AlterColumnType& op, const RuleContext& context) {
  const Relation* table = context.relation(op.table.name);
  const bool type_known = table && table->column(op.column);
  if (work.rewrite && op.using_kind == AlterColumnType::Using::other)
    return "the table and its indexes are written anew: USING works out each value";
  if (work.rewrite)
    return type_known ? "the table and its indexes are written anew: `{old}` and `{new}` are stored differently"
                      : "the table and its indexes are written anew, unless `{column}` is stored like `{new}` already";
  if (work.build) return "the indexes that look at `{column}` are built anew";
  return "every row is checked again, because a constraint looks at `{column}`";
}

/// `timestamp` and `timestamptz` are stored alike, and the server knows it as long as the session's zone is UTC.
static bool is_zone_change(const Type& from, const Type& to) {
  return (from.name == "timestamp" && to.name == "timestamptz") ||
         (from.name == "timestamptz" && to.name == "timestamp");
}

static advice::Steps by_new_column(const AlterColumnType& op, const advice::Target& table) {
  const std::string old_name = table.quoted(op.column);
  const std::string new_name = table.quoted(op.column + "_new");
  std::string value = old_name;
  if (op.using_expression) value = op.using_expression->text;
  if (op.using_kind == AlterColumnType::Using::none) value += "::" + op.type.written;
  return {
      "ALTER TABLE " + table.sql() + " ADD COLUMN " + new_name + " " + op.type.written + ";",
      "-- once the application writes both columns\n" +
          advice::backfill(table, new_name + " = " + value, new_name + " IS NULL AND " + old_name + " IS NOT NULL")};
}

/// Tables besides the one that is altered: those on the other side of a foreign key.
static std::string other_tables(const AlterColumnType& op, const StatementResult& effects, const RuleContext& context) {
  std::vector<std::string> names;
  const Relation* own = context.relation(op.table.name);
  for (const RelationEffect& effect : effects.relations) {
    const Relation& relation = context.at(effect.relation);
    const bool by_key = effect.cause == Cause::referenced || effect.cause == Cause::referencing ||
                        effect.cause == Cause::foreign_key_check;
    if (by_key && &relation != own && effect.lock.blocks() >= Blocks::writes && RuleContext::live(effect))
      names.push_back(context.display(relation));
  }
  return names.empty() ? "" : " and of " + advice::listed(names);
}

static void check(const AlterColumnType& op, const Operation& operation, RuleContext& context) {
  const Relation* relation = context.relation(op.table.name);
  const CatalogColumn* column = relation ? relation->column(op.column) : nullptr;
  if (!context.live(op.table.name) || (relation && context.world().emptied_here(*relation))) return;
  const StatementResult& effects = context.effects_of(operation);
  // A type that loses values is narrowing-cast's to tell, the rewrite included.
  if (effects.find(Hazard::fails_on_existing_rows) || effects.find(Hazard::loses_data)) return;
  const Work work = work_of(effects);
  if (!work.rewrite && !work.build && !work.scan) return;
  const advice::Target table(context, op.table.name);
  auto finding = context.report(operation.span);
  finding.risk(Risk::dangerous)
      .say("every read and write of `{table}`{others} waits while " + words(work, op, context),
           {{"table", context.display(op.table.name)},
            {"others", other_tables(op, effects, context)},
            {"column", op.column},
            {"old", column ? column->type.written : ""},
            {"new", op.type.written}});
  if (column && is_zone_change(column->type, op.type) && column->type.modifiers == op.type.modifiers)
    finding.help("if its values are meant as UTC, say so to the session: then nothing is written",
                 {"SET timezone = 'UTC';\nALTER TABLE " + table.sql() + " ALTER COLUMN " + context.quoted(op.column) +
                  " TYPE " + op.type.written + ";"});
  else if (!work.rewrite && work.build)
    finding.help("drop those indexes before, concurrently, and create them again after it, concurrently");
  else if (!work.rewrite)
    finding.help("drop the check before, add it again NOT VALID after it, and validate it in a migration after that");
  else
    finding.help("add a column of the new type, write both, fill the old rows in batches, then read the new one",
                 by_new_column(op, table));
}

extern const Rule column_type_rewrites = on<AlterColumnType, check>();

}  // namespace godwit::rules::postgres
