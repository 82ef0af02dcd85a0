#include "frontends/neo4j-migrations/refactoring.h"

#include <godwit/text/dialect_text.h>
#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "frontends/text.h"

namespace godwit::neo4j_migrations {
namespace {

using frontends::escaped_name;
using frontends::trim;

pugi::xml_node parameter_node(pugi::xml_node refactor, const char* name) {
  return refactor.child("parameters").find_child_by_attribute("parameter", "name", name);
}

std::string parameter(pugi::xml_node refactor, const char* name) {
  return std::string(trim(parameter_node(refactor, name).child_value()));
}

std::vector<std::string> values(pugi::xml_node refactor, const char* name) {
  std::vector<std::string> result;
  for (const pugi::xml_node value : parameter_node(refactor, name).children("value"))
    result.emplace_back(value.child_value());
  return result;
}

/// What a custom query returns, which the runner learns from the plan: the one name behind its last RETURN.
std::optional<std::string> returned(std::string_view query) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < query.size();) {
    const Token next = language_of("cypher").token(query, at);
    const std::string_view word = query.substr(at, next.end - at);
    at = next.end;
    if (!next.is_code()) continue;
    if (next.kind == Token::Kind::word && lower(word) == "return") words.clear();
    words.push_back(word);
  }
  const bool plain = words.size() == 2 || (words.size() == 4 && lower(words[2]) == "as");
  if (!plain || lower(words.front()) != "return") return std::nullopt;
  return std::string(words.back());
}

/// The parts that every refactoring puts together: where its elements come from, and what it does to each.
struct Query {
  std::string source;         ///< of all elements
  std::string custom_source;  ///< behind the custom query, `%` being what that returns
  std::string variables;      ///< what a batch takes along
  std::string action;
};

std::optional<std::string> put_together(pugi::xml_node refactor, const Query& query) {
  std::string source = query.source;
  if (const std::string custom = parameter(refactor, "customQuery"); !custom.empty()) {
    const std::optional<std::string> element = returned(custom);
    if (!element) return std::nullopt;
    source = query.custom_source;
    for (std::size_t at = source.find('%'); at != std::string::npos; at = source.find('%', at + element->size()))
      source.replace(at, 1, *element);
    source = "CALL { " + custom + " } WITH " + source;
  }
  const std::string size = parameter(refactor, "batchSize");
  if (size.empty()) return source + ' ' + query.action;
  return source + " CALL { WITH " + query.variables + ' ' + query.action + " } IN TRANSACTIONS OF " + size + " ROWS";
}

std::optional<std::string> rename(pugi::xml_node refactor, std::string_view what) {
  const std::string from = escaped_name(parameter(refactor, "from"));
  const std::string to = escaped_name(parameter(refactor, "to"));
  if (parameter(refactor, "from").empty() || parameter(refactor, "to").empty()) return std::nullopt;
  if (what == "label")
    return put_together(refactor, {"MATCH (s:" + from + ')', "% AS s", "s", "REMOVE s:" + from + " SET s:" + to});
  if (what == "type")
    return put_together(refactor, {"MATCH (a)-[old:" + from + "]->(b)", "% AS old, startNode(%) AS a, endNode(%) AS b",
                                   "old, a, b", "CREATE (a)-[new:" + to + "]->(b) SET new += old DELETE old"});
  const bool of_nodes = what == "nodeProperty";
  if (!of_nodes && what != "relationshipProperty") return std::nullopt;
  const std::string variable = of_nodes ? "s" : "r";
  const std::string has = variable + '.' + from;
  return put_together(refactor, {(of_nodes ? "MATCH (s) WHERE " : "MATCH (a)-[r]->(b) WHERE ") + has + " IS NOT NULL",
                                 "% AS " + variable + " WHERE " + has + " IS NOT NULL", variable,
                                 "SET " + variable + '.' + to + " = " + has + " REMOVE " + has});
}

std::optional<std::string> add_surrogate_key(pugi::xml_node refactor, std::string_view to) {
  const bool to_nodes = to == "nodes";
  const std::string variable = to_nodes ? "n" : "r";
  std::string names;
  if (to_nodes) {
    for (const std::string& label : values(refactor, "labels")) names += ':' + escaped_name(trim(label));
  } else {
    names = ':' + escaped_name(parameter(refactor, "type"));
  }
  const std::string property = parameter(refactor, "property");
  const std::string key = variable + '.' + escaped_name(property.empty() ? "id" : property);
  std::string generator = parameter(refactor, "generatorFunction");
  if (generator.empty()) generator = "randomUUID";
  if (const std::size_t at = generator.find("%s"); at != std::string::npos) generator.replace(at, 2, variable);
  if (!generator.ends_with(')')) generator += "()";
  return put_together(
      refactor, {(to_nodes ? "MATCH (n" + names + ')' : "MATCH ()-[r" + names + "]->()") + " WHERE " + key + " IS NULL",
                 "% AS " + variable, variable, "SET " + key + " = " + generator});
}

/// A list of values as the runner types them: what is a number is one, and `null` and an empty value are none.
std::string list_of(const std::vector<std::string>& texts, bool& has_null) {
  std::string list;
  for (const std::string& text : texts) {
    has_null = has_null || text.empty() || text == "null";
    if (text.empty() || text == "null") continue;
    const bool number = text.find_first_not_of("0123456789", text.starts_with('-') ? 1 : 0) == std::string::npos;
    list += (list.empty() ? "" : ", ") + (number ? text : frontends::cypher_literal(text));
  }
  return '[' + list + ']';
}

std::optional<std::string> normalize(pugi::xml_node refactor) {
  if (parameter(refactor, "property").empty()) return std::nullopt;
  const std::string property = "e." + escaped_name(parameter(refactor, "property"));
  bool null_is_true = false;
  bool null_is_false = false;
  const std::string yes = list_of(values(refactor, "trueValues"), null_is_true);
  const std::string no = list_of(values(refactor, "falseValues"), null_is_false);
  const std::string otherwise = null_is_true ? "true" : null_is_false ? "false" : "null";
  const std::string filter = null_is_true || null_is_false ? "" : " WHERE " + property + " IS NOT NULL";
  return put_together(
      refactor,
      {"CALL { MATCH (n) RETURN n AS t UNION ALL MATCH ()-[r]->() RETURN r AS t } WITH t AS e" + filter,
       "% AS e" + filter, "e",
       "SET " + property + " = CASE WHEN " + property + " IN " + yes + " THEN true WHEN " + property + " IN " + no +
           " THEN false WHEN " + property + " IN [true, false] THEN " + property + " ELSE " + otherwise + " END"});
}

}  // namespace

std::optional<std::string> refactoring_statement(pugi::xml_node refactor) {
  const std::string_view type = refactor.attribute("type").value();
  const std::string_view kind = type.substr(0, type.find('.'));
  const std::string_view what = type.substr(std::min(kind.size() + 1, type.size()));
  if (kind == "rename") return rename(refactor, what);
  if (kind == "addSurrogateKeyTo") return add_surrogate_key(refactor, what);
  if (type == "normalize.asBoolean") return normalize(refactor);
  return std::nullopt;
}

}  // namespace godwit::neo4j_migrations
