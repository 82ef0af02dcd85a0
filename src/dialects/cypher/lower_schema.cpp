#include <algorithm>
#include <array>

#include "dialects/cypher/lower.h"

namespace godwit::cypher {
namespace {

using graph::IndexKind;
using graph::Schema;

std::vector<std::string> names(const std::vector<Node>& nodes) {
  std::vector<std::string> out;
  for (const Node& node : nodes) out.push_back(name_of(node));
  return out;
}

std::vector<std::string> property_names(const Node& holder) {
  std::vector<std::string> out;
  for (const Node& property : holder.fields("property"))
    out.push_back(name_of(property.is("schema_property") ? property.field("name") : property));
  return out;
}

/// Labels or types of `(n:Person)`, `()-[r:KNOWS]-()`.
Schema pattern_of(const Node& pattern) {
  Schema out;
  if (pattern.is("schema_relationship")) {
    out.entity = graph::Entity::relationship;
    out.labels = names(pattern.fields("type"));
  } else {
    out.labels = names(pattern.fields("label"));
  }
  return out;
}

IndexKind kind_of(std::string_view word) {
  struct IndexWord {
    std::string_view word;
    IndexKind kind;
  };
  constexpr std::array rows{IndexWord{"BTREE", IndexKind::btree},   IndexWord{"TEXT", IndexKind::text},
                            IndexWord{"POINT", IndexKind::point},   IndexWord{"FULLTEXT", IndexKind::fulltext},
                            IndexWord{"VECTOR", IndexKind::vector}, IndexWord{"LOOKUP", IndexKind::lookup}};
  const auto row =
      std::find_if(rows.begin(), rows.end(), [&](const IndexWord& each) { return is_word(word, each.word); });
  return row == rows.end() ? IndexKind::range : row->kind;
}

/// The name of what is made or dropped, if one is written.
template <class T>
void read_name(const Node& node, Lowering& to, T& made) {
  const Node name = node.field("name");
  if (!name) return;
  made.name_is_parameter = name.is("parameter");
  if (made.name_is_parameter)
    to.use_feature("schema-name-parameter", name);
  else
    made.name = name_of(name);
}

/// `indexProvider` of OPTIONS, and the word on other keys.
template <class T>
void read_options(const Node& node, Lowering& to, T& made) {
  const Node options = node.field("options");
  made.has_options = static_cast<bool>(options);
  if (!options.is("map")) return;
  for (const Node& entry : options.children()) {
    const std::string key = name_of(entry.field("key"));
    if (key == "indexProvider" && entry.field("value").is("string_literal")) {
      made.provider = string_of(entry.field("value").text());
    } else if (key != "indexConfig" && key != "indexProvider") {
      to.refuse("22N04", "OPTIONS takes `indexConfig` and `indexProvider` only", entry);
    }
  }
}

void provider_features(const std::string& provider, const Node& node, Lowering& to) {
  constexpr std::array<std::string_view, 12> providers{
      "native-btree-1.0", "lucene+native-3.0", "range-1.0",        "text-1.0",   "text-2.0",   "text-3.0",
      "point-1.0",        "fulltext-1.0",      "token-lookup-1.0", "vector-1.0", "vector-2.0", "vector-3.0"};
  if (provider.empty()) return;
  if (std::find(providers.begin(), providers.end(), provider) == providers.end())
    return to.refuse("22N04", "no index provider is called `" + provider + "`", node);
  if (provider == "text-2.0") to.use_feature("text-provider-2", node);
  if (provider == "native-btree-1.0" || provider == "lucene+native-3.0")
    to.use_feature("btree-provider", node);
  else
    to.use_feature(provider == "text-1.0" ? "text-provider-1" : "index-provider", node);
  if (provider == "text-1.0") to.use_feature("index-provider", node);
}

/// What a VECTOR index is configured with (index-create-40, index-create-41).
void vector_options(const Node& node, Lowering& to) {
  if (!node.field("options").is("map")) return;
  for (const Node& entry : node.field("options").children())
    for (const Node& each : entry.field("value").children()) {
      const std::string key = name_of(each.field("key"));
      const Node value = each.field("value");
      if (key == "vector.dimensions" && number_of(value).value_or(1) > 4096)
        to.refuse("22003", "a vector has 1 to 4096 dimensions", each);
      if (key == "vector.similarity_function" && value.is("string_literal") &&
          !is_word(string_of(value.text()), "COSINE") && !is_word(string_of(value.text()), "EUCLIDEAN"))
        to.refuse("22N04", "the similarity function is `cosine` or `euclidean`", each);
    }
}

void check_variables(const Node& node, Lowering& to) {
  const std::string variable = name_of(node.field("pattern").field("variable"));
  for (const Node& holder : {node, node.field("requirement")})
    for (const Node& property : holder ? holder.fields("property") : std::vector<Node>())
      if (property.is("schema_property") && name_of(property.field("variable")) != variable)
        to.refuse("42N62", "the property is of a variable that the pattern does not name", property);
}

void index_features(const graph::CreateIndex& made, const Node& node, Lowering& to) {
  if (node.has("label")) to.use_feature("old-index-form", node);
  if (made.kind == IndexKind::btree) to.use_feature("btree-index", node);
  if (made.or_replace) to.refuse("42N14", "there is no `OR REPLACE` for indexes", node);
  if (made.provider == "range-1.0" && !made.kind_is_written) to.use_feature("range-provider", node.field("options"));
  if (made.kind == IndexKind::text && made.over.properties.size() > 1)
    to.refuse("42N16", "a TEXT index has exactly one property", node);
  if (made.kind != IndexKind::vector) return;
  to.use_feature("vector-index", node);
  vector_options(node, to);
  if (!made.has_options) to.use_feature("vector-index-without-options", node);
  if (made.over.labels.size() > 1 || node.has("filter_property")) to.use_feature("vector-index-with-properties", node);
}

}  // namespace

void Lowering::create_index(const Node& node) {
  graph::CreateIndex made;
  const Node kind = node.field("kind");
  made.kind = kind_of(kind.text());
  made.kind_is_written = static_cast<bool>(kind);
  read_name(node, *this, made);
  if (const Node pattern = node.field("pattern")) made.over = pattern_of(pattern);
  if (node.has("label")) made.over.labels = {name_of(node.field("label"))};
  made.over.properties = property_names(node);
  made.keyword = place_of(node.child("INDEX"));
  made.name_span = place_of(node.field("name"));
  made.pattern_keyword = place_of(node.child("FOR"));
  made.if_not_exists = node.has("if_not_exists");
  made.or_replace = node.has("or_replace");
  read_options(node, *this, made);
  provider_features(made.provider, node.field("options"), *this);
  index_features(made, node, *this);
  if (made.kind != IndexKind::lookup) check_variables(node, *this);
  add(std::move(made), node);
}

void Lowering::create_constraint(const Node& node) {
  using graph::ConstraintKind;
  graph::CreateConstraint made;
  const Node requirement = node.field("requirement");
  read_name(node, *this, made);
  made.over = pattern_of(node.field("pattern"));
  made.over.properties = property_names(requirement);
  made.keyword = place_of(node.child("CONSTRAINT"));
  made.name_span = place_of(node.field("name"));
  made.pattern_keyword = place_of(node.has("legacy") ? node.field("legacy") : node.child("FOR"));
  made.if_not_exists = node.has("if_not_exists");
  made.or_replace = node.has("or_replace");
  const bool of_relationships = made.over.entity == graph::Entity::relationship;
  if (node.has("legacy")) use_feature("old-constraint-form", node);
  if (made.or_replace) refuse("42N14", "there is no `OR REPLACE` for constraints", node);
  if (requirement.is("unique_requirement")) {
    if (of_relationships) use_feature("relationship-unique", node);
    if (requirement.has("entity")) use_feature("node-unique", requirement);
  } else if (requirement.is("key_requirement")) {
    made.kind = ConstraintKind::key;
    if (of_relationships) use_feature("relationship-key", node);
    if (!requirement.has("entity")) use_feature("bare-key", requirement);
  } else if (requirement.is("type_requirement")) {
    made.kind = ConstraintKind::type;
    made.type = requirement.field("type").text();
    use_feature(made.type.find("ECTOR") == std::string::npos ? "property-type" : "vector-type", requirement);
  } else {
    made.kind = ConstraintKind::exists;
  }
  read_options(node, *this, made);
  provider_features(made.provider, node.field("options"), *this);
  check_variables(node, *this);
  add(std::move(made), node);
}

void Lowering::drop_index(const Node& node) {
  graph::DropIndex made;
  read_name(node, *this, made);
  made.if_exists = node.has("if_exists");
  if (node.has("label")) {
    made.over = {graph::Entity::node, {name_of(node.field("label"))}, property_names(node)};
    use_feature("old-index-drop", node);
  }
  add(std::move(made), node);
}

void Lowering::drop_constraint(const Node& node) {
  using graph::ConstraintKind;
  graph::DropConstraint made;
  read_name(node, *this, made);
  made.if_exists = node.has("if_exists");
  if (node.has("legacy")) {
    const Node requirement = node.field("requirement");
    made.over = pattern_of(node.field("pattern"));
    made.over.properties = property_names(requirement);
    made.kind = requirement.is("unique_requirement") ? ConstraintKind::unique
                : requirement.is("key_requirement")  ? ConstraintKind::key
                                                     : ConstraintKind::exists;
    use_feature("old-constraint-drop", node);
  }
  add(std::move(made), node);
}

}  // namespace godwit::cypher
