#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/source/span.h>
#include <godwit/text/dialect_text.h>

/// The lexical half of reading PostgreSQL scripts: where statements, comments, psql's meta-commands and COPY data are.
/// Never fails, whatever the bytes are; linear in the text.
namespace godwit::postgres {

/// A statement's words, without the `;` and without comments around it.
struct ScannedStatement {
  Span span;
  bool unterminated = false;     ///< a quote, dollar quote or comment in it never ends
  Span trouble;                  ///< where that begins
  bool holds_semicolon = false;  ///< inside parentheses or a BEGIN ATOMIC body
};

struct Scan {
  std::vector<ScannedStatement> statements;
  std::vector<CommentText> comments;
  std::vector<Span> not_sql;  ///< meta-commands and COPY data, which the parser must not see
  bool may_roll_back = false;
  std::uint32_t first_nul = UINT32_MAX;
};

[[nodiscard]] Scan scan(std::string_view text);

/// Every `;` outside quotes and comments ends a statement, whatever parentheses say: for text that does not parse.
[[nodiscard]] std::vector<Span> split_at_every_semicolon(std::string_view text, Span statement);

/// The actions of an ALTER TABLE: the stretches between the commas at the top level, from `after_name` on.
[[nodiscard]] std::vector<Span> split_actions(std::string_view text, Span statement, std::uint32_t after_name);

/// The keywords that a statement begins with, up to the first name, number or punctuation; those behind are empty.
[[nodiscard]] std::array<Span, 4> command_words(std::string_view text, Span statement);

/// The first, or the last, time that a keyword stands outside parentheses, quotes and comments; empty: nowhere.
/// `lower` is the keyword in small letters.
[[nodiscard]] Span first_keyword(std::string_view text, Span within, std::string_view lower);
[[nodiscard]] Span last_keyword(std::string_view text, Span within, std::string_view lower);

/// The first `count` groups in parentheses, with what stands between them, from `begin` on.
[[nodiscard]] Span through_parentheses(std::string_view text, Span statement, std::uint32_t begin, int count);

/// The offset behind a possibly qualified name that begins at `offset`.
[[nodiscard]] std::uint32_t skip_name(std::string_view text, std::uint32_t offset);

}  // namespace godwit::postgres
