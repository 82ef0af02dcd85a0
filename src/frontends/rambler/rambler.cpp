#include <string>

#include "frontends/numbered.h"
#include "frontends/text.h"

namespace godwit {
namespace {

using frontends::Mark;
using frontends::VersionedName;

std::optional<VersionedName> parse(std::string_view file) {
  if (!file.ends_with(".sql") || file.starts_with('.')) return std::nullopt;
  return VersionedName{std::string(file.substr(0, file.size() - 4))};
}

std::optional<Mark> mark(std::string_view line) {
  const std::string_view words = frontends::trim(line);
  if (words == "-- rambler up") return Mark{Direction::up};
  if (words == "-- rambler down") return Mark{Direction::down};
  return std::nullopt;
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
    .words = words,
};

}  // namespace

const Frontend& rambler_frontend() {
  static const frontends::NumberedFrontend frontend(runner);
  return frontend;
}

}  // namespace godwit
