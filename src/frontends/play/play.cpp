#include <string>
#include <utility>

#include "frontends/numbered.h"
#include "frontends/rendered.h"
#include "frontends/text.h"

namespace godwit {
namespace {

using frontends::Mark;
using frontends::VersionedName;

/// `7.sql`, as its manual has it.
std::optional<VersionedName> parse(std::string_view file) {
  const std::string_view version = leading_digits(file);
  if (version.empty() || file.substr(version.size()) != ".sql") return std::nullopt;
  return VersionedName{std::string(version)};
}

/// `^(#|--).*!Ups.*$`, as it is in Play's source.
std::optional<Mark> mark(std::string_view line) {
  const std::string_view words = frontends::trim(line);
  if (!words.starts_with('#') && !words.starts_with("--")) return std::nullopt;
  if (words.find("!Ups") != std::string_view::npos) return Mark{Direction::up};
  if (words.find("!Downs") != std::string_view::npos) return Mark{Direction::down};
  return std::nullopt;
}

/// Comments of its own, `#`, are left out, and `;;` is the `;` that does not end a statement.
Script script(std::string_view dialect, const BufferPtr& file, Span stretch) {
  frontends::Rendered rendered;
  const std::string_view text = std::string_view(file->text).substr(0, stretch.end);
  std::uint32_t begin = stretch.begin;
  const auto send_until = [&](std::uint32_t end) {
    rendered.append(text.substr(begin, end - begin), {begin, end}, Origin::verbatim);
  };
  for (std::uint32_t at = begin; at < stretch.end; ++at) {
    const bool starts_line = at == stretch.begin || text[at - 1] == '\n';
    if (text.substr(at, 2) == ";;") {
      send_until(at + 1);
      begin = ++at + 1;
    } else if (starts_line && text[at] == '#') {
      send_until(at);
      at = begin = static_cast<std::uint32_t>(std::min<std::size_t>(text.find('\n', at), stretch.end));
    }
  }
  if (begin == stretch.begin) return verbatim_script(dialect, file, stretch.begin, stretch.end);
  send_until(stretch.end);
  return frontends::script_of(dialect, file, std::move(rendered));
}

RunnerTransaction words(TransactionMode) {
  return {"Play runs an evolution in a transaction where `play.evolutions.autocommit` is false",
          "give it an evolution of its own, and leave `play.evolutions.autocommit` as it is"};
}

/// `autocommit = false` in the application's configuration.
void read_configuration(const FolderView& folder, std::vector<Migration>& migrations) {
  const std::string config = folder.find_above("application.conf");
  const ReadResult read = config.empty() ? ReadResult{} : folder.read(config);
  if (!read.buffer || !frontends::sets(read.buffer->text, "autocommit", "false")) return;
  for (Migration& migration : migrations) migration.transaction = TransactionMode::per_migration;
}

constexpr frontends::NumberedRunner runner{
    .id = "play",
    .name = "Play evolutions",
    .parse = parse,
    .first_without_gaps = "1",
    .transaction = TransactionMode::per_statement,
    .mark = mark,
    .script = script,
    .words = words,
    .finish = read_configuration,
};

}  // namespace

const Frontend& play_frontend() {
  static const frontends::NumberedFrontend frontend(runner);
  return frontend;
}

}  // namespace godwit
