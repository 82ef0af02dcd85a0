#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <godwit/rules/rule.h>

namespace godwit::rules::sql {

struct Move {
  Name from;
  Name to;
  ObjectKind kind = ObjectKind::table;
  Span span;
  const StatementRecord* record = nullptr;
  Name at_last = {};   ///< what it is called when the migration ends, if it was not dropped
};

/// The moves of a migration, in order, and who takes and leaves names: by name, for there may be thousands.
struct Moves {
  std::vector<Move> all;
  std::unordered_map<std::string, const StatementRecord*> last_taken;  ///< by a move, a view or a table
  std::unordered_map<std::string, const StatementRecord*> first_left;
};

static bool is_queried(ObjectKind kind) {
  return kind == ObjectKind::table || kind == ObjectKind::partitioned_table || kind == ObjectKind::view ||
         kind == ObjectKind::materialized_view || kind == ObjectKind::foreign_table;
}

static std::string key(const Name& name, const RuleContext& context) {
  return context.world().catalog.resolve_schema(name.schema) + "." + name.name;
}

/// ALTER TABLE renames an index, too, which no query names.
static bool is_of_index(const StatementRecord& record) {
  for (const RelationEffect& effect : record.result.relations)
    if (effect.readers_blocked_by_index) return true;
  return false;
}

static void collect(const StatementRecord& record, std::vector<Move>& moves) {
  if (is_of_index(record)) return;
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

/// Follows each from move to move until the migration ends.
static void follow(Moves& moves, const RuleContext& context) {
  std::unordered_map<std::string, Name> ends;  // of a name before the moves that were looked at
  const auto end_of = [&](const Name& name) {
    const auto found = ends.find(key(name, context));
    return found == ends.end() ? name : found->second;
  };
  for (std::size_t last = moves.all.size(), first = last; last > 0; last = first) {
    while (first > 0 && moves.all[first - 1].record == moves.all[last - 1].record) --first;
    for (std::size_t i = first; i < last; ++i) moves.all[i].at_last = end_of(moves.all[i].to);
    for (std::size_t i = last; i-- > first;) ends.insert_or_assign(key(moves.all[i].from, context), end_of(moves.all[i].to));
  }
}

static Moves moves_of(const RuleContext& context) {
  Moves out;
  for (const StatementRecord& record : context.records()) {
    collect(record, out.all);
    for (const Operation& operation : record.statement.operations) {
      if (const auto* view = operation.as<CreateView>()) out.last_taken[key(view->view, context)] = &record;
      if (const auto* table = operation.as<CreateTable>()) out.last_taken[key(table->table, context)] = &record;
    }
  }
  for (const Move& move : out.all) {
    out.first_left.try_emplace(key(move.from, context), move.record);
    const StatementRecord*& taken = out.last_taken[key(move.to, context)];
    if (!taken || taken < move.record) taken = move.record;
  }
  follow(out, context);
  return out;
}

/// Whether a later statement of the migration puts something under the old name: a view, or the table that takes over.
static bool is_replaced(const Move& move, const Moves& moves, const RuleContext& context) {
  const auto taken = moves.last_taken.find(key(move.from, context));
  return taken != moves.last_taken.end() && taken->second > move.record;
}

/// Whether it takes a name that another one gave up: then the two were swapped, and its own old name was for that only.
static bool takes_over(const Move& move, const Moves& moves, const RuleContext& context) {
  const auto left = moves.first_left.find(key(move.to, context));
  return left != moves.first_left.end() && left->second < move.record;
}

/// Whether anyone may have used it before: the table itself may have been renamed again or dropped meanwhile.
static bool was_live(const Move& move, const RuleContext& context) {
  return move.kind == ObjectKind::schema || context.live(move.at_last);
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
  const Moves moves = moves_of(context);
  for (const Move& move : moves.all)
    if (!is_replaced(move, moves, context) && !takes_over(move, moves, context) && was_live(move, context))
      report(move, context);
}

extern const Rule rename_table = on_migration(check);

}  // namespace godwit::rules::sql
