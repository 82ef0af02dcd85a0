#include <godwit/project/frontend.h>
#include <godwit/text/databases.h>
#include <algorithm>
#include <array>
#include <set>

#include "frontends/below.h"
#include "frontends/note.h"
#include "frontends/sqitch/plan.h"
#include "frontends/text.h"

namespace godwit {
namespace {

constexpr std::string_view plan_name = "sqitch.plan";
constexpr std::string_view config_name = "sqitch.conf";

/// What `sqitch.conf` says under `[core]`.
struct Settings {
  std::string engine, plan_file, top, deploy, revert, verify;
};

struct Key { std::string_view name; std::string Settings::* value; };
constexpr std::array<Key, 6> keys{{{"engine", &Settings::engine},
                                   {"plan_file", &Settings::plan_file},
                                   {"top_dir", &Settings::top},
                                   {"deploy_dir", &Settings::deploy},
                                   {"revert_dir", &Settings::revert},
                                   {"verify_dir", &Settings::verify}}};

Settings parse_settings(std::string_view text) {
  Settings settings;
  bool core = false;
  while (!text.empty()) {
    const std::string_view line = frontends::trim(frontends::take_line(text));
    if (line.starts_with('[')) core = lower(line) == "[core]";
    const std::size_t equals = line.find('=');
    if (!core || equals == std::string_view::npos) continue;
    for (const Key& key : keys)
      if (lower(frontends::trim(line.substr(0, equals))) == key.name)
        settings.*key.value = frontends::trim(line.substr(equals + 1));
  }
  return settings;
}

/// Where the plan and its scripts are, by their names in the folder.
struct Places {
  std::string plan, deploy, revert, verify, engine;
};

std::string inside(const std::string& top, const std::string& name) {
  return top.empty() || top == "." ? name : path_in(top, name);
}

/// The folder is a project's own, with `sqitch.conf`, or the one that this calls `top_dir`, with `sqitch.plan`.
Places places_of(const FolderView& folder) {
  Settings settings;
  const std::string near = folder.has_file(config_name) ? std::string(config_name) : folder.find_above(config_name);
  if (const ReadResult read = folder.read(near); !near.empty() && read.buffer)
    settings = parse_settings(read.buffer->text);
  if (!folder.has_file(config_name)) {
    // What a configuration further up says is told from there.
    settings.top.clear();
    settings.plan_file.clear();
    for (std::string Settings::* each : {&Settings::deploy, &Settings::revert, &Settings::verify})
      settings.*each = last_name(settings.*each);
  }
  const auto or_else = [&](const std::string& said, const char* usual) {
    return said.empty() ? inside(settings.top, usual) : said;
  };
  return {or_else(settings.plan_file, "sqitch.plan"), or_else(settings.deploy, "deploy"),
          or_else(settings.revert, "revert"), or_else(settings.verify, "verify"), settings.engine};
}

class Sqitch final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return "sqitch"; }
  [[nodiscard]] std::string_view name() const override { return "Sqitch"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    if (!folder.has_file(plan_name) && !folder.has_file(config_name)) return {};
    const Places places = places_of(folder);
    if (!folder.holds(places.plan)) return {};
    return {Claim::by_marker, {"`" + folder.shown(places.plan) + "` is Sqitch's"}};
  }

  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    const Places places = places_of(folder);
    const ReadResult read = folder.read(places.plan);
    if (!read.buffer) return {failed(folder, places.plan, read.error)};
    const sqitch::Plan plan = sqitch::read_plan(*read.buffer);
    std::vector<Migration> result;
    std::set<std::string> before;
    for (const sqitch::Change& change : plan.changes) {
      const std::size_t at = result.size();
      add(folder, places, change, result);
      note_later(change, before, read.buffer, result[at]);
      before.insert(change.name);
    }
    for (const Span line : plan.unread)
      if (!result.empty())
        frontends::note(result.front(), read.buffer, line, "Sqitch refuses the plan: this line is no change and no tag",
                        "write `name [requires] 2024-01-01T00:00:00Z Planner <mail> # note`");
    return result;
  }

  [[nodiscard]] std::vector<Ignored> ignored(const FolderView& folder) const override {
    const Places places = places_of(folder);
    std::vector<Ignored> result;
    for (const std::string& name : frontends::files_below(folder, places.verify))
      result.push_back({folder.shown(name), "Sqitch runs it only to verify a change"});
    const ReadResult read = folder.read(places.plan);
    if (!read.buffer) return result;
    std::set<std::string> planned;
    for (const sqitch::Change& change : sqitch::read_plan(*read.buffer).changes) planned.insert(change.file + ".sql");
    for (const std::string& at : {places.deploy, places.revert})
      for (const std::string& name : frontends::files_below(folder, at))
        if (name.ends_with(".sql") && !planned.contains(name.substr(at.size() + 1)))
          result.push_back({folder.shown(name), "`" + folder.shown(places.plan) + "` has no such change"});
    return result;
  }

 private:
  [[nodiscard]] Migration failed(const FolderView& folder, std::string_view name, std::string why) const {
    Migration migration;
    migration.path = folder.shown(name);
    migration.frontend = this;
    migration.error = std::move(why);
    return migration;
  }

  void add(const FolderView& folder, const Places& places, const sqitch::Change& change,
           std::vector<Migration>& result) const {
    const std::string_view engine = database_called(places.engine);
    const std::string_view dialect = engine.empty() ? plain_sql : engine;
    // psql runs a script as it stands; other clients are not known so well.
    const TransactionMode mode =
        dialect == "postgres" || dialect == plain_sql ? TransactionMode::client : TransactionMode::unknown;
    for (const Direction direction : {Direction::up, Direction::down}) {
      const bool up = direction == Direction::up;
      const std::string file = path_in(up ? places.deploy : places.revert, change.file + ".sql");
      if (!up && !folder.holds(file)) continue;
      Migration& migration = result.emplace_back(file_migration(folder, file, *this, dialect));
      migration.version = change.file;
      migration.direction = direction;
      migration.transaction = mode;
      if (!migration.error.empty() && !folder.holds(file))
        migration.error = "is missing, and `" + folder.shown(places.plan) + "` has the change";
    }
  }

  static void note_later(const sqitch::Change& change, const std::set<std::string>& before, const BufferPtr& plan,
                         Migration& migration) {
    if (migration.steps.empty()) return;
    for (const std::string& name : change.requires_)
      if (!before.contains(name))
        frontends::note(migration, plan, change.place,
                        "Sqitch refuses the plan: `" + change.name + "` requires `" + name + "`, which is not before it",
                        "move the line below that of `" + name + "`");
  }
};

}  // namespace

const Frontend& sqitch_frontend() {
  static const Sqitch frontend;
  return frontend;
}

}  // namespace godwit
