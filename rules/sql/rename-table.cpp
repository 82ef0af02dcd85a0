#include <algorithm>

#include <godwit/rules/rule.h>

namespace godwit::rules::sql {

struct Move {
  Name from;
  Name to;
  ObjectKind kind = ObjectKind::table;
  Span span;
  const StatementRecord* record = nullptr;
};

static bool is_queried(ObjectKind kind) {
  return kind == ObjectKind::table || kind == ObjectKind::partitioned_table || kind == ObjectKind::view ||
         kind == ObjectKind::materialized_view || kind == ObjectKind::foreign_table;
}

static bool same(const Name& a, const Name& b, const RuleContext& context) {
  const Catalog& catalog = context.world().catalog;
  return a.name == b.name && catalog.resolve_schema(a.schema) == catalog.resolve_schema(b.schema);
}

static void collect(const StatementRecord& record, std::vector<Move>& moves) {
  for (const Operation& operation : record.statement.operations) {
    if (const auto* op = operation.as<Rename>()) {
      const bool schema = op->kind == ObjectKind::schema;
      if (schema || is_queried(op->kind))
        moves.push_back({op->object, {op->object.schema, op->to, {}}, op->kind, operation.span, &record});
    }
    if (const auto* op = operation.as<SetSchema>(); op && is_queried(op->kind))
      moves.push_back({op->object, {op->schema, op->object.name, {}}, op->kind, operation.span, &record});
  }
}

/// Whether a later statement of the migration puts something under the old name: a view, or the table that takes over.
static bool is_replaced(const Move& move, const std::vector<Move>& moves, const RuleContext& context) {
  for (const Move& other : moves)
    if (other.record > move.record && same(other.to, move.from, context)) return true;
  for (const StatementRecord& record : context.records())
    for (const Operation& operation : record.statement.operations) {
      const auto* view = operation.as<CreateView>();
      const auto* table = operation.as<CreateTable>();
      if (&record > move.record &&
          ((view && same(view->view, move.from, context)) || (table && same(table->table, move.from, context))))
        return true;
    }
  return false;
}

/// Whether it takes a name that another one gave up: then the two were swapped, and its own old name was for that only.
static bool takes_over(const Move& move, const std::vector<Move>& moves, const RuleContext& context) {
  return std::any_of(moves.begin(), moves.end(), [&](const Move& other) {
    return other.record < move.record && same(other.from, move.to, context);
  });
}

/// Whether anyone may have used it before: the table itself may have been renamed again or dropped meanwhile.
static bool was_live(const Move& move, const std::vector<Move>& moves, const RuleContext& context) {
  if (move.kind == ObjectKind::schema) return true;
  Name now = move.to;
  for (const Move& later : moves)
    if (later.record > move.record && same(later.from, now, context)) now = later.to;
  return context.live(now);
}

static void report(const Move& move, RuleContext& context) {
  context.go_to(*move.record);
  if (move.kind == ObjectKind::schema) {
    context.report(move.span)
        .risk(Risk::dangerous)
        .say("every deployed query that names the schema `{schema}` fails, or finds nothing on its search path",
             {{"schema", move.from.name}})
        .help(
            "let the application name both on its search path first, or move one table at a time and leave views "
            "behind");
    return;
  }
  context.report(move.span)
      .risk(Risk::dangerous)
      .say("every deployed query that names `{table}` fails from here on", {{"table", move.from.plain()}})
      .help("leave a view with the old name in the same transaction until no deployed version uses it",
            {std::string(context.text(move.span)) + ";\nCREATE VIEW " + context.quoted(move.from) +
             " AS SELECT * FROM " + context.quoted(move.to) + ";"});
}

static void check(RuleContext& context) {
  std::vector<Move> moves;
  for (const StatementRecord& record : context.records()) collect(record, moves);
  for (const Move& move : moves)
    if (!is_replaced(move, moves, context) && !takes_over(move, moves, context) && was_live(move, moves, context))
      report(move, context);
}

extern const Rule rename_table = on_migration(check);

}  // namespace godwit::rules::sql
