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
      : migration_(migration), catalog_(catalog), file_(migration.scripts.front().file), document_(file_) {}

  void run() {
    // Until something is known to be sent, nothing is.
    migration_.scripts.front().text = {};
    if (document_.problem()) {
      migration_.problems.push_back(*document_.problem());
      return;
    }
    read_conditions(document_.root().parent());
    catalog_.define(document_.root());
    for (const pugi::xml_node operation : document_.root().children()) read(operation);
    migration_.scripts.front() = frontends::script_of(file_, std::move(text_));
  }

 private:
  void problem(pugi::xml_node at, std::string message, std::string help, std::string rule = "any/runner-trap") {
    migration_.problems.push_back(
        {file_, document_.start_tag(at), std::move(message), std::move(help), std::move(rule)});
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
    if (name != "refactor") return;
    if (const std::optional<std::string> statement = refactoring_statement(operation))
      return send(*statement, operation);
    problem(operation,
            "what `" + std::string(operation.attribute("type").value()) +
                "` sends is decided by what the database holds, and godwit does not know what that does",
            {}, "any/not-understood");
  }

  void item(pugi::xml_node operation, bool create) {
    std::optional<Item> local;
    for (const pugi::xml_node child : operation.children())
      if (!local) local = read_item(child);
    std::string_view name = operation.attribute("ref").value();
    if (name.empty()) name = operation.attribute("item").value();
    const Item* item = local ? &*local : catalog_.find(name);
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
  if (!migration.scripts.empty()) XmlMigrationReader(migration, catalog).run();
}

}  // namespace godwit::neo4j_migrations
