#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <godwit/rules/page.h>

namespace godwit {

/// How closely a pattern means a rule. In order: of two patterns that mean it, the greater one wins.
enum class Closeness : std::uint8_t { none, everything, dialect, folder, category, name, id };

/// `postgres/*` means all rules that hold for PostgreSQL, `sql/*` those of a folder. `dialect` is that of the text at
/// hand: a rule of several is not meant by the name of another one. Empty: any of the rule's.
[[nodiscard]] Closeness closeness(std::string_view pattern, const RulePage& page, std::string_view dialect = {});

/// The rule that had this id once; null if none had.
[[nodiscard]] const RulePage* formerly_called(std::string_view id, const std::vector<RulePage>& rules);

/// The rule that a word which names none was probably meant to name, ours or as another tool calls it; empty if none.
[[nodiscard]] std::string_view meant_rule(std::string_view word, const std::vector<RulePage>& rules);

/// The names of a list that is separated by spaces, as `RulePage::same_as` and `options` are.
[[nodiscard]] std::vector<std::string_view> listed(std::string_view names);

}  // namespace godwit
