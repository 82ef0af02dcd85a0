#include <string>

#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static void check(const Statement&, RuleContext& context) {
  const HazardEffect* first = nullptr;
  std::string names;
  for (const HazardEffect& each : context.effects().hazards) {
    if (each.refusal != Refusal::parameter || each.certain == Known::no) continue;
    if (!first) first = &each;
    names += (names.empty() ? "`$" : ", `$") + each.object.name + "`";
  }
  if (!first) return;
  const bool certain = first->certain == Known::yes;
  auto finding = context.report(place_of(*first, context));
  finding.risk(Risk::dangerous)
      .say(certain ? "no runner gives a migration parameters, and without {names} the server refuses the statement"
                   : "the server refuses the statement unless whoever runs the file gives {names}",
           {{"names", names}})
      .help("write the value itself");
  if (!certain) finding.at_most(Severity::note);
}

extern const Rule parameter_not_given = once(on_statement(check));

}  // namespace godwit::rules::cypher
