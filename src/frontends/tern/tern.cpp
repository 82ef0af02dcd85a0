#include <string>

#include "frontends/numbered.h"
#include "frontends/text.h"

namespace godwit {
namespace {

using frontends::Mark;
using frontends::VersionedName;

/// `7_words.sql`. Measured on 2.3: `.SQL`, hidden files and those in folders below are passed over in silence.
std::optional<VersionedName> parse(std::string_view file) {
  const std::string_view version = leading_digits(file);
  if (version.empty() || !file.ends_with(".sql")) return std::nullopt;
  const std::string_view words = file.substr(version.size(), file.size() - version.size() - 4);
  if (words.size() < 2 || words.front() != '_' || words.find('.') != std::string_view::npos) return std::nullopt;
  return VersionedName{std::string(version)};
}

std::optional<Mark> mark(std::string_view line) {
  if (!frontends::trim(line).starts_with("---- create above / drop below ----")) return std::nullopt;
  return Mark{Direction::down};
}

/// Measured: blanks before it do not matter, blanks behind it and any other spelling do.
bool opts_out(std::string_view part) {
  while (!part.empty()) {
    std::string_view line = frontends::take_line(part);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (line == "---- tern: disable-tx ----") return true;
  }
  return false;
}

RunnerTransaction words(TransactionMode) {
  return {"tern runs each migration in a transaction",
          "give it a migration of its own with the line `---- tern: disable-tx ----`"};
}

constexpr frontends::NumberedRunner runner{
    .id = "tern",
    .name = "tern",
    .parse = parse,
    .configured_by = {"tern.conf"},
    .refuses_same_version = true,
    .first_without_gaps = "1",
    .transaction = TransactionMode::per_migration,
    .mark = mark,
    .opts_out = opts_out,
    .words = words,
};

}  // namespace

const Frontend& tern_frontend() {
  static const frontends::NumberedFrontend frontend(runner);
  return frontend;
}

}  // namespace godwit
