#include "frontends/golang-migrate/neo4j.h"

#include <godwit/project/nearby.h>
#include <godwit/text/dialect_text.h>
#include <algorithm>
#include <optional>

#include "frontends/cypher_scripts.h"
#include "frontends/text.h"

namespace godwit::golang_migrate {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool keeps_urls(std::string_view name) {
  return name == "Makefile" || name == "justfile" || name == "Taskfile.yml" || name.starts_with("docker-compose") ||
         name.starts_with("compose.y") || name.ends_with(".env") || name.starts_with(".env") || name.ends_with(".sh") ||
         name.ends_with(".go");
}

/// What one line says of the URL: `x-multi-statement` in it, or that a command is called with a URL that lacks it.
std::optional<bool> said_by(std::string_view line) {
  constexpr std::string_view option = "x-multi-statement=";
  if (const std::size_t at = line.find(option); at != npos) {
    const std::string_view value = line.substr(at + option.size());
    return value.starts_with("true") || value.starts_with('1') || value.starts_with('t');
  }
  if (line.find("-database") != npos && line.find("neo4j://") != npos) return false;
  return std::nullopt;
}

std::optional<bool> configured(const FolderView& folder) {
  std::optional<bool> result;
  look_nearby(folder, keeps_urls, [&](std::string_view text) {
    // Other databases have the option, too.
    if (text.find("neo4j") == npos) return false;
    while (!text.empty() && !result) result = said_by(frontends::take_line(text));
    return result.has_value();
  });
  return result;
}

bool has_several(const Migration& migration) {
  return is_cypher(migration) && language_of("cypher").statements(text_of(migration.steps.front())).size() > 1;
}

}  // namespace

bool is_cypher(const Migration& migration) {
  return !migration.steps.empty() && dialect_of(migration.steps.front()) == "cypher";
}

void read_neo4j(const FolderView& folder, std::vector<Migration>& migrations, std::string_view runner) {
  if (std::none_of(migrations.begin(), migrations.end(), is_cypher)) return;
  std::optional<bool> multi = configured(folder);
  if (!multi) multi = std::any_of(migrations.begin(), migrations.end(), has_several);
  for (Migration& migration : migrations) {
    if (!is_cypher(migration)) continue;
    migration.transaction = *multi ? TransactionMode::per_migration : TransactionMode::per_statement;
    const BufferPtr file = file_of(migration);
    const Span all = without_byte_order_mark(file->text);
    refuse_cypher_byte_order_mark(migration, file, runner);
    if (*multi) {
      note_splitter_hazards(migration, file, {runner, "at every `;`", {}, pieces_at_semicolons(file->text, all)});
    } else {
      note_splitter_hazards(migration, file,
                            {runner,
                             "only at the end of its file",
                             "write one statement a file, or call it with x-multi-statement=true",
                             {all}});
    }
  }
  note_missing_rollbacks(migrations);
}

}  // namespace godwit::golang_migrate
