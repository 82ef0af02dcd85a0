#include <algorithm>
#include <array>

#include "dialects/postgres/cursor.h"
#include "dialects/postgres/scan.h"

#include "dialects/postgres/pg.h"

extern "C" {
#include "common/keywords.h"
}

namespace godwit::postgres {
namespace {

bool is_keyword(std::string_view word) {
  std::array<char, 32> lower{};  // longer than any keyword, and ended by a NUL byte
  if (word.size() >= lower.size()) return false;
  std::transform(word.begin(), word.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return ScanKeywordLookup(lower.data(), &ScanKeywords) >= 0;
}

}  // namespace

std::array<Span, 4> command_words(std::string_view text, Span statement) {
  std::array<Span, 4> out{};
  std::size_t count = 0;
  Cursor cursor(text, statement.begin, statement.end);
  for (Token token = cursor.next(); count < out.size(); token = cursor.next()) {
    if (token == Token::comment) continue;
    // Behind ON and IF [NOT] EXISTS stand names.
    if (token != Token::word || same_word(cursor.token(), "on") || same_word(cursor.token(), "if")) break;
    if (!is_keyword(cursor.token())) break;
    out[count++] = {static_cast<std::uint32_t>(cursor.begin()), static_cast<std::uint32_t>(cursor.at())};
  }
  return out;
}

}  // namespace godwit::postgres
