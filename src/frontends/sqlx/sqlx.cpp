#include <godwit/project/frontend.h>
#include <algorithm>
#include <optional>

#include "frontends/crate.h"
#include "frontends/note.h"
#include "frontends/numbered.h"

namespace godwit {
namespace {

using frontends::VersionedName;

constexpr std::string_view id = "sqlx";
constexpr std::string_view mark = "-- no-transaction";

/// `<number>_<words>.sql`, `.up.sql` and `.down.sql`. Measured: `7.sql`, `8-x.sql`, `5_u.SQL` are passed over in silence.
std::optional<VersionedName> parse(std::string_view name) {
  if (!name.ends_with(".sql") || name.find('_') == std::string_view::npos) return std::nullopt;
  const bool down = name.ends_with(".down.sql");
  return VersionedName{std::string(name.substr(0, name.find('_'))), down ? Direction::down : Direction::up};
}

bool has_number(std::string_view version) {
  return !version.empty() && leading_digits(version).size() == version.size();
}

Claim claim(const FolderView& folder, const std::vector<std::string>& files) {
  const auto numbered = [](const std::string& name) { return has_number(parse(name)->version); };
  const auto first = std::find_if(files.begin(), files.end(), numbered);
  if (first == files.end()) return {};
  const std::string file = frontends::crate_with(folder, id);
  if (!file.empty())
    return {Claim::by_names + 10, {"`" + folder.shown(*first) + "` is called as sqlx wants it, and `" +
                                   folder.shown(file) + "` names sqlx"}};
  const auto marked = std::find_if(files.begin(), files.end(), [&](const std::string& name) {
    return numbered(name) && folder.head(name).starts_with(mark);
  });
  if (marked == files.end()) return {};
  return {Claim::by_content - 5, {"`" + folder.shown(*marked) + "` begins with `-- no-transaction`"}};
}

RunnerTransaction words(TransactionMode mode) {
  if (mode == TransactionMode::batch)
    return {"sqlx sends a file with `-- no-transaction` at once, and several statements in it are one transaction",
            "give it a file of its own that begins with `-- no-transaction`"};
  return {"sqlx runs each migration in a transaction", "give it a file of its own that begins with `-- no-transaction`"};
}

/// The directive counts at the very first byte and nowhere else.
void read_directive(Migration& migration) {
  const BufferPtr file = file_of(migration);
  const std::string_view text = file->text;
  if (text.starts_with(mark)) {
    migration.transaction = TransactionMode::batch;
    return;
  }
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos || frontends::line_at(text, at).begin != at) return;
  frontends::note(migration, file, frontends::line_at(text, at),
                  "sqlx sees `-- no-transaction` only where the file begins with it: this migration runs in a transaction",
                  "let it be the first thing in the file");
}

void finish(const FolderView&, std::vector<Migration>& migrations) {
  for (Migration& migration : migrations) {
    const BufferPtr file = file_of(migration);
    if (!file) continue;
    read_directive(migration);
    migration.reopens = true;
    frontends::refuse_unsendable(migration, id);
    refuse_byte_order_mark(migration, file, id);
    if (!has_number(migration.version))
      frontends::note(migration, file, {0, 0}, "sqlx refuses to run anything: the name must begin with a number and `_`",
                      "give it a number, or another folder");
  }
  sort_by_number(migrations);
  frontends::note_same_version(migrations, id);
}

constexpr frontends::NumberedRunner runner{
    .id = id,
    .name = "sqlx",
    .parse = parse,
    .claim = claim,
    .transaction = TransactionMode::per_migration,
    .words = words,
    .finish = finish,
};

}  // namespace

const Frontend& sqlx_frontend() {
  static const frontends::NumberedFrontend frontend(runner);
  return frontend;
}

}  // namespace godwit
