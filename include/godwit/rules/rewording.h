#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <godwit/rules/rule.h>

/// The user's own words with a few more: `CREATE INDEX CONCURRENTLY ...`, and names in sentences.
namespace godwit {

/// The place right behind a keyword of an operation; nothing where the keyword does not stand in the script, as in code.
[[nodiscard]] std::optional<Span> behind(Span keyword, const Operation& operation);

/// The words of an operation with `word` put behind a keyword of it, closed by a semicolon; nothing where the keyword
/// does not stand in the script.
[[nodiscard]] std::optional<std::string> with_word(const RuleContext& context, const Operation& operation, Span keyword,
                                                   std::string_view word);

/// `CREATE INDEX CONCURRENTLY`: the keywords that the statement begins with, in capitals and backticks.
[[nodiscard]] std::string command(const RuleContext& context, const Statement& statement);

/// Adds a name in backticks to a list of them: `a`, `b`.
void append_name(std::string& list, const std::string& name);

}  // namespace godwit
