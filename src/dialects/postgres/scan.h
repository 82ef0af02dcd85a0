#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/dialects/dialect.h>
#include <godwit/source/span.h>

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

/// The offset behind a possibly qualified name that begins at `offset`.
[[nodiscard]] std::uint32_t skip_name(std::string_view text, std::uint32_t offset);

}  // namespace godwit::postgres
