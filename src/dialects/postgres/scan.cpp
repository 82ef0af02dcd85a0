#include "dialects/postgres/scan.h"

#include <array>
#include <cstring>

namespace godwit::postgres {
namespace {

constexpr std::uint8_t word_start = 1, word_rest = 2, space = 4;

constexpr std::array<std::uint8_t, 256> classes = [] {
  std::array<std::uint8_t, 256> table{};
  for (unsigned c = 0; c < 256; ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
    if (letter) table[c] = word_start | word_rest;
    if ((c >= '0' && c <= '9') || c == '$') table[c] = word_rest;
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == '\0') table[c] = space;
  }
  return table;
}();

bool is(char c, std::uint8_t kind) { return classes[static_cast<unsigned char>(c)] & kind; }

bool same_word(std::string_view word, std::string_view lower) {
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

  [[nodiscard]] std::size_t begin() const { return begin_; }
  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] bool unterminated() const { return unterminated_; }
  [[nodiscard]] std::string_view token() const { return text_.substr(begin_, at_ - begin_); }
  [[nodiscard]] char symbol() const { return text_[begin_]; }
  void move_to(std::size_t at) { at_ = at; }

 private:
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

std::uint32_t offset(std::size_t value) { return static_cast<std::uint32_t>(value); }

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text), cursor_(text, 0, text.size()) {}

  Scan run() {
    if (const void* nul = text_.empty() ? nullptr : std::memchr(text_.data(), '\0', text_.size()))
      scan_.first_nul = offset(static_cast<std::size_t>(static_cast<const char*>(nul) - text_.data()));
    for (Token token = cursor_.next(); token != Token::end; token = cursor_.next()) take(token);
    finish(text_.size());
    return std::move(scan_);
  }

 private:
  void take(Token token) {
    if (cursor_.unterminated()) trouble();
    switch (token) {
      case Token::end:
        return;
      case Token::comment:
        scan_.comments.push_back({{offset(cursor_.begin()), offset(cursor_.at())}, cursor_.token()});
        return;
      case Token::word:
        extend();
        word(cursor_.token());
        return;
      case Token::quoted:
        extend();
        return;
      case Token::punctuation:
        punctuation(cursor_.symbol());
    }
  }

  void extend() {
    if (words_ == 0) current_.span.begin = offset(cursor_.begin());
    current_.span.end = offset(cursor_.at());
    ++words_;
  }

  void trouble() {
    if (current_.unterminated) return;
    current_.unterminated = true;
    current_.trouble = {offset(cursor_.begin()), offset(cursor_.begin() + 1)};
    if (words_ == 0) extend();
  }

  void word(std::string_view word) {
    if (words_ == 1) {
      if (same_word(word, "rollback") || same_word(word, "abort")) scan_.may_roll_back = true;
      copy_ = same_word(word, "copy");
      create_ = same_word(word, "create");
    }
    if (create_ && words_ <= 4 && (same_word(word, "function") || same_word(word, "procedure"))) routine_ = true;
    if (copy_ && same_word(word, "stdin")) from_stdin_ = true;
    if (routine_ && depth_ == 0) body(word);
  }

  // As psql does it: a body in SQL between BEGIN ATOMIC and END may hold `;`.
  void body(std::string_view word) {
    if (same_word(word, "begin") || (body_ > 0 && same_word(word, "case"))) ++body_;
    if (body_ > 0 && same_word(word, "end")) --body_;
  }

  void punctuation(char symbol) {
    if (symbol == '\\') return meta_command();
    if (symbol == ';' && (depth_ == 0 && body_ == 0)) {
      const std::size_t after = cursor_.at();
      const bool data = copy_ && from_stdin_;
      finish(cursor_.begin());
      if (data) copy_data(after);
      return;
    }
    extend();
    if (symbol == ';') current_.holds_semicolon = true;
    if (symbol == '(') ++depth_;
    if (symbol == ')' && depth_ > 0) --depth_;
  }

  void meta_command() {
    const std::size_t begin = cursor_.begin();
    std::size_t end = text_.find_first_of("\r\n", begin);
    if (end == std::string_view::npos) end = text_.size();
    scan_.not_sql.push_back({offset(begin), offset(end)});
    cursor_.move_to(end);
    // \gexec, \g and the like end the statement before them.
    if (words_ > 0 && begin + 1 < text_.size() && text_[begin + 1] == 'g') finish(begin);
  }

  void copy_data(std::size_t begin) {
    std::size_t line = text_.find('\n', begin);
    std::size_t end = text_.size();
    while (line != std::string_view::npos) {
      ++line;
      if (text_.substr(line, 2) == "\\." && (line + 2 >= text_.size() || text_[line + 2] == '\n' || text_[line + 2] == '\r')) {
        end = line + 2;
        break;
      }
      line = text_.find('\n', line);
    }
    scan_.not_sql.push_back({offset(begin), offset(end)});
    cursor_.move_to(end);
  }

  void finish(std::size_t) {
    if (words_ > 0) scan_.statements.push_back(current_);
    current_ = {};
    words_ = 0;
    depth_ = body_ = 0;
    copy_ = create_ = routine_ = from_stdin_ = false;
  }

  std::string_view text_;
  Cursor cursor_;
  Scan scan_;
  ScannedStatement current_;
  std::size_t words_ = 0;
  int depth_ = 0, body_ = 0;
  bool copy_ = false, create_ = false, routine_ = false, from_stdin_ = false;
};

}  // namespace

Scan scan(std::string_view text) { return Scanner(text).run(); }

std::vector<Span> split_at_every_semicolon(std::string_view text, Span statement) {
  std::vector<Span> out;
  Cursor cursor(text, statement.begin, statement.end);
  Span current{};
  for (Token token = cursor.next(); token != Token::end; token = cursor.next()) {
    if (token == Token::comment) continue;
    if (token == Token::punctuation && cursor.symbol() == ';') {
      if (!current.empty()) out.push_back(current);
      current = {};
      continue;
    }
    if (current.empty()) current.begin = offset(cursor.begin());
    current.end = offset(cursor.at());
  }
  if (!current.empty()) out.push_back(current);
  return out;
}

std::vector<Span> split_actions(std::string_view text, Span statement, std::uint32_t after_name) {
  std::vector<Span> out;
  Cursor cursor(text, after_name, statement.end);
  Span current{};
  int depth = 0;
  for (Token token = cursor.next(); token != Token::end; token = cursor.next()) {
    if (token == Token::comment) continue;
    const char symbol = token == Token::punctuation ? cursor.symbol() : '\0';
    if (symbol == ',' && depth == 0) {
      out.push_back(current);
      current = {};
      continue;
    }
    if (symbol == '(' || symbol == '[') ++depth;
    if (symbol == ')' || symbol == ']') --depth;
    if (symbol == '*' && current.empty()) continue;  // ALTER TABLE name * ...
    if (current.empty()) current.begin = offset(cursor.begin());
    current.end = offset(cursor.at());
  }
  if (!current.empty()) out.push_back(current);
  return out;
}

Span expression_span(std::string_view text, std::uint32_t first, std::uint32_t last, std::uint32_t limit) {
  Cursor cursor(text, first, limit);
  Span out{first, first};
  int depth = 0;
  bool after_is = false;
  for (Token token = cursor.next(); token != Token::end; token = cursor.next()) {
    if (token == Token::comment) continue;
    const char symbol = token == Token::punctuation ? cursor.symbol() : '\0';
    const bool opens = symbol == '(' || symbol == '[', closes = symbol == ')' || symbol == ']';
    const bool behind = cursor.begin() > last && depth == 0;
    const bool test = after_is && token == Token::word;
    if (behind && !opens && !test && symbol != '.') break;
    if (closes && depth == 0) break;
    depth += opens ? 1 : closes ? -1 : 0;
    after_is = token == Token::word && (test || same_word(cursor.token(), "is")) && !same_word(cursor.token(), "null");
    if (cursor.begin() > last && symbol == '.') {  // the rest of a qualified name
      cursor.next();
    }
    out.end = offset(cursor.at());
  }
  return out;
}

std::uint32_t skip_name(std::string_view text, std::uint32_t begin) {
  Cursor cursor(text, begin, text.size());
  cursor.next();
  std::size_t end = cursor.at();
  while (cursor.next() == Token::punctuation && cursor.symbol() == '.') {
    cursor.next();
    end = cursor.at();
  }
  return offset(end);
}

}  // namespace godwit::postgres
