#include <godwit/rules/rewording.h>

namespace godwit::rules::sql {

static std::string lost(const DropObjects& op, const RuleContext& context) {
  std::string out;
  for (const DropObjects::Object& object : op.objects)
    if (context.live(object.name)) append_name(out, context.display(object.name));
  return out;
}

/// The tables that stay, and are locked all the same: a foreign key points at them, or they lose a partition.
static std::string locked_too(const RuleContext& context) {
  std::string out;
  for (const RelationEffect& effect : context.effects().relations) {
    const bool stays = effect.cause == Cause::referenced || effect.cause == Cause::partition_of;
    if (stays && RuleContext::live(effect) && effect.lock.blocks() == Blocks::reads_and_writes)
      append_name(out, context.display(context.at(effect.relation)));
  }
  return out;
}

static void check(const DropObjects& op, const Operation& operation, RuleContext& context) {
  if (op.kind != ObjectKind::table) return;
  const std::string tables = lost(op, context);
  if (tables.empty()) return;
  const std::string others = locked_too(context);
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say(others.empty()
               ? "all rows of {tables} are lost, and every deployed query that names it fails"
               : "all rows of {tables} are lost, every deployed query that names it fails, and every read and write of "
                 "{others} waits meanwhile",
           {{"tables", tables}, {"others", others}})
      .help("drop it when no deployed version uses it any more and its rows are kept elsewhere, and say so",
            {"-- godwit: allow drop-table: <which release stopped using it, where the rows are kept>\n" +
             std::string(context.text(operation.span)) + ";"});
}

extern const Rule drop_table = on<DropObjects, check>();

}  // namespace godwit::rules::sql
