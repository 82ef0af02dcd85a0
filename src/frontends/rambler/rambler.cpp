#include <string>

#include "frontends/numbered.h"
#include "frontends/text.h"

namespace godwit {
namespace {

using frontends::Mark;
using frontends::VersionedName;

/// Its id is the name. Hidden files count, too. Source: Rambler's migration.go, its README.
std::optional<VersionedName> parse(std::string_view file) {
  if (!file.ends_with(".sql")) return std::nullopt;
  return VersionedName{std::string(file)};
}

/// A line that begins with `-- rambler` ends a section; `up` and `down` behind it begin one.
std::optional<Mark> mark(std::string_view line) {
  constexpr std::string_view prefix = "-- rambler";
  if (!line.starts_with(prefix)) return std::nullopt;
  const std::string_view word = frontends::trim(line.substr(prefix.size()));
  return Mark{word == "down" ? Direction::down : Direction::up, true, word == "up" || word == "down"};
}

RunnerTransaction words(TransactionMode) {
  return {"Rambler sends all statements of a section at once, which makes them one transaction",
          "give it a section `-- rambler up` of its own"};
}

constexpr frontends::NumberedRunner runner{
    .id = "rambler",
    .name = "Rambler",
    .parse = parse,
    .sooner = frontends::text_less,  // in the alphabet's order, as its README says
    .transaction = TransactionMode::batch,
    .mark = mark,
    .runs_unmarked = false,
    .words = words,
};

}  // namespace

const Frontend& rambler_frontend() {
  static const frontends::NumberedFrontend frontend(runner);
  return frontend;
}

}  // namespace godwit
