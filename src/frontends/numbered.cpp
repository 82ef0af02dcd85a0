#include "frontends/numbered.h"

#include <algorithm>
#include <utility>

#include "frontends/text.h"

namespace godwit::frontends {
namespace {

/// Where the line begins that says `mark` and perhaps more; the size of the text if there is none.
std::uint32_t line_with(std::string_view mark, std::string_view text) {
  std::string_view rest = text;
  while (!mark.empty() && !rest.empty()) {
    const auto begin = static_cast<std::uint32_t>(rest.data() - text.data());
    if (trim(take_line(rest)).starts_with(mark)) return begin;
  }
  return static_cast<std::uint32_t>(text.size());
}

}  // namespace

Claim NumberedFrontend::claim(const FolderView& folder) const {
  std::vector<std::string> files;
  std::copy_if(folder.files.begin(), folder.files.end(), std::back_inserter(files),
               [&](const std::string& file) { return runner_.parse(file).has_value(); });
  return files.empty() ? Claim{} : runner_.claim(folder, files);
}

std::vector<Migration> NumberedFrontend::list(const FolderView& folder) const {
  std::vector<Migration> result = read_each(
      folder.files, [&](const std::string& file, std::vector<Migration>& to) { add(folder, file, to); });
  if (runner_.finish != nullptr) runner_.finish(folder, result);
  sort_by_version(result, runner_.sooner);
  if (runner_.refuses_same_version) refuse_same_version(result, runner_.id);
  return result;
}

RunnerTransaction NumberedFrontend::transaction_of(const Migration& migration) const {
  return runner_.words == nullptr ? Frontend::transaction_of(migration) : runner_.words(migration.transaction);
}

void NumberedFrontend::add(const FolderView& folder, const std::string& file, std::vector<Migration>& result) const {
  std::optional<VersionedName> parsed = runner_.parse(file);
  if (!parsed) return;
  const std::string_view dialect = runner_.dialect == nullptr ? plain_sql : runner_.dialect(folder, file);
  if (dialect.empty()) return;
  Migration up = file_migration(folder, file, *this, dialect);
  up.version = std::move(parsed->version);
  up.direction = parsed->direction;
  up.transaction = runner_.transaction;
  const BufferPtr buffer = file_of(up);
  if (!buffer) return result.push_back(std::move(up));
  const auto end = static_cast<std::uint32_t>(buffer->text.size());
  if (line_with(runner_.no_transaction_mark, buffer->text) != end) up.transaction = TransactionMode::per_statement;
  const std::uint32_t at = line_with(runner_.down_mark, buffer->text);
  if (at == end) return result.push_back(std::move(up));
  Migration down = up;
  down.direction = Direction::down;
  up.steps = {verbatim_script(dialect, buffer, 0, at)};
  down.steps = {verbatim_script(dialect, buffer, at)};
  result.push_back(std::move(up));
  result.push_back(std::move(down));
}

}  // namespace godwit::frontends
