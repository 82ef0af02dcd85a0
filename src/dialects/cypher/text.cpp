#include "dialects/cypher/text.h"

#include <godwit/source/utf8.h>
#include <algorithm>
#include <array>

namespace godwit::cypher {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool in_word(char c) { return is_letter(c) || is_digit(c) || c == '_' || (c & 0x80) != 0; }
bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f'); }

/// Behind the quote that closes what the quote at `at` opens; npos if none does. A backslash escapes, a quote doubled
/// in a string is two strings, which comes to the same.
std::size_t quoted_end(std::string_view text, std::size_t at, bool escapes) {
  const char quote = text[at];
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\' && escapes)
      ++at;
    else if (text[at] == quote)
      return at + 1;
  }
  return std::string_view::npos;
}

Token closed(Token::Kind kind, std::string_view text, std::size_t end) {
  if (end > text.size()) return {kind, text.size(), false};
  return {kind, end, true};
}

template <class Predicate>
std::size_t run_end(std::string_view text, std::size_t at, Predicate belongs) {
  while (at < text.size() && belongs(text[at])) ++at;
  return at;
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The code unit that `\uXXXX` at `at` stands for, or -1.
int escaped_unit(std::string_view text, std::size_t at) {
  std::size_t digits = at + 2;
  while (digits < text.size() && text[digits] == 'u') ++digits;
  if (at + 2 > text.size() || text[at + 1] != 'u' || digits + 4 > text.size()) return -1;
  int value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const int digit = hex_value(text[digits + i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

void append_utf8(std::string& out, int unit) {
  const auto byte = [&](int value) { out += static_cast<char>(value); };
  if (unit < 0x80) return byte(unit);
  if (unit < 0x800) {
    byte(0xC0 | (unit >> 6));
  } else {
    byte(0xE0 | (unit >> 12));
    byte(0x80 | ((unit >> 6) & 0x3F));
  }
  byte(0x80 | (unit & 0x3F));
}

}  // namespace

Token token(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (is_blank(c)) return {Token::Kind::blank, run_end(text, at, is_blank), true};
  if (in_word(c)) return {Token::Kind::word, run_end(text, at, in_word), true};
  if (c == '\'' || c == '"') return closed(Token::Kind::string, text, quoted_end(text, at, true));
  if (c == '`') return closed(Token::Kind::name, text, quoted_end(text, at, false));
  const std::string_view two = text.substr(at, 2);
  if (two == "//") return {Token::Kind::comment, std::min(text.find_first_of("\r\n", at), text.size()), true};
  if (two == "/*") {
    const std::size_t end = text.find("*/", at + 2);
    return closed(Token::Kind::comment, text, end == std::string_view::npos ? end : end + 2);
  }
  return {Token::Kind::symbol, at + 1, true};
}

bool is_client_command(std::string_view text, std::size_t line_start) {
  return line_start + 1 < text.size() && text[line_start] == ':' && is_letter(text[line_start + 1]);
}

Unescaped undo_unicode_escapes(std::string_view text) {
  Unescaped out;
  if (text.find("\\u") == std::string_view::npos) return out;
  for (std::size_t at = 0; at < text.size();) {
    const int unit = text[at] == '\\' ? escaped_unit(text, at) : -1;
    std::size_t end = at + 1;
    if (unit >= 0) {
      append_utf8(out.text, unit);
      end = text.find_first_not_of('u', at + 1) + 4;
    } else {
      // An escaped backslash does not begin an escape of its own.
      end = text[at] == '\\' && at + 1 < text.size() ? at + 2 : at + 1;
      out.text.append(text.substr(at, end - at));
    }
    while (out.from.size() < out.text.size()) {
      const bool copied = unit < 0;
      const std::size_t back = out.text.size() - out.from.size();
      out.from.push_back(static_cast<std::uint32_t>(copied ? end - back : at));
    }
    at = end;
  }
  return out;
}

std::string escaped_name(std::string_view name) {
  const bool plain = !name.empty() && (is_letter(name.front()) || name.front() == '_') &&
                     std::all_of(name.begin(), name.end(), [](char c) { return (c & 0x80) == 0 && in_word(c); });
  if (plain) return std::string(name);
  std::string out = "`";
  for (const char c : name) {
    if (c == '`') out += '`';
    out += c;
  }
  return out + '`';
}

namespace {

/// `CREATE  TABLE` and `create table` as one word, one blank, one word.
std::string first_two_words(std::string_view line) {
  std::string result;
  for (int word = 0; word < 2; ++word) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t\r"), line.size()));
    const std::size_t end = std::min(line.find_first_of(" \t\r({;"), line.size());
    result += (word == 0 ? "" : " ") + lower(line.substr(0, end));
    line.remove_prefix(end);
  }
  return result;
}

// What Cypher has too is not here: `CREATE INDEX ON`, `CREATE USER`, `USE`, `DELETE x`.
constexpr std::array<std::string_view, 18> cassandra_starts{
    "create keyspace",  "create table",   "create type",       "create materialized", "create columnfamily",
    "create aggregate", "alter keyspace", "alter table",       "alter type",          "drop keyspace",
    "drop table",       "drop type",      "drop materialized", "insert into",         "delete from",
    "begin batch",      "apply batch",    "truncate table",
};

/// Whether the text of a `.cql` file is Cassandra's: some line begins a statement that Cypher does not have.
bool is_cassandra(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string words = first_two_words(text.substr(at, end - at));
    if (std::find(cassandra_starts.begin(), cassandra_starts.end(), words) != cassandra_starts.end()) return true;
    at = end + 1;
  }
  return false;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\f\v";
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

class Text final : public DialectText {
 public:
  [[nodiscard]] std::string_view id() const override { return "cypher"; }

  [[nodiscard]] Token token(std::string_view text, std::size_t at) const override { return cypher::token(text, at); }

  [[nodiscard]] std::vector<Span> statements(std::string_view text) const override;

  [[nodiscard]] bool is_client_command(std::string_view text, std::size_t at) const override {
    return cypher::is_client_command(text, at);
  }

  using DialectText::quoted;
  [[nodiscard]] std::string quoted(std::string_view identifier) const override { return escaped_name(identifier); }

  [[nodiscard]] std::string_view comment_mark() const override { return "//"; }
  [[nodiscard]] std::string_view without_marks(std::string_view comment) const override {
    comment.remove_prefix(std::min<std::size_t>(2, comment.size()));
    if (comment.ends_with("*/")) comment.remove_suffix(2);
    return trimmed(comment);
  }

  [[nodiscard]] const std::vector<std::string_view>& endings() const override {
    static const std::vector<std::string_view> all{".cypher", ".cyp", ".cql"};
    return all;
  }
  [[nodiscard]] const std::vector<std::string_view>& folders() const override {
    static const std::vector<std::string_view> all{"cypher", "neo4j"};
    return all;
  }
  [[nodiscard]] bool shares_ending(std::string_view file_name) const override {
    return lower(file_name).ends_with(".cql");
  }
  [[nodiscard]] std::string_view other_owner(std::string_view text) const override {
    return is_cassandra(text) ? "cassandra" : "";
  }
};

/// Separated by `;` outside strings, names and comments. What holds nothing but comments is none.
std::vector<Span> Text::statements(std::string_view text) const {
  std::vector<Span> out;
  Span now;
  bool open = false;
  for (std::size_t at = 0; at < text.size();) {
    const Token next = cypher::token(text, at);
    const bool ends = text[at] == ';' && next.kind == Token::Kind::symbol;
    if (ends && open) out.push_back(now);
    if (ends) open = false;
    if (!ends && next.is_code()) {
      if (!open) now.begin = static_cast<std::uint32_t>(at);
      now.end = static_cast<std::uint32_t>(next.end);
      open = true;
    }
    at = next.end;
  }
  if (open) out.push_back(now);
  return out;
}

}  // namespace
}  // namespace godwit::cypher

namespace godwit {

const DialectText& cypher_text() {
  static const cypher::Text text;
  return text;
}

}  // namespace godwit
