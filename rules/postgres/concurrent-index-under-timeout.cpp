#include <cctype>
#include <string_view>

#include <godwit/rules/rule.h>

namespace godwit::rules::postgres {

/// Whether a lock_timeout is of a minute or more: writers of that long are rare.
static bool is_long(const std::string* value) {
  return value && (value->find("min") != std::string::npos || value->find('h') != std::string::npos);
}

static void report(const Operation& operation, RuleContext& context, std::string_view timeout) {
  context.report(operation.span)
      .say("{timeout} may end this before it is done: what is left is an invalid index, which every write keeps up",
           {{"timeout", std::string(timeout)}})
      .help("it blocks nobody: let it wait as long as it takes",
            {"SET " + std::string(timeout) + " = 0;"});
}

/// Whether the migration itself sets it: what the environment gives is the user's own choice for all migrations.
static bool is_set_here(std::string_view timeout, const RuleContext& context) {
  for (const StatementRecord& record : context.records())
    for (const Operation& operation : record.statement.operations)
      if (const auto* set = operation.as<SetSetting>(); set && set->name == timeout) return true;
  return false;
}

static void check(const CreateIndex& op, const Operation& operation, RuleContext& context) {
  if (!op.concurrently || !context.live(op.table.name)) return;
  const Settings& settings = context.world().settings;
  if (settings.limits("lock_timeout") && is_set_here("lock_timeout", context) && !is_long(settings.find("lock_timeout")))
    return report(operation, context, "lock_timeout");
  if (settings.limits("statement_timeout") && is_set_here("statement_timeout", context))
    report(operation, context, "statement_timeout");
}

extern const Rule concurrent_index_under_timeout = on<CreateIndex, check>();

}  // namespace godwit::rules::postgres
