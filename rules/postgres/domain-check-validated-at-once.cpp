#include <godwit/rules/rewording.h>
#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

static void check(const AlterDomain& op, const Operation& operation, RuleContext& context) {
  std::string tables;
  for (const RelationEffect& effect : context.effects_of(operation).relations)
    if (RuleContext::live(effect) && effect.scan) append_name(tables, context.display(context.at(effect.relation)));
  if (tables.empty()) return;
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say("every write of {tables} waits while all rows are checked: their columns are of the domain `{domain}`",
           {{"tables", tables}, {"domain", op.domain.plain()}})
      .help("add it NOT VALID, which checks only what is written from then on");
}

extern const Rule domain_check_validated_at_once = on<AlterDomain, check>();

}  // namespace godwit::rules::postgres
