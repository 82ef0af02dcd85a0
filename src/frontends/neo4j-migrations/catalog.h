#pragma once

#include <optional>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace godwit::neo4j_migrations {

enum class ItemKind : std::uint8_t { constraint, index };

/// A constraint or an index of a catalog. What is sent for it is that of neo4j-migrations 3 for Neo4j 4.4 and newer, as
/// read in its renderers.
struct Item {
  ItemKind kind = ItemKind::constraint;
  std::string name;
  std::string type;  ///< `unique`, `exists`, `key`, `property_type`; `property`, `fulltext`, `text`
  bool of_relationships = false;
  std::vector<std::string> labels;  ///< or types; several for a fulltext index
  std::vector<std::string> properties;
  std::string property_type;
};

/// Whether it is a `<constraint>` or an `<index>`.
[[nodiscard]] bool is_item(pugi::xml_node element);
/// One of these; nothing if it has a type that is not known.
[[nodiscard]] std::optional<Item> read_item(pugi::xml_node element);

[[nodiscard]] std::string create_statement(const Item& item, bool if_not_exists);
[[nodiscard]] std::string drop_statement(const Item& item, bool if_exists);

/// All items that migrations have defined so far, in the order in which they were first named.
class ItemCatalog {
 public:
  /// Takes what a migration's `<catalog>` defines, which stands for what had these names before; `reset` forgets the
  /// rest.
  void define(pugi::xml_node migration);

  [[nodiscard]] const Item* find(std::string_view name) const;
  [[nodiscard]] const std::vector<Item>& items() const { return items_; }
  /// Items that were defined, and have a type that is not known.
  [[nodiscard]] const std::set<std::string, std::less<>>& unread() const { return unread_; }

 private:
  std::vector<Item> items_;
  std::set<std::string, std::less<>> unread_;
};

}  // namespace godwit::neo4j_migrations
