#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/source/span.h>

/// The lexical half of Cypher, for those who split a script into statements: the dialect, and frontends that compare
/// what their runner does. Never fails, whatever the bytes are; linear in the text.
namespace godwit::cypher {

enum class Token : std::uint8_t { blank, comment, string, name, word, other };

/// What begins at `at`, and where it ends. A string, a name in backticks or a comment without an end takes all the text,
/// and `terminated` is false. `word` is a run of letters, digits, `_` and bytes that are not ASCII; `other` one byte.
struct Lexeme {
  Token token = Token::other;
  std::size_t end = 0;
  bool terminated = true;
};
[[nodiscard]] Lexeme lexeme(std::string_view text, std::size_t at);

/// The statements of a script as cypher-shell sees them: separated by `;` outside strings, names and comments, comments
/// and blanks around them left out. What holds nothing but comments is none. `last_is_closed`, if given, tells whether
/// a `;` ends the last one.
[[nodiscard]] std::vector<Span> statements(std::string_view text, bool* last_is_closed = nullptr);

/// A line that is a client's command and not Cypher: `:begin`, `:param x => 1`. Only where no statement is pending.
[[nodiscard]] bool is_client_command(std::string_view text, std::size_t line_start);

/// A text with its Unicode escapes (`\u0041`, which may stand anywhere) undone, and for each byte of it where it came
/// from. Both empty where there are none, which is nearly always.
struct Unescaped { std::string text; std::vector<std::uint32_t> from; };
[[nodiscard]] Unescaped undo_unicode_escapes(std::string_view text);

/// A name as Cypher wants it written: in backticks only where it must be.
[[nodiscard]] std::string escaped_name(std::string_view name);

}  // namespace godwit::cypher
