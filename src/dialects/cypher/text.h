#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/source/span.h>
#include <godwit/text/dialect_text.h>

/// Cypher's text, for this folder; everyone else asks `DialectText`. Never fails, whatever the bytes are; linear.
namespace godwit::cypher {

/// A string, a name in backticks or a comment without an end takes all the text. A word is a run of letters, digits, `_`
/// and bytes that are not ASCII.
[[nodiscard]] Token token(std::string_view text, std::size_t at);

/// A line that is a client's command and not Cypher: `:begin`, `:param x => 1`. Only where no statement is pending.
[[nodiscard]] bool is_client_command(std::string_view text, std::size_t line_start);

/// A text with its Unicode escapes (`\u0041`, which may stand anywhere) undone, and for each byte of it where it came
/// from. Both empty where there are none, which is nearly always.
struct Unescaped { std::string text; std::vector<std::uint32_t> from; };
[[nodiscard]] Unescaped undo_unicode_escapes(std::string_view text);

/// A name as Cypher wants it written: in backticks only where it must be.
[[nodiscard]] std::string escaped_name(std::string_view name);

}  // namespace godwit::cypher
