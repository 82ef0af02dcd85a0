#include "frontends/liquibase/refactoring.h"

#include <godwit/text/dialect_text.h>
#include <algorithm>
#include <array>

#include "frontends/text.h"

namespace godwit::liquibase {
namespace {

using frontends::cypher_literal;
using frontends::escaped_name;
using frontends::trim;
using Statements = std::vector<std::string>;

constexpr std::array<std::string_view, 8> of_neo4j{"cypher",          "renameLabel",     "renameType",
                                                   "renameProperty",  "mergeNodes",      "extractProperty",
                                                   "invertDirection", "normalizeBoolean"};

/// Both parts of a statement, in batches if the change says so.
std::string put_together(const Element& change, const std::string& source, const std::string& variable,
                         const std::string& action) {
  if (!change.flag("enableBatchImport", false)) return source + ' ' + action;
  std::string tail = change.flag("concurrent", false) ? " IN CONCURRENT TRANSACTIONS" : " IN TRANSACTIONS";
  if (const std::string_view size = change.value("batchSize"); !size.empty())
    tail.append(" OF ").append(size).append(" ROWS");
  if (const std::string_view policy = change.value("batchErrorPolicy"); !policy.empty())
    tail.append(" ON ERROR ").append(policy);
  return source + " CALL { WITH " + variable + ' ' + action + " }" + tail;
}

/// What a change is restricted to: its fragment, and of that the elements in its output variable.
std::string restricted(const Element& change, const std::string& as) {
  return "MATCH " + std::string(change.value("fragment")) + " WITH " + std::string(change.value("outputVariable")) +
         " AS " + as;
}

bool has_fragment(const Element& change) { return !change.value("fragment").empty(); }

Statements rename_label(const Element& change) {
  const std::string from = escaped_name(change.value("from"));
  const std::string source = has_fragment(change) ? restricted(change, "__node__") + " WHERE __node__:" + from
                                                  : "MATCH (__node__:" + from + ')';
  return {put_together(change, source, "__node__",
                       "SET __node__:" + escaped_name(change.value("to")) + " REMOVE __node__:" + from)};
}

std::string relationships(const Element& change, std::string_view type) {
  return has_fragment(change) ? restricted(change, "__rel__") + " WHERE type(__rel__) = " + cypher_literal(type)
                              : "MATCH ()-[__rel__:" + escaped_name(type) + "]->()";
}

/// A relationship cannot change its type or its direction: another takes its place.
Statements replace_relationships(const Element& change, std::string_view from, const std::string& by) {
  return {
      put_together(change, relationships(change, from), "__rel__",
                   "MATCH (__start__) WHERE id(__start__) = id(startNode(__rel__)) MATCH (__end__) WHERE id(__end__) = "
                   "id(endNode(__rel__)) CREATE (__start__)" +
                       by +
                       "(__end__) SET __newrel__ = properties(__rel__) "
                       "DELETE __rel__")};
}

Statements rename_property(const Element& change) {
  const std::string old = cypher_literal(change.value("from"));
  const auto renamed = [&](const std::string& variable, const std::string& pattern) {
    const std::string from = variable + '[' + old + ']';
    return put_together(change, "MATCH " + pattern + " WHERE " + from + " IS NOT NULL", variable,
                        "SET " + variable + '.' + escaped_name(change.value("to")) + " = " + from + " REMOVE " +
                            variable + '.' + escaped_name(change.value("from")));
  };
  Statements result;
  const std::string_view what = change.value("entityType");
  if (what != "RELATIONSHIP") result.push_back(renamed("n", "(n)"));
  if (what != "NODE") result.push_back(renamed("r", "()-[r]->()"));
  return result;
}

std::string list_of(std::string_view values) {
  std::string list;
  while (!values.empty()) {
    const std::string_view value = values.substr(0, values.find(','));
    values.remove_prefix(std::min(value.size() + 1, values.size()));
    if (!trim(value).empty()) list += (list.empty() ? "" : ", ") + cypher_literal(trim(value));
  }
  return '[' + list + ']';
}

Statements normalize_boolean(const Element& change) {
  const std::string property = "e." + escaped_name(change.value("property"));
  const std::string otherwise = change.flag("deleteUnmatched", false) ? "null" : property;
  return {put_together(change,
                       "CALL { MATCH (n) RETURN n AS t UNION ALL MATCH ()-[r]->() RETURN r AS t } WITH t AS e WHERE " +
                           property + " IS NOT NULL",
                       "e",
                       "SET " + property + " = CASE WHEN " + property + " IN " + list_of(change.value("trueValues")) +
                           " THEN true WHEN " + property + " IN " + list_of(change.value("falseValues")) +
                           " THEN false WHEN " + property + " IN [true, false] THEN " + property + " ELSE " +
                           otherwise + " END")};
}

std::optional<std::string> value_of(const Element& column) {
  for (const std::string_view plain : {"valueNumeric", "valueBoolean"})
    if (!column.value(plain).empty()) return std::string(column.value(plain));
  if (!column.value("value").empty()) return cypher_literal(column.value("value"));
  return std::nullopt;
}

std::optional<Statements> insert(const Element& change) {
  std::string_view label = change.value("labelName");
  if (label.empty()) label = change.value("tableName");
  const Element* columns = change.child("columns");
  std::string map;
  for (const Element& column : (columns == nullptr ? change : *columns).children) {
    if (column.name != "column") continue;
    const std::optional<std::string> value = value_of(column);
    if (!value) return std::nullopt;
    map += (map.empty() ? "" : ", ") + escaped_name(column.value("name")) + ": " + *value;
  }
  if (label.empty()) return std::nullopt;
  return Statements{"CREATE (node:" + escaped_name(label) + ") SET node = {" + map + '}'};
}

bool has_all(const Element& change, std::initializer_list<std::string_view> keys) {
  return std::none_of(keys.begin(), keys.end(), [&](std::string_view key) { return change.value(key).empty(); }) &&
         change.value("fragment").empty() == change.value("outputVariable").empty();
}

}  // namespace

bool is_of_neo4j(std::string_view change) {
  return std::find(of_neo4j.begin(), of_neo4j.end(), change) != of_neo4j.end();
}

bool sends_nothing(std::string_view change) {
  return change == "tagDatabase" || change == "empty" || change == "output" || change == "stop";
}

std::optional<Statements> refactoring_statements(const Element& change) {
  const std::string_view name = change.name;
  if (name == "renameLabel" && has_all(change, {"from", "to"})) return rename_label(change);
  if (name == "renameType" && has_all(change, {"from", "to"}))
    return replace_relationships(change, change.value("from"),
                                 "-[__newrel__:" + escaped_name(change.value("to")) + "]->");
  if (name == "renameProperty" && has_all(change, {"from", "to"})) return rename_property(change);
  if (name == "invertDirection" && has_all(change, {"type"}))
    return replace_relationships(change, change.value("type"),
                                 "<-[__newrel__:" + escaped_name(change.value("type")) + "]-");
  if (name == "normalizeBoolean" && has_all(change, {"property"})) return normalize_boolean(change);
  if (name == "insert") return insert(change);
  return std::nullopt;
}

}  // namespace godwit::liquibase
