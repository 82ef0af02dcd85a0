#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// PostgreSQL's tokens, as far as it takes to tell words from quotes and comments.
namespace godwit::postgres {

/// `telling`: what may begin a quote or a comment, or end or nest statements.
inline constexpr std::uint8_t word_start = 1, word_rest = 2, space = 4, telling = 8;

inline constexpr std::array<std::uint8_t, 256> classes = [] {
  std::array<std::uint8_t, 256> table{};
  for (unsigned c = 0; c < 256; ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
    if (letter) table[c] = word_start | word_rest;
    if ((c >= '0' && c <= '9') || c == '$') table[c] = word_rest;
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == '\0') table[c] = space;
    for (const char each : {'\'', '"', '$', '-', '/', '(', ')', ';', '\\'})
      if (c == static_cast<unsigned char>(each)) table[c] |= telling;
  }
  return table;
}();

inline bool is(char c, std::uint8_t kind) { return classes[static_cast<unsigned char>(c)] & kind; }

inline bool same_word(std::string_view word, std::string_view lower) {
  if (word.size() != lower.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if ((word[i] | 0x20) != lower[i]) return false;
  return true;
}

enum class Token : std::uint8_t { end, word, quoted, comment, punctuation };

/// Walks over tokens; quotes and comments are one token each.
class Cursor {
 public:
  Cursor(std::string_view text, std::size_t at, std::size_t end) : text_(text), at_(at), end_(end) {}

  Token next() {
    while (at_ < end_ && is(text_[at_], space)) ++at_;
    begin_ = at_;
    unterminated_ = false;
    if (at_ >= end_) return Token::end;
    const char c = text_[at_];
    if (is(c, word_start)) return word();
    if (c == '\'') return quote('\'', false);
    if (c == '"') return quote('"', false);
    if (c == '$') return dollar();
    if (c == '-' && peek(1) == '-') return line_comment();
    if (c == '/' && peek(1) == '*') return block_comment();
    if (c >= '0' && c <= '9') {
      while (at_ < end_ && is(text_[at_], word_rest)) ++at_;
      return Token::punctuation;
    }
    ++at_;
    return Token::punctuation;
  }

  /// Skips tokens that are neither quotes, comments, parentheses, `;` nor `\`, a run of them at once; what comes next is
  /// a whole token. Returns the end of the last one; 0 if there is none.
  std::size_t skip_plain() {
    const std::size_t from = at_;
    while (at_ < end_ && (!is(text_[at_], telling) || is_plain_mark(from))) ++at_;
    if (at_ < end_ && text_[at_] == '\'' && begins_with_letter(from)) --at_;
    std::size_t last = at_;
    while (last > from && is(text_[last - 1], space)) --last;
    return last == from ? 0 : last;
  }

  [[nodiscard]] std::size_t begin() const { return begin_; }
  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] bool unterminated() const { return unterminated_; }
  [[nodiscard]] std::string_view token() const { return text_.substr(begin_, at_ - begin_); }
  [[nodiscard]] char symbol() const { return text_[begin_]; }
  void move_to(std::size_t at) { at_ = at; }

 private:
  /// A `$` inside a word, an operator's `-` or `/`.
  [[nodiscard]] bool is_plain_mark(std::size_t from) const {
    switch (text_[at_]) {
      case '$':
        return at_ > from && is(text_[at_ - 1], word_rest);
      case '-':
        return peek(1) != '-';
      case '/':
        return peek(1) != '*';
      default:
        return false;
    }
  }

  /// `E'...'`: the letter is the quote's, if it is not a word's last.
  [[nodiscard]] bool begins_with_letter(std::size_t from) const {
    const bool letter = at_ > from && is(text_[at_ - 1], word_start) && static_cast<unsigned char>(text_[at_ - 1]) < 128;
    return letter && (at_ - 1 == from || !is(text_[at_ - 2], word_rest));
  }

  [[nodiscard]] char peek(std::size_t ahead) const { return at_ + ahead < end_ ? text_[at_ + ahead] : '\0'; }

  Token word() {
    while (at_ < end_ && is(text_[at_], word_rest)) ++at_;
    if (at_ < end_ && text_[at_] == '\'' && at_ - begin_ == 1) {
      const char prefix = static_cast<char>(text_[begin_] | 0x20);
      if (prefix == 'e') return quote('\'', true);
      if (prefix == 'b' || prefix == 'x' || prefix == 'n') return quote('\'', false);
    }
    return Token::word;
  }

  Token quote(char mark, bool backslash) {
    for (++at_; at_ < end_; ++at_) {
      if (backslash && text_[at_] == '\\') {
        ++at_;
      } else if (text_[at_] == mark) {
        if (peek(1) != mark) {
          ++at_;
          return Token::quoted;
        }
        ++at_;
      }
    }
    return recover(Token::quoted);
  }

  Token dollar() {
    std::size_t close = at_ + 1;
    while (close < end_ && is(text_[close], word_rest) && text_[close] != '$') ++close;
    const bool parameter = at_ + 1 < end_ && text_[at_ + 1] >= '0' && text_[at_ + 1] <= '9';
    if (parameter || close >= end_ || text_[close] != '$') {
      at_ = close;
      return Token::punctuation;
    }
    const std::string_view tag = text_.substr(at_, close + 1 - at_);
    const std::size_t found = text_.substr(0, end_).find(tag, close + 1);
    at_ = close + 1;
    if (found == std::string_view::npos) return recover(Token::quoted);
    at_ = found + tag.size();
    return Token::quoted;
  }

  Token line_comment() {
    while (at_ < end_ && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
    return Token::comment;
  }

  Token block_comment() {
    int depth = 0;
    for (; at_ + 1 < end_; ++at_) {
      if (text_[at_] == '/' && text_[at_ + 1] == '*') {
        ++depth;
        ++at_;
      } else if (text_[at_] == '*' && text_[at_ + 1] == '/') {
        ++at_;
        if (--depth == 0) {
          ++at_;
          return Token::comment;
        }
      }
    }
    return recover(Token::comment);
  }

  // What never ends would swallow the rest of the file. Most likely it ends with its statement: at a `;` that ends a
  // line. Searched from the token's begin so that the statements behind it keep their findings.
  Token recover(Token kind) {
    unterminated_ = true;
    at_ = end_;
    for (std::size_t i = begin_ + 1; i + 1 < end_; ++i)
      if (text_[i] == ';' && (text_[i + 1] == '\n' || text_[i + 1] == '\r')) {
        at_ = i;
        break;
      }
    return kind;
  }

  std::string_view text_;
  std::size_t at_, end_, begin_ = 0;
  bool unterminated_ = false;
};

}  // namespace godwit::postgres
