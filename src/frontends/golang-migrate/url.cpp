#include "frontends/golang-migrate/url.h"

#include <godwit/project/nearby.h>
#include <algorithm>

#include "frontends/text.h"

namespace godwit::golang_migrate {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool keeps_urls(std::string_view name) {
  return name == "Makefile" || name == "makefile" || name.ends_with(".mk") || name == "justfile" ||
         name.starts_with("Taskfile.y") || name.starts_with("docker-compose") || name.starts_with("compose.y") ||
         name.starts_with("Dockerfile") || name.ends_with(".env") || name.starts_with(".env") ||
         name.ends_with(".sh") || name.ends_with(".go");
}

/// What one line says of the URL: `x-multi-statement` in it, or that a command is called with a URL that lacks it.
/// Code sets `MultiStatementEnabled` on the driver.
std::optional<bool> said_by(std::string_view line, const Database& database) {
  constexpr std::string_view option = "x-multi-statement";
  if (const std::size_t at = line.find(option); at != npos) {
    // `…=true` in a URL, `q.Set("x-multi-statement", "true")` in code.
    std::string_view value = line.substr(at + option.size());
    value.remove_prefix(std::min(value.find_first_not_of("=\"', "), value.size()));
    return value.starts_with("true") || value.starts_with('1') || value.starts_with('t');
  }
  if (const std::size_t at = line.find("MultiStatementEnabled:"); at != npos)
    return frontends::trim(line.substr(at + 22)).starts_with("true");
  const auto called = [&](std::string_view scheme) { return line.find(scheme) != npos; };
  if (line.find("-database") != npos && std::any_of(database.schemes.begin(), database.schemes.end(), called))
    return false;
  return std::nullopt;
}

}  // namespace

std::optional<bool> multi_statement(const FolderView& folder, const Database& database) {
  std::optional<bool> result;
  look_nearby(folder, keeps_urls, [&](std::string_view text) {
    // Other databases have the option, too.
    const auto named = [&](std::string_view word) { return text.find(word) != npos; };
    if (std::none_of(database.words.begin(), database.words.end(), named)) return false;
    while (!text.empty() && !result) result = said_by(frontends::take_line(text), database);
    return result.has_value();
  });
  return result;
}

}  // namespace godwit::golang_migrate
