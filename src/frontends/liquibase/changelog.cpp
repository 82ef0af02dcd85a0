#include "frontends/liquibase/changelog.h"

#include <godwit/world/server.h>
#include <algorithm>
#include <optional>
#include <utility>

#include "frontends/cypher_scripts.h"
#include "frontends/liquibase/element.h"
#include "frontends/liquibase/files.h"
#include "frontends/liquibase/formatted.h"
#include "frontends/liquibase/refactoring.h"
#include "frontends/liquibase/sql_reading.h"
#include "frontends/note.h"
#include "frontends/text.h"

namespace godwit::liquibase {

/// Reads one file into a changelog.
class FileReader {
 public:
  FileReader(Changelog& changelog, std::string name) : to_(changelog), name_(std::move(name)) {
    form_.path = to_.folder_.shown(name_);
    form_.frontend = &to_.frontend_;
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
    to_.has_text_ = true;
    for (Migration& migration : read_formatted(file_, form_, to_.target_)) to_.migrations_.push_back(std::move(migration));
  }

 private:
  void read_tree() {
    Tree tree = name_.ends_with(".xml") ? read_xml(file_) : read_yaml(file_);
    for (Problem& problem : tree.problems) report(std::move(problem));
    if (tree.root.name != "databaseChangeLog") return;
    for (const Element& element : tree.root.children) {
      if (element.name == "changeSet") read_changeset(element);
      if (element.name == "property" && !element.value("name").empty())
        to_.target_.parameters.try_emplace(std::string(element.value("name")), element.value("value"));
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
    to_.has_text_ = true;
    if (const std::size_t at = first_changeset(file_->text); at != std::string_view::npos)
      frontends::note(migration, file_, frontends::line_at(file_->text, at),
                      "Liquibase takes the whole file for one changeset: its first line is not `--liquibase formatted sql`",
                      "put that line at the top, above all comments");
    add_text(migration, file_, all, {false, false, {}}, to_.target_);
    to_.migrations_.push_back(std::move(migration));
  }

  /// A problem that no changeset has: it needs a migration to stand in.
  void report(Problem problem) {
    Migration migration = form_;
    migration.steps.emplace_back(nothing());
    migration.problems.push_back(std::move(problem));
    to_.migrations_.push_back(std::move(migration));
  }

  [[nodiscard]] Script nothing() const { return frontends::script_of(to_.target_.dialect, file_, {}); }

  [[nodiscard]] Unread unread(const Element& element, std::string reason) const {
    return {to_.target_.dialect, file_, element.place, std::move(reason)};
  }

  void include(const Element& element) {
    const bool all = element.name == "includeAll";
    const std::string_view path = element.value(all ? "path" : "file");
    const Found found = find_files(to_.folder_, name_, path, element.flag("relativeToChangelogFile", false), all);
    if (!found.missing.empty()) report({file_, element.place, found.missing, "give a path that leads there"});
    if (!found.unread.empty()) leave_out(element, found.unread);
    for (const std::string& file : found.names) {
      if (to_.left_ == 0 && !std::exchange(to_.cut_, true))
        leave_out(element, "godwit reads no more than 10,000 files of changelogs");
      to_.included_.insert(file);
      to_.read(file);
    }
  }

  /// Changesets that nobody has seen.
  void leave_out(const Element& element, std::string reason) {
    Migration migration = form_;
    migration.steps.emplace_back(unread(element, std::move(reason)));
    to_.migrations_.push_back(std::move(migration));
  }

  void read_changeset(const Element& element) {
    if (!is_for(to_.target_, element.value("dbms")) || element.flag("ignore", false)) return;
    Migration up = form_;
    up.version = std::string(element.value("author")) + ':' + std::string(element.value("id"));
    up.transaction =
        element.flag("runInTransaction", true) ? TransactionMode::per_migration : TransactionMode::per_statement;
    const Element* changes = element.child("changes");
    if (const Element* conditions = element.child("preConditions")) read_conditions(*conditions, up);
    Migration down = up;
    // In YAML `id` and `author` stand beside the changes, and those together under one key.
    if (changes == nullptr && name_.ends_with(".xml")) changes = &element;
    if (changes != nullptr)
      for (const Element& change : changes->children) read_change(change, up);
    if (up.steps.empty()) up.steps.emplace_back(nothing());
    to_.migrations_.push_back(std::move(up));
    if (const Element* rollback = element.child("rollback")) read_rollback(*rollback, std::move(down));
  }

  void read_rollback(const Element& rollback, Migration down) {
    down.direction = Direction::down;
    if (!rollback.value("changeSetId").empty())
      down.steps.emplace_back(unread(rollback, "godwit does not follow a rollback to another changeset"));
    if (!frontends::trim(rollback.text.text).empty()) add_text(down, file_, rollback.text, {}, to_.target_);
    for (const Element& change : rollback.children) {
      if (change.name.empty()) {
        add_text(down, file_, change.text, {}, to_.target_);
      } else if (!change.name.starts_with("changeSet")) {
        read_change(change, down);
      }
    }
    if (!down.steps.empty()) to_.migrations_.push_back(std::move(down));
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
    to_.has_text_ = to_.has_text_ || text || change.name == "sqlFile";
    if (text) return read_text(change, migration);
    if (change.name == "sqlFile" || change.name == "cypherFile") return read_text_file(change, migration);
    const bool known_part = change.name == "comment" || change.name == "rollback" || change.name == "preConditions" ||
                            change.name == "validCheckSum" || sends_nothing(change.name);
    if (known_part) return;
    if (change.flag("enableBatchImport", false) && migration.transaction == TransactionMode::per_migration) {
      migration.problems.push_back({file_, change.place,
                                    "Liquibase refuses the changeset: enableBatchImport needs transactions of its own",
                                    "say runInTransaction=\"false\" on the changeset"});
    }
    if (!to_.target_.is_neo4j())
      return migration.steps.push_back(unread(change, "godwit does not know yet what `" + change.name + "` sends"));
    const std::optional<std::vector<std::string>> statements = refactoring_statements(change);
    if (!statements) return migration.steps.push_back(not_known(change));
    frontends::Rendered sent;
    for (const std::string& statement : *statements) sent.append(statement + ";\n", change.place, Origin::derived);
    migration.steps.emplace_back(frontends::script_of("cypher", file_, std::move(sent)));
  }

  [[nodiscard]] Unread not_known(const Element& change) const {
    const bool of_data = change.name == "mergeNodes";
    return unread(change, of_data ? "what `mergeNodes` sends is decided by what the database holds, and godwit does "
                                    "not know what that does"
                                  : "godwit does not know what `" + change.name + "` sends to Neo4j");
  }

  [[nodiscard]] static Splitting splitting_of(const Element& change) {
    return {change.flag("stripComments", false), change.flag("splitStatements", true),
            std::string(change.value("endDelimiter"))};
  }

  void read_text(const Element& change, Migration& migration) {
    const Element* inner = change.child(change.name);
    if (inner == nullptr) inner = change.child("sql");
    add_text(migration, file_, inner == nullptr ? change.text : inner->text, splitting_of(change), to_.target_);
  }

  void read_text_file(const Element& change, Migration& migration) {
    const bool relative = change.flag("relativeToChangelogFile", false);
    const Found found = find_files(to_.folder_, name_, change.value("path"), relative, false);
    const ReadResult read = found.names.empty() ? ReadResult{} : to_.folder_.read(found.names.front());
    const std::string why = found.unread.empty() ? read.error : found.unread;
    if (!why.empty()) return migration.steps.push_back(unread(change, why));
    if (!read.buffer)
      return migration.problems.push_back({file_, change.place, found.missing, "give a path that leads there"});
    to_.included_.insert(found.names.front());
    to_.is_of_neo4j_ = to_.is_of_neo4j_ || is_cypher_name(found.names.front());
    frontends::Rendered all;
    const Span span = without_byte_order_mark(read.buffer->text);
    all.append(std::string_view(read.buffer->text).substr(span.begin), span, Origin::verbatim);
    add_text(migration, read.buffer, all, splitting_of(change), to_.target_);
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
