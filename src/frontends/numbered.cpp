#include "frontends/numbered.h"

#include <algorithm>
#include <utility>

#include "frontends/note.h"
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

std::optional<VersionedName> number_and_words(std::string_view file) {
  const std::string_view version = leading_digits(file);
  if (version.empty() || !file.ends_with(".sql") || file.substr(version.size(), 1) != "_") return std::nullopt;
  return VersionedName{std::string(version)};
}

bool text_less(std::string_view a, std::string_view b) { return a < b; }

Claim NumberedFrontend::claim(const FolderView& folder) const {
  std::vector<std::string> files;
  std::copy_if(folder.files.begin(), folder.files.end(), std::back_inserter(files),
               [&](const std::string& file) { return runner_.parse(file).has_value(); });
  if (files.empty()) return {};
  Claim signs = claim_by_signs(folder, files);
  return signs.score != 0 || runner_.claim == nullptr ? signs : runner_.claim(folder, files);
}

Claim NumberedFrontend::claim_by_signs(const FolderView& folder, const std::vector<std::string>& files) const {
  for (const std::string_view name : runner_.configured_by) {
    const std::string config = name.empty() ? std::string() : configuration_around(folder, name);
    if (!config.empty())
      return {Claim::by_marker, {"`" + folder.shown(config) + "` is " + std::string(runner_.name) + "'s"}};
  }
  // The last one as well: the first may be older than the runner in the project.
  for (const std::string& file : {files.front(), files.back()})
    if (runner_.mark != nullptr && has_mark(folder.head(file), runner_.mark))
      return {Claim::by_content, {"`" + folder.shown(file) + "` has a mark of " + std::string(runner_.name)}};
  return {};
}

std::vector<Migration> NumberedFrontend::list(const FolderView& folder) const {
  std::vector<Migration> result = read_each(
      folder.files, [&](const std::string& file, std::vector<Migration>& to) { add(folder, file, to); });
  if (runner_.finish != nullptr) runner_.finish(folder, result);
  sort_by_version(result, runner_.sooner);
  if (runner_.arrange != nullptr) runner_.arrange(result);
  if (runner_.refuses_same_version) refuse_same_version(result, runner_.id);
  if (!runner_.first_without_gaps.empty()) refuse_gap(result, runner_.first_without_gaps, runner_.name);
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
  if (runner_.mark != nullptr || runner_.opts_out != nullptr) return add_parts(std::move(up), dialect, result);
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

void NumberedFrontend::add_parts(Migration migration, std::string_view dialect, std::vector<Migration>& result) const {
  const BufferPtr file = file_of(migration);
  const std::string_view text = file->text;
  migration.steps.clear();
  Migration up = migration;
  Migration down = migration;
  down.direction = Direction::down;
  for (const Part& part : parts_of(text, runner_.mark, runner_.runs_unmarked)) {
    Migration& to = part.direction == Direction::up ? up : down;
    const std::string_view said = text.substr(part.stretch.begin, part.stretch.end - part.stretch.begin);
    if (!part.transaction || (runner_.opts_out != nullptr && runner_.opts_out(said))) to.transaction = runner_.opted_out;
    to.steps.emplace_back(runner_.script != nullptr ? runner_.script(dialect, file, part.stretch)
                                                    : verbatim_script(dialect, file, part.stretch.begin, part.stretch.end));
  }
  // What has a name that goes down goes down as a whole.
  if (up.direction == Direction::down && down.steps.empty()) return result.push_back(std::move(up));
  if (up.steps.empty() && down.steps.empty()) {
    up.steps = {verbatim_script(dialect, file, 0, 0)};
    note(up, file, {0, 0}, std::string(runner_.name) + " runs nothing of this file: no line of it is one of its marks");
  }
  if (!up.steps.empty()) result.push_back(std::move(up));
  if (!down.steps.empty()) result.push_back(std::move(down));
}

}  // namespace godwit::frontends
