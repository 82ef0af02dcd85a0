#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <godwit/source/span.h>
#include <godwit/text/dialect_text.h>

/// The lexical half of reading Cypher scripts: where statements, comments and a client's commands are. Never fails,
/// whatever the bytes are; linear in the text.
namespace godwit::cypher {

/// A statement's words, without the `;` and without comments around it.
struct ScannedStatement {
  Span span;
  bool client_command = false;   ///< a line such as `:begin`; its `:` is part of the span
  bool unterminated = false;     ///< a string, a name in backticks or a comment in it never ends
  Span trouble;                  ///< where that begins
};

struct Scan {
  std::vector<ScannedStatement> statements;
  std::vector<CommentText> comments;
  bool may_roll_back = false;
  std::uint32_t first_nul = UINT32_MAX;
};

[[nodiscard]] Scan scan(std::string_view text);

}  // namespace godwit::cypher
