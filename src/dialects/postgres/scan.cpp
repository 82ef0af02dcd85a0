#include "dialects/postgres/scan.h"

#include <cstring>

#include "dialects/postgres/cursor.h"

namespace godwit::postgres {
namespace {

std::uint32_t offset(std::size_t value) { return static_cast<std::uint32_t>(value); }

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text), cursor_(text, 0, text.size()) {}

  Scan run() {
    if (const void* nul = text_.empty() ? nullptr : std::memchr(text_.data(), '\0', text_.size()))
      scan_.first_nul = offset(static_cast<std::size_t>(static_cast<const char*>(nul) - text_.data()));
    for (Token token = cursor_.next(); token != Token::end; token = cursor_.next()) {
      take(token);
      if (only_marks_matter()) skip();
    }
    finish(text_.size());
    return std::move(scan_);
  }

 private:
  static constexpr std::size_t first_words = 4;  // CREATE OR REPLACE FUNCTION

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

  /// The first words tell what kind of statement it is, and in few kinds do others say where it ends.
  [[nodiscard]] bool only_marks_matter() const { return words_ > first_words && !copy_ && !routine_; }

  void skip() {
    const std::size_t end = cursor_.skip_plain();
    if (end > current_.span.end) current_.span.end = offset(end);
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
    depth_ = body_ = 0;  // what was open before it says nothing about the statements behind it
  }

  void word(std::string_view word) {
    if (words_ == 1) {
      if (same_word(word, "rollback") || same_word(word, "abort")) scan_.may_roll_back = true;
      copy_ = same_word(word, "copy");
      create_ = same_word(word, "create");
    }
    if (create_ && words_ <= first_words && (same_word(word, "function") || same_word(word, "procedure")))
      routine_ = true;
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
      if (text_.substr(line, 2) == "\\." &&
          (line + 2 >= text_.size() || text_[line + 2] == '\n' || text_[line + 2] == '\r')) {
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

namespace {

Span find_keyword(std::string_view text, Span within, std::string_view lower, bool first) {
  Span found{};
  Cursor cursor(text, within.begin, within.end);
  int depth = 0;
  for (Token token = cursor.next(); token != Token::end; token = cursor.next()) {
    const char symbol = token == Token::punctuation ? cursor.symbol() : '\0';
    if (symbol == '(') ++depth;
    if (symbol == ')') --depth;
    if (token != Token::word || depth != 0 || !same_word(cursor.token(), lower)) continue;
    found = {offset(cursor.begin()), offset(cursor.at())};
    if (first) break;
  }
  return found;
}

}  // namespace

Span first_keyword(std::string_view text, Span within, std::string_view lower) {
  return find_keyword(text, within, lower, true);
}

Span last_keyword(std::string_view text, Span within, std::string_view lower) {
  return find_keyword(text, within, lower, false);
}

Span through_parentheses(std::string_view text, Span statement, std::uint32_t begin, int count) {
  Cursor cursor(text, begin, statement.end);
  int depth = 0;
  Token token = cursor.next();
  while (token != Token::end && count > 0) {
    const char symbol = token == Token::punctuation ? cursor.symbol() : '\0';
    if (symbol == '(') ++depth;
    if (symbol == ')' && --depth == 0) --count;
    if (count > 0) token = cursor.next();
  }
  return {begin, offset(cursor.at())};
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
