#include <godwit/project/nearby.h>
#include <algorithm>
#include <array>
#include <functional>
#include <tuple>
#include <utility>

#include "frontends/cypher_scripts.h"
#include "frontends/neo4j-migrations/implicit.h"
#include "frontends/neo4j-migrations/names.h"
#include "frontends/neo4j-migrations/preconditions.h"
#include "frontends/neo4j-migrations/xml_migration.h"
#include "frontends/text.h"

namespace godwit {
namespace {

using namespace neo4j_migrations;

constexpr std::string_view runner = "neo4j-migrations";

/// What people set outside of the migrations. The defaults are those of version 3; 1 and 2 sorted versions as text.
struct Settings {
  TransactionMode transaction = TransactionMode::per_migration;
  bool by_text = false;
};

/// Where its properties stand: the command's own file, Spring's, Quarkus', Maven's and Gradle's, and scripts that call
/// the command.
bool keeps_settings(std::string_view name) {
  constexpr std::array<std::string_view, 10> names{".migrations.properties",
                                                   "application.properties",
                                                   "application.yml",
                                                   "application.yaml",
                                                   "pom.xml",
                                                   "build.gradle",
                                                   "build.gradle.kts",
                                                   "Makefile",
                                                   "docker-compose.yml",
                                                   "docker-compose.yaml"};
  return std::find(names.begin(), names.end(), name) != names.end() || name.ends_with(".sh");
}

Settings settings_around(const FolderView& folder) {
  Settings settings;
  look_nearby(folder, keeps_settings, [&](std::string_view text) {
    if (frontends::sets(text, "transaction-mode", "PER_STATEMENT"))
      settings.transaction = TransactionMode::per_statement;
    if (frontends::sets(text, "version-sort-order", "LEXICOGRAPHIC")) settings.by_text = true;
    return false;
  });
  return settings;
}

/// It does not send a piece in which every line is a comment; a blank line between them is none.
bool is_dropped(std::string_view piece) {
  while (!piece.empty())
    if (!frontends::trim(frontends::take_line(piece)).starts_with("//")) return false;
  return true;
}

struct Step {
  Migration migration;
  std::optional<Callback> callback;
  bool repeatable = false;
  bool xml = false;
};

class Neo4jMigrations final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return runner; }
  [[nodiscard]] std::string_view name() const override { return "Neo4j-Migrations"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    int looks = 4;
    const auto ours = std::find_if(folder.files.begin(), folder.files.end(), [&](const std::string& file) {
      const auto parsed = parse_name(file);
      if (!parsed || !parsed->xml) return parsed.has_value();
      return looks-- > 0 && folder.head(file).find("neo4j-migrations") != std::string::npos;
    });
    if (ours == folder.files.end()) return {};
    const std::string marker = folder.find_above(".migrations.properties");
    if (!marker.empty()) return {Claim::by_marker, {"`" + folder.shown(marker) + "` is Neo4j-Migrations'"}};
    return {Claim::by_names, {"`" + folder.shown(*ours) + "` is called as Neo4j-Migrations wants it"}};
  }

  [[nodiscard]] RunnerTransaction transaction_of(const Migration&) const override {
    return {"neo4j-migrations opens a transaction for the migration",
            "begin the statement with another clause than CALL: neo4j-migrations then sends it outside a transaction"};
  }

  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    const Settings settings = settings_around(folder);
    std::vector<Step> steps;
    std::vector<Migration> passed_over;
    for (const std::string& file : folder.files) {
      if (is_passed_over(file)) passed_over.push_back(unseen(folder, file));
      if (std::optional<Step> step = read(folder, file, settings)) steps.push_back(std::move(*step));
    }
    sort(steps, settings.by_text);
    ItemCatalog catalog;
    std::vector<Migration> result;
    for (Step& step : steps) {
      if (step.xml) read_xml_migration(step.migration, catalog);
      refuse_duplicate(result, step);
      result.push_back(std::move(step.migration));
    }
    std::move(passed_over.begin(), passed_over.end(), std::back_inserter(result));
    return result;
  }

 private:
  [[nodiscard]] std::optional<Step> read(const FolderView& folder, const std::string& file,
                                         const Settings& settings) const {
    const std::optional<MigrationName> parsed = parse_name(file);
    Step step{{}, parse_callback(file)};
    if (!parsed && !step.callback) return std::nullopt;
    step.migration = cypher_migration(folder, file, *this);
    step.migration.transaction = settings.transaction;
    step.migration.version = parsed ? parsed->version : std::string(step.callback->name);
    step.repeatable = parsed && parsed->repeatable;
    step.xml = parsed && parsed->xml;
    if (!step.migration.steps.empty() && !step.xml) read_script(step.migration);
    return step;
  }

  static void read_script(Migration& migration) {
    const BufferPtr file = file_of(migration);
    const std::string_view text = file->text;
    refuse_cypher_byte_order_mark(migration, file, runner);
    CypherSplit split{runner, "at a `;` that ends its line, and only there",
                      "put a line break directly behind this `;`",
                      pieces_at_line_ends(text, without_byte_order_mark(text)), is_dropped};
    note_splitter_hazards(migration, file, split);
    read_preconditions(migration, file, split.pieces);
    for (const Span piece : split.pieces) read_piece(migration, file, piece);
  }

  /// One statement that commits by itself, and all of the migration do.
  static void read_piece(Migration& migration, const BufferPtr& file, Span piece) {
    const std::string_view text = std::string_view(file->text).substr(piece.begin, piece.end - piece.begin);
    const Sent sent = how_sent(text);
    if (sent == Sent::by_itself) migration.transaction = TransactionMode::per_statement;
    const std::optional<Span> really = in_transactions(text);
    if (sent == Sent::by_itself || (sent == Sent::in_transaction && !really)) return;
    const Span at = really.value_or(Span{0, static_cast<std::uint32_t>(text.size())});
    const bool refused = sent == Sent::refused;
    migration.problems.push_back(
        {file,
         {piece.begin + at.begin, piece.begin + at.end},
         refused ? "neo4j-migrations stops here: it takes only a number and CONCURRENT between IN and TRANSACTIONS"
                 : "neo4j-migrations does not see this and sends the statement in a transaction, in which the server "
                   "refuses it",
         refused ? "write a number, as `IN 4 CONCURRENT TRANSACTIONS`"
                 : "write it as `MATCH ... CALL (n) { ... } IN TRANSACTIONS`: with a clause before CALL, nothing "
                   "between `}` and "
                   "IN, and no `}` behind"});
  }

  [[nodiscard]] Migration unseen(const FolderView& folder, const std::string& file) const {
    Migration migration = cypher_migration(folder, file, *this);
    if (migration.steps.empty()) return migration;
    Problem& problem = migration.problems.emplace_back();
    problem.place = {file_of(migration), {0, 0}};
    problem.message =
        "neo4j-migrations passes this file over without a word: it runs `V1__words.cypher` and "
        "`R1__words.cypher`, in which the words are letters, digits, `_` and blanks";
    problem.help = "give the file such a name";
    // Nothing of it is sent.
    std::get<Script>(migration.steps.front()).text = {};
    return migration;
  }

  /// By version, callbacks around them. A repeatable migration has a version like any other.
  static void sort(std::vector<Step>& steps, bool by_text) {
    const auto group = [](const Step& step) {
      if (!step.callback) return 1;
      return step.callback->phase <= Callback::last_before ? 0 : 2;
    };
    std::stable_sort(steps.begin(), steps.end(), [&](const Step& a, const Step& b) {
      if (group(a) != group(b)) return group(a) < group(b);
      if (a.callback)
        return std::tie(a.callback->phase, a.callback->words) < std::tie(b.callback->phase, b.callback->words);
      const std::string& left = a.migration.version;
      const std::string& right = b.migration.version;
      if (by_text && left != right) return left < right;
      if (dotted_less(left, right) || dotted_less(right, left)) return dotted_less(left, right);
      return std::tie(left, a.repeatable) < std::tie(right, b.repeatable);
    });
  }

  /// It runs nothing while two have one version, unless a precondition takes one of them away.
  static void refuse_duplicate(const std::vector<Migration>& before, Step& step) {
    Migration& migration = step.migration;
    if (before.empty() || step.callback || before.back().version != migration.version) return;
    const auto has_condition = [](const Migration& m) { return !m.server.name.empty(); };
    if (has_condition(before.back()) && has_condition(migration)) return;
    if (migration.steps.empty()) return;
    Problem& problem = migration.problems.emplace_back();
    problem.place = {file_of(migration), {0, 0}};
    problem.message = "neo4j-migrations refuses to run anything: `" + before.back().path + "` has version " +
                      migration.version + ", too";
    problem.help = "give one of the two another";
  }
};

}  // namespace

const Frontend& neo4j_migrations_frontend() {
  static const Neo4jMigrations frontend;
  return frontend;
}

}  // namespace godwit
