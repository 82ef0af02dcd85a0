#include <string_view>

#include <godwit/rules/rule.h>

namespace godwit::rules::postgres {

/// Whether a lock_timeout is of a minute or more: writers of that long are rare.
static bool is_long(const std::string* value) {
  return value->find("min") != std::string::npos || value->find('h') != std::string::npos;
}

static void report(const Operation& operation, RuleContext& context, std::string_view timeout) {
  context.report(operation.span)
      .say("{timeout} may end this before it is done: what is left is an invalid index, which every write keeps up",
           {{"timeout", std::string(timeout)}})
      .help("it blocks nobody: let it wait as long as it takes",
            {"SET " + std::string(timeout) + " = 0;"});
}

/// What the environment gives is the user's own choice for all migrations.
static void check(const CreateIndex& op, const Operation& operation, RuleContext& context) {
  if (!op.concurrently || !context.live(op.table.name)) return;
  const Settings& settings = context.world().settings;
  const auto limits = [&](std::string_view timeout) { return settings.said(timeout) && settings.limits(timeout); };
  if (limits("lock_timeout") && !is_long(settings.said("lock_timeout"))) return report(operation, context, "lock_timeout");
  if (limits("statement_timeout")) report(operation, context, "statement_timeout");
}

extern const Rule concurrent_index_under_timeout = on<CreateIndex, check>();

}  // namespace godwit::rules::postgres
