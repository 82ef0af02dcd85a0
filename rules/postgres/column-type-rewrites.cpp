#include <optional>
#include <string>

#include <godwit/rules/added_column.h>
#include <godwit/rules/advice.h>

namespace godwit::rules::postgres {

/// What the server does below the lock, in words; nothing where it does nothing that takes long.
static std::optional<std::string> work(const AlterColumnType& op, const Effects& effects, const RuleContext& context) {
  bool rewrite = false;
  bool build = false;
  bool scan = false;
  for (const RelationEffect& effect : effects.relations) {
    if (!RuleContext::live(effect)) continue;
    rewrite = rewrite || effect.rewrite;
    build = build || effect.index_build;
    scan = scan || effect.scan;
  }
  const Relation* table = context.relation(op.table.name);
  const bool type_known = table && table->column(op.column);
  if (rewrite)
    return type_known ? "the table and its indexes are written anew: `{old}` and `{new}` are stored differently"
                      : "the table and its indexes are written anew, unless `{column}` is stored like `{new}` already";
  if (build) return "the indexes on `{column}` are built anew";
  if (scan) return "every row is checked again, because a constraint looks at `{column}`";
  return std::nullopt;
}

/// `timestamp` and `timestamptz` are stored alike, and the server knows it as long as the session's zone is UTC.
static bool is_zone_change(const Type& from, const Type& to) {
  return (from.name == "timestamp" && to.name == "timestamptz") ||
         (from.name == "timestamptz" && to.name == "timestamp");
}

static advice::Steps by_new_column(const AlterColumnType& op, const advice::Target& table) {
  const std::string old_name = quote_identifier(op.column);
  const std::string new_name = quote_identifier(op.column + "_new");
  std::string value = old_name;
  if (op.using_expression) value = op.using_expression->text;
  if (op.using_kind == AlterColumnType::Using::none) value += "::" + op.type.written;
  return {
      "ALTER TABLE " + table.sql() + " ADD COLUMN " + new_name + " " + op.type.written + ";",
      "-- once the application writes both columns\n" +
          advice::backfill(table, new_name + " = " + value, new_name + " IS NULL AND " + old_name + " IS NOT NULL")};
}

/// Tables besides the one that is altered: those on the other side of a foreign key.
static std::string other_tables(const AlterColumnType& op, const Effects& effects, const RuleContext& context) {
  std::vector<std::string> names;
  const Relation* own = context.relation(op.table.name);
  for (const RelationEffect& effect : effects.relations) {
    const Relation& relation = context.at(effect.relation);
    const bool by_key = effect.cause == Cause::referenced || effect.cause == Cause::referencing ||
                        effect.cause == Cause::foreign_key_check;
    if (by_key && &relation != own && blocks(effect.lock) >= Blocks::writes && RuleContext::live(effect))
      names.push_back(context.display(relation));
  }
  return names.empty() ? "" : " and of " + advice::listed(names);
}

static void check(const AlterColumnType& op, const Operation& operation, RuleContext& context) {
  const Relation* relation = context.relation(op.table.name);
  const CatalogColumn* column = relation ? relation->column(op.column) : nullptr;
  if (!context.live(op.table.name)) return;
  const Effects effects = context.effects_of(operation);
  // A type that loses values is narrowing-cast's to tell, the rewrite included.
  if (effects.find(Hazard::fails_on_existing_rows) || effects.find(Hazard::loses_data)) return;
  const auto what = work(op, effects, context);
  if (!what) return;
  const advice::Target table(context, op.table.name);
  auto finding = context.report(operation.span);
  finding.risk(Risk::dangerous)
      .say("every read and write of `{table}`{others} waits while " + *what,
           {{"table", context.display(op.table.name)},
            {"others", other_tables(op, effects, context)},
            {"column", op.column},
            {"old", column ? column->type.written : ""},
            {"new", op.type.written}});
  if (column && is_zone_change(column->type, op.type) && column->type.modifiers == op.type.modifiers)
    finding.help("if its values are meant as UTC, say so to the session: then nothing is written",
                 {"SET timezone = 'UTC';\nALTER TABLE " + table.sql() + " ALTER COLUMN " + quote_identifier(op.column) +
                  " TYPE " + op.type.written + ";"});
  else
    finding.help("add a column of the new type, write both, fill the old rows in batches, then read the new one",
                 by_new_column(op, table));
}

extern const Rule column_type_rewrites = on<AlterColumnType, check>();

}  // namespace godwit::rules::postgres
