#include "frontends/neo4j-migrations/implicit.h"

#include <godwit/text/dialect_text.h>
#include <algorithm>
#include <string>
#include <vector>

#include "frontends/text.h"

namespace godwit::neo4j_migrations {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view blank = " \t\r\n\f\v";

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(blank, at), text.size());
}

/// Where the subquery begins if the expression takes the `call` at `at` for one: behind it, or behind any stretch in
/// parentheses.
std::size_t brace_of_call(std::string_view text, std::size_t at) {
  at = skip_blanks(text, at + 4);
  if (text.substr(at).starts_with('{')) return at;
  if (!text.substr(at).starts_with('(')) return npos;
  for (std::size_t close = text.find(')', at + 2); close != npos; close = text.find(')', close + 1)) {
    const std::size_t brace = skip_blanks(text, close + 1);
    if (text.substr(brace).starts_with('{')) return brace;
  }
  return npos;
}

/// The expression wants something before CALL that is no backtick, `*` or `+`; a CALL that begins the statement is not
/// seen.
bool has_forerunner(std::string_view text, std::size_t call) {
  const std::size_t before = text.substr(0, call).find_last_not_of(blank);
  if (before == npos || std::string_view("`*+").find(text[before]) != npos) return false;
  return before == 0 || text[before - 1] != '`';
}

Sent judged(std::string_view concurrency) {
  concurrency = frontends::trim(concurrency);
  if (concurrency.empty()) return Sent::by_itself;
  constexpr std::string_view word = "concurrent";
  if (!concurrency.ends_with(word)) return Sent::refused;
  std::string_view number = frontends::trim(concurrency.substr(0, concurrency.size() - word.size()));
  if (number.starts_with('-')) number.remove_prefix(1);
  return number.find_first_not_of("0123456789") == npos ? Sent::by_itself : Sent::refused;
}

/// The first CALL that the expression takes for a subquery decides, and of that what stands behind the last `}`.
Sent by_call(std::string_view text) {
  const std::size_t last = text.rfind('}');
  if (last == npos) return Sent::in_transaction;
  for (std::size_t at = text.find("call"); at != npos; at = text.find("call", at + 1)) {
    if (!has_forerunner(text, at)) continue;
    const std::size_t brace = brace_of_call(text, at);
    if (brace == npos || brace > last) continue;
    const std::size_t in = skip_blanks(text, last + 1);
    const std::size_t word = text.find("transactions", in + 3);
    if (text.substr(in, 2) != "in" || word == npos) return Sent::in_transaction;
    return judged(text.substr(in + 2, word - in - 2));
  }
  return Sent::in_transaction;
}

bool has_periodic_commit(std::string_view text) {
  for (std::size_t at = text.find("using"); at != npos; at = text.find("using", at + 1)) {
    std::size_t next = at;
    bool all = true;
    for (const std::string_view word : {"using", "periodic", "commit"}) {
      all = all && text.substr(next).starts_with(word) && blank.find(text.substr(next + word.size())[0]) != npos;
      if (all) next = skip_blanks(text, next + word.size());
    }
    if (all) return true;
  }
  return false;
}

}  // namespace

Sent how_sent(std::string_view statement) {
  // A blank at the end spares the searches a look at where the text ends.
  const std::string text = lower(statement) + ' ';
  return has_periodic_commit(text) ? Sent::by_itself : by_call(text);
}

std::optional<Span> in_transactions(std::string_view statement) {
  struct Part {
    std::string word;
    Span at;
  };
  std::vector<Part> behind;  // a `}`, and what follows it
  for (std::size_t at = 0; at < statement.size();) {
    const Token next = language_of("cypher").token(statement, at);
    const Span place{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(next.end)};
    const std::string_view text = statement.substr(at, next.end - at);
    at = next.end;
    if (!next.is_code()) continue;
    if (text == "}") behind.clear();
    if (text != "}" && behind.empty()) continue;
    behind.push_back({next.kind == Token::Kind::word || text == "}" ? lower(text) : std::string(), place});
    if (behind.size() == 2 && behind[1].word != "in") behind.clear();
    if (behind.size() < 3 || behind.back().word != "transactions") continue;
    const std::string& before = behind[behind.size() - 2].word;
    if (before == "in" || before == "concurrent") return Span{behind[1].at.begin, behind.back().at.end};
  }
  return std::nullopt;
}

}  // namespace godwit::neo4j_migrations
