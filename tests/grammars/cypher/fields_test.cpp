// Fields whose value is a bare word: the corpus cannot show them.

#include <support/catch.h>

#include "parsing.h"

using namespace cypher_test;

namespace {

/// The first node of that type, in the order of the text.
TSNode find(TSNode node, std::string_view type) {
  if (type == ts_node_type(node)) return node;
  for (std::uint32_t i = 0; i < ts_node_named_child_count(node); ++i) {
    const TSNode found = find(ts_node_named_child(node, i), type);
    if (!ts_node_is_null(found)) return found;
  }
  return {};
}

/// The text of that field of the first node of that type; `-` without one.
std::string field(const std::string& text, std::string_view type, std::string_view name) {
  const Tree tree = parse(text);
  const TSNode node = find(ts_tree_root_node(tree.get()), type);
  REQUIRE_FALSE(ts_node_is_null(node));
  const TSNode value = ts_node_child_by_field_name(node, name.data(), static_cast<std::uint32_t>(name.size()));
  if (ts_node_is_null(value)) return "-";
  return text.substr(ts_node_start_byte(value), ts_node_end_byte(value) - ts_node_start_byte(value));
}

}  // namespace

TEST_CASE("schema commands say what they are") {
  const std::string index = "create or replace text index i if not exists for (n:L) on (n.p)";
  CHECK(field(index, "create_index", "kind") == "text");
  CHECK(field(index, "create_index", "or_replace") == "or");
  CHECK(field(index, "create_index", "if_not_exists") == "if");
  CHECK(field("CREATE INDEX i FOR (n:L) ON (n.p)", "create_index", "if_not_exists") == "-");
  CHECK(field("DROP INDEX i IF EXISTS", "drop_index", "if_exists") == "IF");
  CHECK(field("DROP CONSTRAINT i", "drop_constraint", "if_exists") == "-");
  CHECK(field("CREATE CONSTRAINT ON (n:L) ASSERT n.p IS UNIQUE", "create_constraint", "legacy") == "ON");
  CHECK(field("CREATE CONSTRAINT FOR ()-[r:R]-() REQUIRE r.p IS REL KEY", "key_requirement", "entity") == "REL");
}

TEST_CASE("clauses say what they are") {
  CHECK(field("OPTIONAL MATCH (n) RETURN n", "match_clause", "optional") == "OPTIONAL");
  CHECK(field("DETACH DELETE n", "delete_clause", "detach") == "DETACH");
  CHECK(field("NODETACH DELETE n", "delete_clause", "detach") == "-");
  CHECK(field("RETURN distinct n", "return_clause", "mode") == "distinct");
  CHECK(field("RETURN *", "return_clause", "all") == "*");
  CHECK(field("LOAD CSV WITH HEADERS FROM 'x' AS r RETURN r", "load_csv_clause", "headers") == "HEADERS");
  CHECK(field("CALL { RETURN 1 } IN CONCURRENT TRANSACTIONS", "in_transactions", "concurrent") == "CONCURRENT");
  CHECK(field("CALL { RETURN 1 } IN TRANSACTIONS", "in_transactions", "concurrent") == "-");
  CHECK(field("CALL (*) { RETURN 1 }", "scope", "all") == "*");
  CHECK(field("EXPLAIN RETURN 1", "plan_prefix", "mode") == "EXPLAIN");
}

TEST_CASE("relationships point somewhere") {
  CHECK(field("MATCH ()<--() RETURN 1", "relationship_pattern", "left_arrow") == "<");
  CHECK(field("MATCH ()<--() RETURN 1", "relationship_pattern", "right_arrow") == "-");
  CHECK(field("MATCH ()-->() RETURN 1", "relationship_pattern", "right_arrow") == ">");
}

TEST_CASE("operators are one node, also where they are two characters") {
  CHECK(field("RETURN a < > b", "binary_expression", "operator") == "< >");
  CHECK(field("RETURN a >= b", "binary_expression", "operator") == ">=");
  CHECK(field("RETURN a || b", "binary_expression", "operator") == "||");
  CHECK(field("RETURN a IS NOT NULL", "null_predicate", "negated") == "NOT");
}
