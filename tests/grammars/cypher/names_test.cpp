// A keyword is only one where the grammar has a use for it; everywhere else it is a name.

#include <support/catch.h>

#include "parsing.h"

using namespace cypher_test;

namespace {

std::string replaced(std::string text, const std::string& name) {
  for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@')) text.replace(at, 1, name);
  return text;
}

}  // namespace

TEST_CASE("keywords are names") {
  for (const char* word :
       {"all",   "any",    "as",     "asc",    "both",  "by",     "call",  "case",  "collect", "constraint", "contains",
        "count", "create", "csv",    "cypher", "data",  "delete", "desc",  "each",  "else",    "end",        "ends",
        "error", "exists", "filter", "finish", "for",   "from",   "graph", "group", "if",      "in",         "index",
        "is",    "key",    "label",  "let",    "limit", "load",   "match", "merge", "next",    "node",       "none",
        "of",    "offset", "on",     "option", "or",    "order",  "path",  "point", "range",   "reduce",     "rel",
        "role",  "row",    "search", "set",    "show",  "single", "skip",  "start", "text",    "then",       "time",
        "trim",  "type",   "union",  "unique", "use",   "user",   "using", "value", "vector",  "walk",       "when",
        "where", "with",   "xor",    "yield",  "zoned"})
    for (const char* text :
         {"MATCH (@:L)-[r:R]->(m) SET @.x = 1, r.@ = @.y + @.z",
          "MATCH (n:@)-[:@]->() WHERE @.x AND n.@ RETURN n AS @ ORDER BY @.x", "RETURN {@: @}, n {.@}", "RETURN a.@(1)",
          "CALL @.@() YIELD @", "CREATE INDEX @ IF NOT EXISTS FOR (@:@) ON (@.@)", "DROP CONSTRAINT @ IF EXISTS",
          "UNWIND xs AS @ WITH @.x AS x RETURN x", "RETURN [@ IN xs | 1]"}) {
      const std::string statement = replaced(text, word);
      INFO(statement);
      CHECK(accepts(statement));
    }
}
