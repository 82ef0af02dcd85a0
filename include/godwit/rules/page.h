#pragma once

#include <string_view>
#include <vector>

#include <godwit/findings/finding.h>
#include <godwit/rules/rule.h>

namespace godwit {

/// The page half: from the front matter of `rules/<folder>/<name>.md`, embedded at build time.
struct RulePage {
  std::string_view id;         ///< `postgres/index-without-concurrently`
  std::string_view folder;     ///< a dialect, a family of them (`sql`), or `any`
  std::string_view name;       ///< `index-without-concurrently`
  std::string_view summary;    ///< one sentence
  Severity severity = Severity::warning;
  std::string_view category;
  std::string_view versions;   ///< of servers, separated by spaces: `postgres-14..16`; empty: all
  std::string_view same_as;    ///< equivalents elsewhere, separated by spaces: `squawk/require-concurrent-index-creation`
  std::string_view options;    ///< names, separated by spaces
  std::string_view page;       ///< the whole text below the front matter, Markdown
  const Rule* rule = nullptr;
  std::string_view dialects = {};  ///< that it holds for, separated by spaces; empty: all
  std::string_view formerly = {};  ///< ids that it had, separated by spaces, oldest first; they go on meaning it

  [[nodiscard]] bool holds_for(std::string_view dialect) const;
  /// Whether that is an id it had.
  [[nodiscard]] bool was_called(std::string_view former_id) const;
  /// The id that it had first: what has to stay the same over its names is made of this one.
  [[nodiscard]] std::string_view first_id() const;
};

/// Every rule, by id; generated from the folder `rules`.
[[nodiscard]] const std::vector<RulePage>& all_rules();
/// By id, by a former one, by bare name when only one folder has it, or by a name in `same_as`; null if there is none.
[[nodiscard]] const RulePage* find_rule(std::string_view name, const std::vector<RulePage>& rules = all_rules());
/// Every rule that a name may mean: one rule elsewhere is often several here (`squawk/constraint-missing-not-valid`).
[[nodiscard]] std::vector<const RulePage*> find_rules(std::string_view name, const std::vector<RulePage>& rules = all_rules());

}  // namespace godwit
