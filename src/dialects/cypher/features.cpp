#include "dialects/cypher/features.h"

#include <algorithm>
#include <array>

namespace godwit::cypher {
namespace {

/// Understood from a version on.
constexpr Feature newer(std::string_view id, std::string_view what, int since, std::string_view instead,
                        std::string_view evidence) {
  return {id, what, since, never, never, false, false, instead, evidence};
}
/// Understood in Cypher 25 alone.
constexpr Feature in_25(std::string_view id, std::string_view what, std::string_view evidence) {
  return {id, what, 202506, never, never, true, false, "", evidence};
}
/// Understood until a version.
constexpr Feature until(std::string_view id, std::string_view what, int deprecated, int removed,
                        std::string_view instead, std::string_view evidence) {
  return {id, what, 0, deprecated, removed, false, false, instead, evidence};
}
/// Still understood in Cypher 5.
constexpr Feature not_in_25(std::string_view id, std::string_view what, int deprecated, std::string_view instead,
                            std::string_view evidence) {
  return {id, what, 0, deprecated, never, false, true, instead, evidence};
}
/// Understood everywhere, and to go one day.
constexpr Feature going(std::string_view id, std::string_view what, int deprecated, std::string_view instead,
                        std::string_view evidence) {
  return {id, what, 0, deprecated, never, false, false, instead, evidence};
}

constexpr std::array features{
    // indexes and constraints
    until("btree-index", "a BTREE index", 404, 500, "a RANGE, TEXT or POINT index", "index-create-15"),
    until("btree-provider", "the index provider `native-btree-1.0`", 404, 500, "no indexProvider at all",
          "index-create-42"),
    until("old-index-form", "`INDEX ON :Label(property)`", 400, 500,
          "`CREATE INDEX name FOR (n:Label) ON (n.property)`", "index-create-52"),
    until("old-index-drop", "`DROP INDEX ON :Label(property)`", 400, 500, "`DROP INDEX name`", "index-drop-05"),
    until("old-constraint-form", "`CONSTRAINT ON ... ASSERT`", 404, 500,
          "`CREATE CONSTRAINT name FOR (n:Label) REQUIRE ...`", "constraint-create-33"),
    until("old-constraint-drop", "`DROP CONSTRAINT ON ... ASSERT`", 400, 500, "`DROP CONSTRAINT name`",
          "constraint-drop-03"),
    not_in_25("index-provider", "OPTIONS {indexProvider: ...}", 526, "no indexProvider at all", "index-create-44"),
    newer("text-provider-2", "the index provider `text-2.0`", 501, "no indexProvider at all", "index-create-46"),
    newer("range-provider", "the index provider `range-1.0` for a plain INDEX", 500, "`CREATE RANGE INDEX`",
          "index-create-43"),
    going("text-provider-1", "the index provider `text-1.0`", 501, "no indexProvider at all", "index-create-45"),
    newer("vector-index", "a VECTOR index", 515, "", "index-create-34"),
    newer("vector-index-without-options", "a VECTOR index without OPTIONS", 523, "OPTIONS with its dimensions",
          "index-create-36"),
    in_25("vector-index-with-properties", "a VECTOR index over several labels or WITH properties", "index-create-38"),
    newer("schema-name-parameter", "a parameter for the name of an index or constraint", 500, "the name itself",
          "index-create-09"),
    newer("node-unique", "`IS NODE UNIQUE`", 500, "`IS UNIQUE`", "constraint-create-06"),
    newer("relationship-unique", "a uniqueness constraint on relationships", 507, "", "constraint-create-09"),
    newer("relationship-key", "a key constraint on relationships", 507, "", "constraint-create-15"),
    newer("bare-key", "`IS KEY`", 500, "`IS NODE KEY`", "constraint-create-14"),
    newer("property-type", "a property type constraint", 509, "", "constraint-create-21"),
    in_25("vector-type", "the type VECTOR", "constraint-create-25"),
    in_25("use-before-show-databases", "USE before SHOW DATABASES", "use-08"),
    in_25("graph-type", "a graph type", "constraint-create-43"),
    until("show-output", "`BRIEF` and `VERBOSE`", 404, 500, "YIELD", "show-08"),
    until("show-btree", "`SHOW BTREE INDEXES`", 404, 500, "`SHOW INDEXES WHERE type = ...`", "show-05"),
    newer("show-vector", "`SHOW VECTOR INDEXES`", 515, "", "show-06"),
    newer("show-uniqueness", "`SHOW UNIQUENESS CONSTRAINTS`", 500, "`SHOW UNIQUE CONSTRAINTS`", "show-14"),
    newer("show-property-type", "`SHOW PROPERTY TYPE CONSTRAINTS`", 509, "", "show-18"),
    newer("show-settings", "`SHOW SETTINGS`", 503, "", "show-23"),
    newer("show-servers", "`SHOW SERVERS`", 500, "", "show-33"),
    // transactions
    until("periodic-commit", "`USING PERIODIC COMMIT`", 404, 500, "`CALL (row) { ... } IN TRANSACTIONS`",
          "periodic-commit-01"),
    newer("in-transactions", "`CALL { ... } IN TRANSACTIONS`", 404, "", "in-transactions-01"),
    newer("on-error", "`ON ERROR`", 507, "", "in-transactions-14"),
    newer("report-status", "`REPORT STATUS`", 507, "", "in-transactions-17"),
    newer("concurrent-transactions", "`CONCURRENT TRANSACTIONS`", 521, "", "in-transactions-26"),
    newer("on-error-retry", "`ON ERROR RETRY`", 202503, "", "in-transactions-21"),
    in_25("disjoint-by", "`DISJOINT BY`", "disjoint-01"),
    newer("scope-clause", "`CALL (n) { ... }`", 523, "`CALL { WITH n ... }`", "in-transactions-07"),
    going("unscoped-call", "`CALL { ... }` without a scope clause", 523, "`CALL (n) { ... }`", "removed-67"),
    newer("optional-call", "`OPTIONAL CALL`", 524, "", "newer-39"),
    // writing
    not_in_25("set-from-entity", "`SET n = m` with a node or relationship", 500, "`properties(m)`", "write-03"),
    not_in_25("reference-within-create", "a property that names what the same CREATE or MERGE makes", 404,
              "two clauses, one after the other", "write-39"),
    newer("dynamic-labels-in-set", "dynamic labels", 524, "the label itself", "write-12"),
    newer("dynamic-property-in-set", "a dynamic property in SET or REMOVE", 524, "the property itself", "write-15"),
    newer("dynamic-labels", "dynamic labels", 526, "the label itself", "newer-20"),
    newer("insert", "`INSERT`", 518, "`CREATE`", "write-41"),
    newer("nodetach", "`NODETACH DELETE`", 514, "`DELETE`", "write-23"),
    in_25("read-after-write", "MATCH after a write without WITH between them", "write-54"),
    newer("label-is", "`IS` before a label", 500, "`:`", "write-11"),
    // reading
    until("exists-property", "`exists(n.property)`", 404, 500, "`n.property IS NOT NULL`", "removed-01"),
    until("size-of-pattern", "`size()` of a pattern", 404, 500, "`COUNT { ... }`", "removed-04"),
    until("pattern-as-value", "a pattern as a value", 404, 500, "a pattern comprehension or `EXISTS { ... }`",
          "removed-07"),
    until("old-octal", "an octal number such as `0777`", 404, 500, "`0o777`", "removed-29"),
    until("upper-case-hexadecimal", "`0X` before a hexadecimal number", 404, 500, "`0x`", "removed-32"),
    until("distance-function", "`distance()`", 404, 500, "`point.distance()`", "removed-46"),
    until("list-as-condition", "a list as a condition", 404, 500, "`NOT isEmpty(list)`", "removed-55"),
    until("implied-grouping", "an expression that mixes a property and an aggregation", 404, 500,
          "a WITH that gives the property first", "removed-60"),
    until("btree-hint", "`USING BTREE INDEX`", 404, 500, "`USING INDEX`", "removed-63"),
    until("unaliased-subquery-column", "a column without a name in a subquery's RETURN", 404, 500, "`AS name`",
          "removed-65"),
    going("id-function", "`id()`", 500, "`elementId()`, or better a key of your own", "removed-10"),
    going("colon-in-type-alternatives", "`[:A|:B]`", 500, "`[:A|B]`", "removed-23"),
    going("fixed-length-shortest-path", "`shortestPath` of fixed length", 500, "MATCH", "removed-28"),
    newer("element-id", "`elementId()`", 500, "`id()`", "removed-12"),
    newer("short-case-functions", "`lower()` and `upper()`", 521, "`toLower()` and `toUpper()`", "removed-40"),
    newer("trim-functions", "`btrim()` and `trim(... FROM ...)`", 520, "`trim()`", "removed-43"),
    newer("underscore-in-number", "`_` in a number", 500, "the digits alone", "removed-33"),
    newer("concatenation", "`||`", 519, "`+`", "removed-56"),
    newer("label-expression", "a label expression", 500, "labels one by one", "removed-71"),
    newer("where-in-relationship", "WHERE in a relationship's brackets", 500, "WHERE behind the pattern", "removed-78"),
    newer("repeated-relationship", "a relationship's variable twice in one pattern", 500, "two variables",
          "removed-59"),
    newer("subquery-with-return", "EXISTS { } of a whole query", 500, "EXISTS { } of a pattern", "newer-03"),
    newer("count-subquery", "`COUNT { ... }`", 500, "`size()` of a pattern comprehension", "newer-04"),
    newer("collect-subquery", "`COLLECT { ... }`", 506, "a pattern comprehension", "newer-06"),
    newer("quantified-path", "a quantified path", 509, "a relationship of variable length", "newer-07"),
    newer("path-selector", "a path selector such as `SHORTEST 1`", 521, "`shortestPath()`", "newer-10"),
    in_25("match-mode", "a match mode", "newer-14"),
    in_25("path-mode", "a path mode", "newer-60"),
    newer("type-predicate", "`IS :: TYPE`", 509, "", "newer-16"),
    newer("is-normalized", "`IS NORMALIZED`", 517, "", "newer-19"),
    in_25("let", "LET", "newer-24"),
    in_25("filter", "FILTER", "newer-25"),
    in_25("for", "FOR", "newer-27"),
    in_25("next", "NEXT", "newer-29"),
    in_25("when", "WHEN ... THEN", "newer-30"),
    in_25("query-in-braces", "a query in braces", "newer-31"),
    newer("offset", "OFFSET", 524, "SKIP", "newer-34"),
    newer("limit-clause", "LIMIT, SKIP or ORDER BY as a clause of its own", 524, "behind WITH", "newer-35"),
    newer("finish", "FINISH", 519, "leave RETURN away", "newer-37"),
    in_25("group-by", "GROUP BY", "newer-41"),
    in_25("return-all", "RETURN ALL", "newer-42"),
    newer("union-distinct", "UNION DISTINCT", 519, "UNION", "newer-45"),
    in_25("string-template", "a string with expressions", "newer-47"),
    in_25("vector-function", "`vector()`", "newer-48"),
    in_25("all-reduce", "`allReduce()`", "newer-49"),
    newer("extended-case", "CASE with comparisons or several values", 518, "CASE WHEN with whole conditions",
          "newer-50"),
    newer("newer-functions", "a function of version 5", 500, "", "newer-52"),
    in_25("search", "SEARCH", "newer-62"),
    newer("default-language", "a database's default language", 202506, "", "admin-on-system-11"),
    // the statement
    newer("no-break-space", "a no-break space between words", 500, "a plain space", "client-34"),
    in_25("next-line-character", "U+0085 between words", "client-35"),
    newer("language-prefix", "the prefix `CYPHER 5`", 521, "no prefix", "removed-84"),
    newer("language-25-prefix", "the prefix `CYPHER 25`", 202506, "no prefix", "removed-85"),
    until("old-language-prefix", "a prefix for Cypher before 5", 404, 500, "no prefix", "removed-82"),
};

}  // namespace

const Feature& feature(std::string_view id) {
  const auto found = std::find_if(features.begin(), features.end(), [&](const Feature& each) { return each.id == id; });
  // Ids come from this folder alone, and a test looks up each of them.
  return found == features.end() ? features.front() : *found;
}

Support support(const Feature& feature, int version, int language) {
  if (version >= feature.removed || (feature.gone_in_25 && language == 25)) return Support::removed;
  if (version < feature.since || (feature.only_in_25 && language != 25)) return Support::not_yet;
  return version >= feature.deprecated ? Support::deprecated : Support::yes;
}

}  // namespace godwit::cypher
