#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

static void check(const ChangeTable& op, const Operation& operation, RuleContext& context) {
  if (op.change != TableChange::set_tablespace) return;
  const auto stops = [](const RelationEffect& effect) { return effect.readers_blocked_by_index; };
  const RelationEffect* effect = first_live(context.effects_of(operation), stops);
  if (!effect) return;
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say("every read and write of `{table}` waits while the index `{index}` is copied",
           {{"table", context.display(context.at(effect->relation))}, {"index", op.table.name.plain()}})
      .help("build it anew in the other tablespace, concurrently",
            {"REINDEX (CONCURRENTLY, TABLESPACE " + context.quoted(op.value) + ") INDEX " +
             context.quoted(op.table.name) + ";"});
}

extern const Rule index_blocks_readers = on<ChangeTable, check>();

}  // namespace godwit::rules::postgres
