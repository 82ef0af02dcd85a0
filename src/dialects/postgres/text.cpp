#include "dialects/postgres/text.h"

#include <algorithm>
#include <array>

#include <godwit/text/dialect_text.h>

#include "dialects/postgres/cursor.h"
#include "dialects/postgres/scan.h"

namespace godwit {
namespace postgres {
namespace {

bool plain_start(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }
bool plain_rest(char c) { return plain_start(c) || (c >= '0' && c <= '9') || c == '$'; }

/// Words that no table or column can be called without quotes. Source: PostgreSQL 18's kwlist.h, the categories
/// reserved and type or function name.
constexpr std::array<std::string_view, 101> reserved{"all",
                                                     "analyse",
                                                     "analyze",
                                                     "and",
                                                     "any",
                                                     "array",
                                                     "as",
                                                     "asc",
                                                     "asymmetric",
                                                     "authorization",
                                                     "binary",
                                                     "both",
                                                     "case",
                                                     "cast",
                                                     "check",
                                                     "collate",
                                                     "collation",
                                                     "column",
                                                     "concurrently",
                                                     "constraint",
                                                     "create",
                                                     "cross",
                                                     "current_catalog",
                                                     "current_date",
                                                     "current_role",
                                                     "current_schema",
                                                     "current_time",
                                                     "current_timestamp",
                                                     "current_user",
                                                     "default",
                                                     "deferrable",
                                                     "desc",
                                                     "distinct",
                                                     "do",
                                                     "else",
                                                     "end",
                                                     "except",
                                                     "false",
                                                     "fetch",
                                                     "for",
                                                     "foreign",
                                                     "freeze",
                                                     "from",
                                                     "full",
                                                     "grant",
                                                     "group",
                                                     "having",
                                                     "ilike",
                                                     "in",
                                                     "initially",
                                                     "inner",
                                                     "intersect",
                                                     "into",
                                                     "is",
                                                     "isnull",
                                                     "join",
                                                     "lateral",
                                                     "leading",
                                                     "left",
                                                     "like",
                                                     "limit",
                                                     "localtime",
                                                     "localtimestamp",
                                                     "natural",
                                                     "not",
                                                     "notnull",
                                                     "null",
                                                     "offset",
                                                     "on",
                                                     "only",
                                                     "or",
                                                     "order",
                                                     "outer",
                                                     "overlaps",
                                                     "placing",
                                                     "primary",
                                                     "references",
                                                     "returning",
                                                     "right",
                                                     "select",
                                                     "session_user",
                                                     "similar",
                                                     "some",
                                                     "symmetric",
                                                     "system_user",
                                                     "table",
                                                     "tablesample",
                                                     "then",
                                                     "to",
                                                     "trailing",
                                                     "true",
                                                     "union",
                                                     "unique",
                                                     "user",
                                                     "using",
                                                     "variadic",
                                                     "verbose",
                                                     "when",
                                                     "where",
                                                     "window",
                                                     "with"};

static_assert(std::is_sorted(reserved.begin(), reserved.end()));

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\f\v";
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

class Text final : public DialectText {
 public:
  [[nodiscard]] std::string_view id() const override { return "postgres"; }

  [[nodiscard]] godwit::Token token(std::string_view text, std::size_t at) const override {
    using Kind = godwit::Token::Kind;
    if (is(text[at], space)) {
      while (at < text.size() && is(text[at], space)) ++at;
      return {Kind::blank, at};
    }
    Cursor cursor(text, at, text.size());
    const postgres::Token found = cursor.next();
    const bool word = found == postgres::Token::word || is(text[at], word_rest);
    const Kind kind = found == postgres::Token::comment  ? Kind::comment
                      : found != postgres::Token::quoted ? (word ? Kind::word : Kind::symbol)
                      : text[at] == '"'                  ? Kind::name
                                                         : Kind::string;
    return {kind, cursor.at(), !cursor.unterminated()};
  }

  [[nodiscard]] std::vector<Span> statements(std::string_view text) const override {
    std::vector<Span> out;
    for (const ScannedStatement& each : scan(text).statements) out.push_back(each.span);
    return out;
  }

  [[nodiscard]] bool is_client_command(std::string_view text, std::size_t at) const override {
    return text[at] == '\\';
  }

  using DialectText::quoted;
  [[nodiscard]] std::string quoted(std::string_view identifier) const override { return quote_identifier(identifier); }

  [[nodiscard]] std::string_view comment_mark() const override { return "--"; }
  [[nodiscard]] std::string_view without_marks(std::string_view comment) const override {
    comment.remove_prefix(std::min<std::size_t>(2, comment.size()));
    if (comment.ends_with("*/")) comment.remove_suffix(2);
    return trimmed(comment);
  }

  [[nodiscard]] const std::vector<std::string_view>& endings() const override {
    static const std::vector<std::string_view> all{".sql"};
    return all;
  }
  [[nodiscard]] const std::vector<std::string_view>& folders() const override {
    static const std::vector<std::string_view> all{"pg", "pgsql", "postgres", "postgresql"};
    return all;
  }
};

}  // namespace

std::string quote_identifier(std::string_view identifier) {
  const bool plain = !identifier.empty() && plain_start(identifier.front()) &&
                     std::all_of(identifier.begin(), identifier.end(), plain_rest) &&
                     !std::binary_search(reserved.begin(), reserved.end(), identifier);
  if (plain) return std::string(identifier);
  std::string out = "\"";
  for (const char c : identifier) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace postgres

const DialectText& postgres_text() {
  static const postgres::Text text;
  return text;
}

}  // namespace godwit
