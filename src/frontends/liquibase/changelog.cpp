#include "frontends/liquibase/changelog.h"

#include <godwit/project/cypher_scripts.h>
#include <godwit/world/server.h>
#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "frontends/liquibase/element.h"
#include "frontends/liquibase/files.h"
#include "frontends/liquibase/formatted.h"
#include "frontends/liquibase/refactoring.h"
#include "frontends/liquibase/sql_reading.h"
#include "frontends/text.h"

namespace godwit::liquibase {

/// Reads one file into a changelog.
class FileReader {
 public:
  FileReader(Changelog& changelog, std::string name) : to_(changelog), name_(std::move(name)) {
    form_.path = to_.folder_.shown(name_);
    form_.framework = to_.frontend_.id();
  }

  void run() {
    ReadResult read = to_.folder_.read(name_);
    if (!read.buffer) {
      form_.error = std::move(read.error);
      to_.migrations_.push_back(form_);
      return;
    }
    file_ = std::move(read.buffer);
    if (is_tree_name(name_)) return read_tree();
    to_.is_of_neo4j_ = to_.is_of_neo4j_ || name_.ends_with(".cypher") || is_formatted_cypher(name_, file_->text);
    if (format_of(file_->text) == Format::none) return read_raw();
    for (Migration& migration : read_formatted(file_, form_)) to_.migrations_.push_back(std::move(migration));
  }

 private:
  void read_tree() {
    Tree tree = name_.ends_with(".xml") ? read_xml(file_) : read_yaml(file_);
    for (FrontendProblem& problem : tree.problems) report(std::move(problem));
    if (tree.root.name != "databaseChangeLog") return;
    for (const Element& element : tree.root.children) {
      if (element.name == "changeSet") read_changeset(element);
      if (element.name == "include" || element.name == "includeAll") include(element);
    }
  }

  /// A file that no changelog has marked up is one changeset, whose text is sent as one query.
  void read_raw() {
    Migration migration = form_;
    migration.version = "includeAll:raw";
    migration.transaction = TransactionMode::per_migration;
    frontends::Rendered all;
    const Span span = without_byte_order_mark(file_->text);
    all.append(std::string_view(file_->text).substr(span.begin), span, Origin::verbatim);
    add_text(migration, file_, all, {false, false, {}});
    to_.migrations_.push_back(std::move(migration));
  }

  /// A problem that no changeset has: it needs a migration to stand in.
  void report(FrontendProblem problem) {
    Migration migration = form_;
    migration.scripts.push_back(frontends::script_of(file_, {}));
    migration.problems.push_back(std::move(problem));
    to_.migrations_.push_back(std::move(migration));
  }

  void include(const Element& element) {
    const bool all = element.name == "includeAll";
    const std::string_view path = element.value(all ? "path" : "file");
    const Found found = find_files(to_.folder_, name_, path, element.flag("relativeToChangelogFile", false), all);
    if (!found.problem.empty()) report({file_, element.place, found.problem, "give a path that leads there"});
    for (const std::string& file : found.names) {
      to_.included_.insert(file);
      to_.read(file);
    }
  }

  void read_changeset(const Element& element) {
    if (!is_for_neo4j(element.value("dbms")) || element.flag("ignore", false)) return;
    Migration up = form_;
    up.version = std::string(element.value("author")) + ':' + std::string(element.value("id"));
    up.transaction =
        element.flag("runInTransaction", true) ? TransactionMode::per_migration : TransactionMode::per_statement;
    const Element* changes = element.child("changes");
    if (const Element* conditions = element.child("preConditions")) read_conditions(*conditions, up);
    Migration down = up;
    for (const Element& change : (changes == nullptr ? element : *changes).children) read_change(change, up);
    if (up.scripts.empty()) up.scripts.push_back(frontends::script_of(file_, {}));
    to_.migrations_.push_back(std::move(up));
    if (const Element* rollback = element.child("rollback")) read_rollback(*rollback, std::move(down));
  }

  void read_rollback(const Element& rollback, Migration down) {
    down.direction = Direction::down;
    if (!frontends::trim(rollback.text.text).empty()) add_text(down, file_, rollback.text, {});
    for (const Element& change : rollback.children) {
      if (change.name.empty()) {
        add_text(down, file_, change.text, {});
      } else {
        read_change(change, down);
      }
    }
    if (!down.scripts.empty()) to_.migrations_.push_back(std::move(down));
  }

  /// Only what must hold in any case: what stands in <or> and <not> may be otherwise.
  static void read_conditions(const Element& conditions, Migration& migration) {
    for (const Element& condition : conditions.children) {
      if (condition.name == "and") read_conditions(condition, migration);
      Server& server = migration.server;
      if (condition.name == "edition" || condition.name == "version") server.name = "neo4j";
      if (condition.name == "edition")
        server.with("edition", condition.flag("enterprise", false) ? "enterprise" : "community");
      if (condition.name != "version") continue;
      const std::string version(condition.value("matches"));
      server.version =
          parse_dotted_version(version.find('.') == std::string::npos ? version + ".0" : version).value_or(0);
    }
  }

  void read_change(const Element& change, Migration& migration) {
    const bool text = change.name == "cypher" || change.name == "sql";
    to_.is_of_neo4j_ = to_.is_of_neo4j_ || liquibase::is_of_neo4j(change.name);
    if (text) return read_text(change, migration);
    if (change.name == "sqlFile" || change.name == "cypherFile") return read_text_file(change, migration);
    const bool known_part = change.name == "comment" || change.name == "rollback" || change.name == "preConditions" ||
                            change.name == "validCheckSum" || change.name == "modifySql" || sends_nothing(change.name);
    if (known_part || is_value(change)) return;
    if (change.flag("enableBatchImport", false) && migration.transaction == TransactionMode::per_migration) {
      migration.problems.push_back({file_, change.place,
                                    "Liquibase refuses the changeset: enableBatchImport needs transactions of its own",
                                    "say runInTransaction=\"false\" on the changeset"});
    }
    const std::optional<std::vector<std::string>> statements = refactoring_statements(change);
    if (!statements) return not_known(change, migration);
    frontends::Rendered sent;
    for (const std::string& statement : *statements) sent.append(statement + ";\n", change.place, Origin::derived);
    migration.scripts.push_back(frontends::script_of(file_, std::move(sent)));
  }

  /// What in YAML stands beside the changes: `id`, `author`.
  [[nodiscard]] static bool is_value(const Element& part) { return part.values.empty() && part.children.empty(); }

  void not_known(const Element& change, Migration& migration) {
    const bool of_data = change.name == "mergeNodes";
    migration.problems.push_back(
        {file_,
         change.place,
         of_data ? "what `mergeNodes` sends is decided by what the database holds, and godwit does not know what "
                   "that does"
                 : "godwit does not know what `" + change.name + "` sends to Neo4j",
         {},
         "any/not-understood"});
  }

  [[nodiscard]] static Splitting splitting_of(const Element& change) {
    return {change.flag("stripComments", false), change.flag("splitStatements", true),
            std::string(change.value("endDelimiter"))};
  }

  void read_text(const Element& change, Migration& migration) {
    const Element* inner = change.child(change.name);
    if (inner == nullptr) inner = change.child("sql");
    add_text(migration, file_, inner == nullptr ? change.text : inner->text, splitting_of(change));
  }

  void read_text_file(const Element& change, Migration& migration) {
    const bool relative = change.flag("relativeToChangelogFile", false);
    const Found found = find_files(to_.folder_, name_, change.value("path"), relative, false);
    const ReadResult read = found.names.empty() ? ReadResult{} : to_.folder_.read(found.names.front());
    if (!read.buffer) {
      migration.problems.push_back({file_, change.place, found.problem + read.error, "give a path that leads there"});
      return;
    }
    to_.included_.insert(found.names.front());
    to_.is_of_neo4j_ = to_.is_of_neo4j_ || is_cypher_name(found.names.front());
    frontends::Rendered all;
    const Span span = without_byte_order_mark(read.buffer->text);
    all.append(std::string_view(read.buffer->text).substr(span.begin), span, Origin::verbatim);
    add_text(migration, read.buffer, all, splitting_of(change));
  }

  Changelog& to_;
  std::string name_;
  BufferPtr file_;
  Migration form_;
};

void Changelog::read(const std::string& name) {
  if (left_ == 0 || !open_.insert(name).second) return;
  --left_;
  FileReader(*this, name).run();
  open_.erase(name);
}

bool is_tree_name(std::string_view name) {
  return name.ends_with(".xml") || name.ends_with(".yaml") || name.ends_with(".yml") || name.ends_with(".json");
}

}  // namespace godwit::liquibase
