#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/modernize.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

/// The way out of what cannot be put into one word: a batched import as versions from 4.4 on write it.
static void periodic_commit(FindingBuilder& finding) {
  finding.help("write the clauses behind LOAD CSV into a subquery that commits in batches",
               {"LOAD CSV WITH HEADERS FROM 'file:///people.csv' AS row\n"
                "CALL (row) { MERGE (p:Person {id: row.id}) } IN TRANSACTIONS OF 1000 ROWS;"});
}

static void check(const Statement& statement, RuleContext& context) {
  for (const Operation& operation : statement.operations) {
    const auto* use = operation.as<graph::UseFeature>();
    const HazardEffect* hazard = use ? context.effects_of(operation).find(Refusal::removed_feature) : nullptr;
    if (!hazard) continue;
    auto finding = context.report(operation.span);
    finding.risk(Risk::dangerous)
        .say("the server refuses {what}: {why}", {{"what", hazard->object.name}, {"why", hazard->why}});
    if (use->feature == "periodic-commit") {
      periodic_commit(finding);
      continue;
    }
    const std::vector<Rewrite> edits = modernized(*use, operation, statement, context);
    if (edits.empty())
      finding.help(hazard->instead.empty() ? "take it out" : "write instead: " + hazard->instead);
    else
      finding.help("write it as all versions from 4.4 on take it", {with_rewrites(statement.span, edits, context)});
    for (const Rewrite& edit : edits) finding.edit(edit.span, edit.text);
  }
}

extern const Rule removed_syntax_for_target_version = on_statement(check);

}  // namespace godwit::rules::cypher
