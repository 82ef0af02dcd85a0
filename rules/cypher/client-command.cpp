#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

/// The command's first word, for messages.
static std::string first_word(std::string_view text) {
  return std::string(text.substr(0, text.find_first_of(" \t\r\n;")));
}

static std::string way_out(const std::string& word) {
  if (word == ":auto") return "leave it out: cypher-shell and the runners send each statement without it";
  if (word == ":begin" || word == ":commit" || word == ":rollback" || word == "BEGIN" || word == "COMMIT" ||
      word == "ROLLBACK")
    return "leave it out: the runner decides about transactions";
  if (word == ":param" || word == ":params") return "write the value into the statement";
  if (word == ":use") return "leave it out, and tell the runner the database";
  if (word == "SCHEMA" || word == "schema") return "wait for indexes with a procedure";
  return "leave it out, or run the file with cypher-shell";
}

static void check(const Statement&, RuleContext& context) {
  each_refusal(context, Refusal::client_command, [&](const HazardEffect& hazard) {
    const Span at = place_of(hazard, context);
    const std::string word = first_word(context.text(at));
    const bool waits = word == "SCHEMA" || word == "schema";
    auto finding = context.report(at);
    finding.risk(Risk::dangerous)
        .say("the server refuses `{command}`: it is a client's command and no Cypher",
             {{"command", waits ? "schema await" : word}});
    if (waits)
      finding.help(way_out(word), {"CALL db.awaitIndexes(300);"});
    else
      finding.help(way_out(word));
  });
}

extern const Rule client_command = on_statement(check);

}  // namespace godwit::rules::cypher
