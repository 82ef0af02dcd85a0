#include "frontends/neo4j-migrations/catalog.h"

#include <godwit/text/dialect_text.h>
#include <algorithm>
#include <array>
#include <string_view>

#include "frontends/text.h"

namespace godwit::neo4j_migrations {
namespace {

using frontends::escaped_name;

/// The names between `|` in an index's label; `\|` is a `|` in a name.
std::vector<std::string> split_labels(std::string_view text) {
  std::vector<std::string> labels(1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, 2) == "\\|") {
      labels.back() += '|';
      ++at;
    } else if (text[at] == '|') {
      labels.emplace_back();
    } else {
      labels.back() += text[at];
    }
  }
  return labels;
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string result;
  for (const std::string& part : parts) result.append(result.empty() ? "" : separator).append(part);
  return result;
}

std::string_view variable(const Item& item) { return item.of_relationships ? "r" : "n"; }

std::string pattern(const Item& item) {
  std::vector<std::string> labels;
  for (const std::string& label : item.labels) labels.push_back(escaped_name(label));
  const std::string names = joined(labels, "|");
  return item.of_relationships ? "()-[r:" + names + "]-()" : "(n:" + names + ")";
}

std::string properties(const Item& item) {
  std::vector<std::string> all;
  for (const std::string& property : item.properties)
    all.push_back(std::string(variable(item)) + '.' + escaped_name(property));
  return joined(all, ", ");
}

std::string requirement(const Item& item) {
  const std::string all = item.properties.size() == 1 ? properties(item) : '(' + properties(item) + ')';
  if (item.type == "unique") return all + " IS UNIQUE";
  if (item.type == "key") return all + " IS NODE KEY";
  if (item.type == "exists") return all + " IS NOT NULL";
  return all + " IS :: " + item.property_type;
}

constexpr std::array<std::string_view, 4> constraint_types{"unique", "exists", "key", "property_type"};
constexpr std::array<std::string_view, 4> index_types{"property", "fulltext", "text", "point"};

bool is_known(const Item& item) {
  const auto& types = item.kind == ItemKind::constraint ? constraint_types : index_types;
  return std::find(types.begin(), types.end(), item.type) != types.end() && !item.properties.empty() &&
         !item.labels.front().empty();
}

}  // namespace

bool is_item(pugi::xml_node element) {
  const std::string_view name = element.name();
  return name == "constraint" || name == "index";
}

std::optional<Item> read_item(pugi::xml_node element) {
  Item item;
  if (!is_item(element)) return std::nullopt;
  item.kind = std::string_view(element.name()) == "index" ? ItemKind::index : ItemKind::constraint;
  item.name = element.attribute("name").value();
  item.type = lower(element.attribute("type").value());
  std::replace(item.type.begin(), item.type.end(), ' ', '_');
  if (item.type.empty() && item.kind == ItemKind::index) item.type = "property";
  item.of_relationships = !element.child("label");
  const std::string_view label = element.child_value(item.of_relationships ? "type" : "label");
  item.labels = item.kind == ItemKind::index ? split_labels(label) : std::vector{std::string(label)};
  for (const pugi::xml_node property : element.child("properties").children("property")) {
    item.properties.emplace_back(property.child_value());
    item.property_type = property.attribute("type").value();
  }
  return is_known(item) ? std::optional(item) : std::nullopt;
}

std::string create_statement(const Item& item, bool if_not_exists) {
  const std::string name =
      (item.name.empty() ? "" : escaped_name(item.name) + ' ') + (if_not_exists ? "IF NOT EXISTS " : "");
  if (item.kind == ItemKind::constraint)
    return "CREATE CONSTRAINT " + name + "FOR " + pattern(item) + " REQUIRE " + requirement(item);
  const std::string type = item.type == "property" ? "" : upper(item.type) + ' ';
  const bool fulltext = item.type == "fulltext";
  return "CREATE " + type + "INDEX " + name + "FOR " + pattern(item) + (fulltext ? " ON EACH [" : " ON (") +
         properties(item) + (fulltext ? "]" : ")");
}

std::string drop_statement(const Item& item, bool if_exists) {
  return (item.kind == ItemKind::index ? "DROP INDEX " : "DROP CONSTRAINT ") + escaped_name(item.name) +
         (if_exists ? " IF EXISTS" : "");
}

void ItemCatalog::define(pugi::xml_node migration) {
  const pugi::xml_node catalog = migration.child("catalog");
  if (catalog.attribute("reset").as_bool()) {
    items_.clear();
    unread_.clear();
  }
  for (const char* group : {"indexes", "constraints"}) {
    for (const pugi::xml_node element : catalog.child(group).children()) {
      const std::optional<Item> item = read_item(element);
      if (!is_item(element)) continue;
      const std::string name = element.attribute("name").value();
      const auto same =
          std::find_if(items_.begin(), items_.end(), [&](const Item& other) { return other.name == name; });
      if (!item) {
        if (same != items_.end()) items_.erase(same);
        unread_.insert(name);
        continue;
      }
      unread_.erase(name);
      if (same == items_.end()) {
        items_.push_back(*item);
      } else {
        *same = *item;
      }
    }
  }
}

const Item* ItemCatalog::find(std::string_view name) const {
  const auto found = std::find_if(items_.begin(), items_.end(), [&](const Item& item) { return item.name == name; });
  return found == items_.end() ? nullptr : &*found;
}

}  // namespace godwit::neo4j_migrations
