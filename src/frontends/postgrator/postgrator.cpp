#include <string>

#include "frontends/numbered.h"

namespace godwit {
namespace {

using frontends::VersionedName;

/// `7.do.words.sql`, `7.undo.words.sql`. Measured on 8.0: the words may be missing, `8.DO.x.sql`, `5.do.u.SQL`,
/// `x.do.sql`, hidden files and those in folders below are passed over in silence.
std::optional<VersionedName> parse(std::string_view file) {
  const std::string_view version = leading_digits(file);
  if (version.empty() || !file.ends_with(".sql")) return std::nullopt;
  const std::string_view rest = file.substr(version.size());
  if (rest.starts_with(".do.")) return VersionedName{std::string(version)};
  if (rest.starts_with(".undo.")) return VersionedName{std::string(version), Direction::down};
  return std::nullopt;
}

Claim claim(const FolderView& folder, const std::vector<std::string>& files) {
  return {Claim::by_names, {"`" + folder.shown(files.front()) + "` is called as Postgrator wants it"}};
}

RunnerTransaction words(TransactionMode) {
  return {"Postgrator sends all statements of a file at once, which makes them one transaction",
          "give it a file of its own"};
}

constexpr frontends::NumberedRunner runner{
    .id = "postgrator",
    .name = "Postgrator",
    .parse = parse,
    .configured_by = {".postgratorrc", ".postgratorrc.json", "postgrator.json"},
    .claim = claim,
    .refuses_same_version = true,
    .transaction = TransactionMode::batch,
    .words = words,
};

}  // namespace

const Frontend& postgrator_frontend() {
  static const frontends::NumberedFrontend frontend(runner);
  return frontend;
}

}  // namespace godwit
