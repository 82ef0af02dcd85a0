#include "frontends/neo4j-migrations/xml_migration.h"

#include <string>
#include <utility>

#include "frontends/neo4j-migrations/preconditions.h"
#include "frontends/neo4j-migrations/refactoring.h"
#include "frontends/xml.h"

namespace godwit::neo4j_migrations {
namespace {

class XmlMigrationReader {
 public:
  XmlMigrationReader(Migration& migration, ItemCatalog& catalog)
      : migration_(migration), catalog_(catalog), file_(file_of(migration)), document_(file_) {}

  void run() {
    migration_.steps.clear();
    if (document_.problem()) {
      migration_.problems.push_back(*document_.problem());
    } else {
      read_conditions(document_.root().parent());
      catalog_.define(document_.root());
      for (const pugi::xml_node operation : document_.root().children()) read(operation);
    }
    if (!text_.text.empty() || migration_.steps.empty()) send_script();
  }

 private:
  void problem(pugi::xml_node at, std::string message, std::string help) {
    migration_.problems.push_back({file_, document_.start_tag(at), std::move(message), std::move(help)});
  }

  void send_script() { migration_.steps.emplace_back(frontends::script_of("cypher", file_, std::exchange(text_, {}))); }

  void unread(pugi::xml_node at, std::string reason) {
    if (!text_.text.empty()) send_script();
    migration_.steps.emplace_back(Unread{"cypher", file_, document_.start_tag(at), std::move(reason)});
  }

  /// `<?assume that edition is enterprise?>` may stand anywhere.
  void read_conditions(pugi::xml_node in, int depth = 0) {
    for (const pugi::xml_node node : in.children()) {
      if (node.type() == pugi::node_pi) {
        const auto at = static_cast<std::uint32_t>(node.offset_debug());
        const std::string comment = "// " + std::string(node.name()) + ' ' + node.value();
        read_precondition(migration_, file_, comment, {at, at + static_cast<std::uint32_t>(comment.size() - 3)});
      }
      if (depth < 64) read_conditions(node, depth + 1);
    }
  }

  void send(const std::string& statement, pugi::xml_node because) {
    text_.append(statement + ";\n", document_.start_tag(because), Origin::derived);
  }

  void read(pugi::xml_node operation) {
    const std::string_view name = operation.name();
    if (name == "create" || name == "drop") return item(operation, name == "create");
    if (name == "apply") return apply(operation);
    if (name == "catalog" || name == "verify" || operation.type() != pugi::node_element) return;
    if (name != "refactor") return unread(operation, "godwit does not know what `" + std::string(name) + "` sends");
    if (const std::optional<std::string> statement = refactoring_statement(operation))
      return send(*statement, operation);
    unread(operation, "what `" + std::string(operation.attribute("type").value()) +
                          "` sends is decided by what the database holds, and godwit does not know what that does");
  }

  void item(pugi::xml_node operation, bool create) {
    const pugi::xml_node written = operation.find_child(is_item);
    const std::optional<Item> local = read_item(written);
    std::string_view name = operation.attribute("ref").value();
    if (name.empty()) name = operation.attribute("item").value();
    const Item* item = written ? (local ? &*local : nullptr) : catalog_.find(name);
    if (item == nullptr && (written || catalog_.unread().contains(name)))
      return unread(operation, "godwit does not know constraints or indexes of this type");
    if (item == nullptr) {
      return problem(operation,
                     "neo4j-migrations stops here: no catalog up to this version defines `" + std::string(name) + '`',
                     "define it in a <catalog>, in this file or in one that runs before it");
    }
    const bool guarded = operation.attribute(create ? "ifNotExists" : "ifExists").as_bool(true);
    send(create ? create_statement(*item, guarded) : drop_statement(*item, guarded), operation);
  }

  void apply(pugi::xml_node operation) {
    problem(operation,
            "neo4j-migrations drops every index and constraint of the database here, those too that no catalog "
            "defines, and then creates the catalog's",
            "name what changes: <create ref=\"...\"/> and <drop ref=\"...\"/>");
    if (!catalog_.unread().empty())
      unread(operation, "the catalog has constraints or indexes of a type that godwit does not know");
    for (const Item& item : catalog_.items()) send(drop_statement(item, true), operation);
    // It says no IF NOT EXISTS, and needs none: run again, it drops everything again.
    for (const Item& item : catalog_.items()) send(create_statement(item, true), operation);
  }

  Migration& migration_;
  ItemCatalog& catalog_;
  BufferPtr file_;
  xml::Document document_;
  frontends::Rendered text_;
};

}  // namespace

void read_xml_migration(Migration& migration, ItemCatalog& catalog) {
  migration.transaction = TransactionMode::per_statement;
  if (!migration.steps.empty()) XmlMigrationReader(migration, catalog).run();
}

}  // namespace godwit::neo4j_migrations
