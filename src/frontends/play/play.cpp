#include <string>
#include <utility>

#include "frontends/numbered.h"
#include "frontends/rendered.h"
#include "frontends/text.h"

namespace godwit {
namespace {

using frontends::Mark;
using frontends::VersionedName;

/// `7.sql`. Source of all here: Play's Evolutions.scala and EvolutionsApi.scala.
std::optional<VersionedName> parse(std::string_view file) {
  const std::string_view version = leading_digits(file);
  if (version.empty() || file.substr(version.size()) != ".sql") return std::nullopt;
  return VersionedName{std::string(version)};
}

/// `^(#|--).*!Ups.*$`.
std::optional<Mark> mark(std::string_view line) {
  const std::string_view words = frontends::trim(line);
  if (!words.starts_with('#') && !words.starts_with("--")) return std::nullopt;
  if (words.find("!Ups") != std::string_view::npos) return Mark{Direction::up};
  if (words.find("!Downs") != std::string_view::npos) return Mark{Direction::down};
  return std::nullopt;
}

/// `;;` is the `;` that does not end a statement.
Script script(std::string_view dialect, const BufferPtr& file, Span stretch) {
  frontends::Rendered rendered;
  const std::string_view text = std::string_view(file->text).substr(0, stretch.end);
  std::uint32_t begin = stretch.begin;
  const auto send_until = [&](std::uint32_t end) {
    rendered.append(text.substr(begin, end - begin), {begin, end}, Origin::verbatim);
  };
  for (std::size_t at = text.find(";;", begin); at < text.size(); at = text.find(";;", begin)) {
    send_until(static_cast<std::uint32_t>(at + 1));
    begin = static_cast<std::uint32_t>(at + 2);
  }
  if (begin == stretch.begin) return verbatim_script(dialect, file, stretch.begin, stretch.end);
  send_until(stretch.end);
  return frontends::script_of(dialect, file, std::move(rendered));
}

RunnerTransaction words(TransactionMode) {
  return {"Play runs all evolutions in one transaction where `play.evolutions.autocommit` is false",
          "give it an evolution of its own, and leave `play.evolutions.autocommit` as it is"};
}

/// `play.evolutions.autocommit = false`, or the same in the braces of `evolutions`; a pool has an `autoCommit`, too.
bool commits_at_the_end(std::string_view configuration) {
  std::string around;
  while (!configuration.empty()) {
    const std::string line = lower(frontends::trim(frontends::take_line(configuration)));
    const bool said = line.find("evolutions") != std::string::npos || around.find("evolutions") != std::string::npos;
    if (said && frontends::sets(line, "autocommit", "false")) return true;
    if (line.ends_with('{')) around = line;
  }
  return false;
}

void read_configuration(const FolderView& folder, std::vector<Migration>& migrations) {
  const std::string config = folder.find_above("application.conf");
  const ReadResult read = config.empty() ? ReadResult{} : folder.read(config);
  if (!read.buffer || !commits_at_the_end(read.buffer->text)) return;
  for (Migration& migration : migrations) migration.transaction = TransactionMode::one_for_all;
}

constexpr frontends::NumberedRunner runner{
    .id = "play",
    .name = "Play evolutions",
    .parse = parse,
    .first_without_gaps = "1",
    .transaction = TransactionMode::per_statement,
    .mark = mark,
    .runs_unmarked = false,
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
