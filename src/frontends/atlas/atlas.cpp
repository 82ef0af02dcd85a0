#include <godwit/project/frontend.h>
#include <godwit/project/nearby.h>
#include <algorithm>
#include <set>

#include "frontends/atlas/directives.h"
#include "frontends/note.h"
#include "frontends/placeholders.h"
#include "frontends/text.h"

namespace godwit {
namespace {

using atlas::Directives;
using frontends::note;

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view sum_name = "atlas.sum";

/// Files of a tool that Atlas only writes for: that runs them.
bool is_of_other_tool(const FolderView& folder) {
  for (const std::string& name : folder.files) {
    if (name.ends_with(".up.sql") || (name.starts_with('V') && name.find("__") != npos)) return true;
    if (!name.ends_with(".sql")) continue;
    const std::string head = folder.head(name);
    return head.find("+goose ") != npos || head.find("migrate:up") != npos || head.find("liquibase formatted") != npos;
  }
  return false;
}

/// Whether an `atlas.hcl` above names the folder: `dir = "file://db/migrations"`.
std::string naming_config(const FolderView& folder) {
  const std::string file = folder.find_above("atlas.hcl");
  const ReadResult read = file.empty() ? ReadResult{} : folder.read(file);
  if (!read.buffer) return {};
  const std::string home = folder.upward().front();
  const std::string_view text = read.buffer->text;
  constexpr std::string_view mark = "\"file://";
  for (std::size_t at = text.find(mark); at != npos; at = text.find(mark, at + 1)) {
    std::string_view path = text.substr(at + mark.size());
    path = path.substr(0, path.find_first_of("\"?"));
    if (absolute_path(file.substr(0, file.rfind('/')), path) == home) return file;
  }
  return {};
}

/// `--tx-mode` of the command as the files around the folder have it; `file` where none says it.
std::string tx_mode(const FolderView& folder) {
  std::string mode = "file";
  const auto may_call = [](std::string_view name) {
    return name == "Makefile" || name == "justfile" || name.ends_with(".sh") || name.ends_with(".yml") ||
           name.ends_with(".yaml") || name.starts_with("Dockerfile") || name == "package.json";
  };
  look_nearby(folder, may_call, [&](std::string_view text) {
    const std::size_t at = text.find("--tx-mode");
    if (at == npos || text.find("atlas") == npos) return false;
    std::string_view word = text.substr(at + 9);
    word = word.substr(std::min(word.find_first_not_of(" ="), word.size()));
    mode = word.substr(0, word.find_first_not_of("abcdefghijklmnopqrstuvwxyz"));
    return true;
  });
  return mode;
}

/// Names in `atlas.sum`, with where they stand; the first line is the sum of all.
std::vector<std::pair<std::string, Span>> names_in_sum(std::string_view text) {
  std::vector<std::pair<std::string, Span>> names;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view line = frontends::take_line(rest);
    const std::size_t end = line.rfind(" h1:");
    const auto begin = static_cast<std::uint32_t>(line.data() - text.data());
    if (end != npos) names.emplace_back(line.substr(0, end), Span{begin, begin + static_cast<std::uint32_t>(end)});
  }
  return names;
}

class Atlas final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return "atlas"; }
  [[nodiscard]] std::string_view name() const override { return "Atlas"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    const auto any = std::find_if(folder.files.begin(), folder.files.end(),
                                  [](const std::string& name) { return name.ends_with(".sql"); });
    if (any == folder.files.end()) return {};
    const bool has_sum = folder.has_file(sum_name);
    const std::string config = has_sum ? std::string() : naming_config(folder);
    if ((!has_sum && config.empty()) || is_of_other_tool(folder)) return {};
    if (has_sum) return {Claim::by_marker, {"`" + folder.shown(sum_name) + "` is Atlas's"}};
    return {Claim::by_marker, {"`" + folder.shown(config) + "` names the folder"}};
  }

  [[nodiscard]] RunnerTransaction transaction_of(const Migration& migration) const override {
    if (migration.transaction == TransactionMode::one_for_all)
      return {"Atlas is told to run all pending migrations in one transaction (`--tx-mode all`)",
              "run it by itself, with `--tx-mode none`"};
    if (migration.transaction == TransactionMode::per_statement)
      return {"Atlas sends what stands between two of the file's delimiters at once, and several statements in it are one "
              "transaction",
              "put the delimiter before it and after it"};
    return {"Atlas runs each migration in a transaction",
            "give it a file of its own that begins with `-- atlas:txmode none` and a blank line"};
  }

  /// In the order of the names as text, hidden ones too, as recorded.
  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    std::vector<std::string> names = names_in(folder);
    names.erase(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(first_of(folder, names)));
    if (names.empty()) return {};
    const std::string mode = tx_mode(folder);
    std::vector<Migration> all = read_each(names, [&](const std::string& name, std::vector<Migration>& to) {
      to.push_back(read(folder, name, mode));
    });
    note_sum(folder, all);
    return all;
  }

  [[nodiscard]] std::vector<Ignored> ignored(const FolderView& folder) const override {
    const std::vector<std::string> names = names_in(folder);
    const std::size_t first = first_of(folder, names);
    std::vector<Ignored> result;
    for (std::size_t i = 0; i < first; ++i)
      result.push_back({folder.shown(names[i]), "a new database begins with the checkpoint `" + folder.shown(names[first]) + '`'});
    return result;
  }

 private:
  [[nodiscard]] static std::vector<std::string> names_in(const FolderView& folder) {
    std::vector<std::string> names;
    std::copy_if(folder.files.begin(), folder.files.end(), std::back_inserter(names),
                 [](const std::string& name) { return name.ends_with(".sql"); });
    return names;
  }

  /// The last checkpoint, with which a new database begins.
  static std::size_t first_of(const FolderView& folder, const std::vector<std::string>& names) {
    for (std::size_t i = names.size(); i > 0; --i)
      if (atlas::directives_of(folder.head(names[i - 1])).checkpoint) return i - 1;
    return 0;
  }

  [[nodiscard]] Migration read(const FolderView& folder, const std::string& name, const std::string& mode) const {
    Migration migration = file_migration(folder, name, *this);
    migration.version = name.substr(0, name.find_first_of("_."));
    const BufferPtr file = file_of(migration);
    if (!file) return migration;
    const Directives directives = atlas::directives_of(file->text);
    if (directives.checkpoint) migration.kind = MigrationKind::baseline;
    decide(migration, file, directives, mode);
    refuse_byte_order_mark(migration, file, "Atlas");
    note_quotes(migration, file);
    frontends::refuse_unsendable(migration, "Atlas",
                                 {.survives_commit = migration.transaction == TransactionMode::per_statement});
    if (!directives.delimiter.empty() && migration.transaction == TransactionMode::per_statement)
      split(migration, file, directives.delimiter);
    frontends::fill_placeholders(migration, {frontends::double_braces}, nullptr);
    return migration;
  }

  static void decide(Migration& migration, const BufferPtr& file, const Directives& directives, const std::string& mode) {
    const bool said = !directives.txmode_line.empty();
    const std::string& own = said ? directives.txmode : mode;
    migration.transaction = own == "none"                  ? TransactionMode::per_statement
                            : mode == "all" && own != "file" ? TransactionMode::one_for_all
                                                             : TransactionMode::per_migration;
    if (said && own != "none" && own != "file")
      return note(migration, file, directives.txmode_line,
                  "Atlas refuses to run the file: `" + own + "` is no mode of one file", "write `-- atlas:txmode none`");
    if (said && mode == "all" && own == "none")
      return note(migration, file, directives.txmode_line,
                  "Atlas refuses to run the file: it is called with `--tx-mode all`, and this says otherwise",
                  "call it with `--tx-mode file`");
    const std::size_t at = said ? npos : file->text.find("-- atlas:txmode");
    if (at == npos || frontends::line_at(file->text, at).begin != at) return;
    note(migration, file, frontends::line_at(file->text, at),
         "Atlas does not see this: a directive stands in the comments that the file begins with, and a blank line, "
         "without a carriage return, follows them",
         "move it to the top, and put a blank line behind it");
  }

  /// Atlas takes a backslash for itself and finds no end of the text.
  static void note_quotes(Migration& migration, const BufferPtr& file) {
    const std::string_view text = file->text;
    for (std::size_t at = text.find("\\'"); at != npos; at = text.find("\\'", at + 1)) {
      const Span line = frontends::line_at(text, at);
      const std::string_view before = text.substr(line.begin, at - line.begin);
      if (before.find("E'") == npos && before.find("e'") == npos) continue;
      return note(migration, file, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 2)},
                  "Atlas refuses the file: it takes this quote for the end of the text, backslash or not",
                  "write `''`");
    }
  }

  static void split(Migration& migration, const BufferPtr& file, const std::string& delimiter) {
    const std::string_view text = file->text;
    migration.steps.clear();
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(delimiter, at), text.size());
      Script script = verbatim_script(plain_sql, file, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end));
      script.one_message = true;
      migration.steps.emplace_back(std::move(script));
      at = end + delimiter.size();
    }
    if (migration.steps.empty()) migration.steps.emplace_back(verbatim_script(plain_sql, file));
  }

  /// What stands in the folder and in `atlas.sum` must be the same.
  static void note_sum(const FolderView& folder, std::vector<Migration>& migrations) {
    const ReadResult read = folder.has_file(sum_name) ? folder.read(sum_name) : ReadResult{};
    if (!read.buffer || migrations.empty() || migrations.front().steps.empty()) return;
    std::set<std::string> summed;
    const std::string help = "run `atlas migrate hash`, if that is what was meant";
    for (const auto& [name, place] : names_in_sum(read.buffer->text)) {
      summed.insert(name);
      if (!folder.has_file(name))
        note(migrations.front(), read.buffer, place,
             "Atlas refuses to run anything: `" + name + "` is not there, and `atlas.sum` has it", help);
    }
    for (Migration& migration : migrations) {
      const std::string name(last_name(migration.path));
      if (!summed.contains(name) && !migration.steps.empty())
        note(migration, file_of(migration), {0, 0}, "Atlas refuses to run anything: `atlas.sum` does not have this file",
             "run `atlas migrate hash`");
    }
  }
};

}  // namespace

const Frontend& atlas_frontend() {
  static const Atlas frontend;
  return frontend;
}

}  // namespace godwit
