#include <godwit/rules/rule.h>

namespace godwit::rules::postgres {

static bool is_new(const CatalogType& type, const std::string& value, const RuleContext& context) {
  const std::uint32_t now = context.world().now.migration;
  if (type.made.migration == now) return true;
  for (const auto& [added, moment] : type.added)
    if (added == value && moment.migration == now) return true;
  return false;
}

static void check(const Rename& op, const Operation& operation, RuleContext& context) {
  if (op.kind != ObjectKind::enum_value) return;
  const CatalogType* type = context.world().catalog.find_type(op.object.schema, op.object.name);
  if (type && is_new(*type, op.part, context)) return;
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say("every deployed statement that says `{value}` of `{type}` fails from here on",
           {{"value", op.part}, {"type", op.object.plain()}})
      .help("add the new value, let the application write it, and change the rows after that");
}

extern const Rule enum_value_renamed = on<Rename, check>();

}  // namespace godwit::rules::postgres
