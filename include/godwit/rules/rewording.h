#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <godwit/rules/rule.h>

/// The user's own words with a few more: `CREATE INDEX CONCURRENTLY ...`, and names in sentences.
namespace godwit {

/// The place right behind the first occurrence of a keyword in a span of the script.
[[nodiscard]] std::optional<Span> behind_keyword(const RuleContext& context, Span span, std::string_view keyword);

/// The words of a span with `word` put behind the first occurrence of `keyword`, closed by a semicolon.
[[nodiscard]] std::string with_word(const RuleContext& context, Span span, std::string_view keyword,
                                    std::string_view word);

/// Adds a name in backticks to a list of them: `a`, `b`.
void append_name(std::string& list, const std::string& name);

}  // namespace godwit
