#include "dialects/postgres/extent.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "dialects/postgres/cursor.h"

namespace godwit::postgres {
namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> lower) {
  return std::any_of(lower.begin(), lower.end(), [&](std::string_view each) { return same_word(word, each); });
}

/// A walk over the tokens of one nesting level, with one token to look back and one ahead.
class Walk {
 public:
  Walk(std::string_view text, Span statement, std::uint32_t from) : text_(text), cursor_(text, from, statement.end) {
    read();
  }

  /// The next token of this level; false at the end. An opening parenthesis takes all inside it along.
  bool next() {
    previous = token;
    if (ahead_kind_ == Token::end) return false;
    take();
    if (opens()) skip_inside();
    return true;
  }

  [[nodiscard]] bool is_word(std::initializer_list<std::string_view> lower) const {
    return kind == Token::word && one_of(token, lower);
  }
  [[nodiscard]] bool follows(std::initializer_list<std::string_view> lower) const {
    return ahead_kind_ == Token::word && one_of(ahead_, lower);
  }
  [[nodiscard]] bool after(std::initializer_list<std::string_view> lower) const { return one_of(previous, lower); }
  [[nodiscard]] bool is(char symbol) const { return kind == Token::punctuation && token.front() == symbol; }

  Token kind = Token::end;
  std::string_view token, previous;
  std::uint32_t begin = 0, end = 0;

 private:
  [[nodiscard]] bool opens() const {
    return kind == Token::punctuation && (token.front() == '(' || token.front() == '[');
  }

  void read() {
    do ahead_kind_ = cursor_.next();
    while (ahead_kind_ == Token::comment);
    ahead_ = cursor_.token();
    ahead_begin_ = static_cast<std::uint32_t>(cursor_.begin());
  }

  void take() {
    kind = ahead_kind_;
    token = ahead_;
    begin = ahead_begin_;
    end = static_cast<std::uint32_t>(begin + token.size());
    read();
  }

  void skip_inside() {
    int depth = 1;
    const std::uint32_t first = begin;
    while (depth > 0 && ahead_kind_ != Token::end) {
      take();
      if (opens()) ++depth;
      if (is(')') || is(']')) --depth;
    }
    begin = first;
    kind = Token::punctuation;
    token = text_.substr(first, 1);
  }

  std::string_view text_;
  Cursor cursor_;
  Token ahead_kind_ = Token::end;
  std::string_view ahead_;
  std::uint32_t ahead_begin_ = 0;
};

bool ends_member(const Walk& walk) { return walk.is(',') || walk.is(';') || walk.is(')') || walk.is(']'); }

/// Words that begin another constraint in a column's definition.
bool begins_constraint(const Walk& walk) {
  if (walk.is_word({"null"})) return !walk.after({"not", "set", "is", "from", "and", "or", "then", "else", "in", "="});
  if (walk.is_word({"not"})) return walk.follows({"null"}) && !walk.after({"is"});
  if (walk.is_word({"default"})) return !walk.after({"set"});
  return walk.is_word({"constraint", "check", "unique", "primary", "references", "generated"});
}

bool ends_expression(const Walk& walk) {
  if (walk.is_word({"not"})) return walk.follows({"null", "deferrable", "valid", "enforced"}) && !walk.after({"is"});
  return begins_constraint(walk) || walk.is_word({"deferrable", "initially", "returning", "stored", "virtual"});
}

/// Words before an opening parenthesis that say that it belongs to the expression.
bool parenthesis_is_part(std::string_view text, std::uint32_t parenthesis) {
  std::uint32_t end = parenthesis;
  while (end > 0 && is(text[end - 1], space)) --end;
  if (end > 0 && text[end - 1] == '(') return true;
  std::uint32_t begin = end;
  while (begin > 0 && is(text[begin - 1], word_rest)) --begin;
  return one_of(text.substr(begin, end - begin), {"default", "where", "and", "or", "not", "using", "on"});
}

/// The parenthesis that stands right before an offset, or the offset itself.
std::uint32_t parenthesis_before(std::string_view text, std::uint32_t at) {
  std::uint32_t before = at;
  while (before > 0 && is(text[before - 1], space)) --before;
  return before > 0 && text[before - 1] == '(' ? before - 1 : at;
}

}  // namespace

Span expression_extent(std::string_view text, Span statement, std::uint32_t first) {
  Span out{first, first};
  Walk walk(text, statement, first);
  while (walk.next()) {
    if (walk.is(')')) {
      const std::uint32_t parenthesis = parenthesis_before(text, out.begin);
      if (parenthesis == out.begin || parenthesis < statement.begin || !parenthesis_is_part(text, parenthesis)) break;
      out.begin = parenthesis;
    } else if (ends_member(walk) || (out.end > first && ends_expression(walk))) {
      break;
    }
    out.end = walk.end;
  }
  return out;
}

Span constraint_extent(std::string_view text, Span statement, std::uint32_t begin) {
  Walk walk(text, statement, begin);
  walk.next();
  if (walk.is_word({"constraint"})) {
    walk.next();
    walk.next();
  }
  const bool foreign = walk.is_word({"foreign"});
  Span out{begin, walk.end};
  while (walk.next() && !ends_member(walk)) {
    const bool its_own = foreign && walk.is_word({"references"});
    if (!its_own && begins_constraint(walk)) break;
    out.end = walk.end;
  }
  return out;
}

Span member_extent(std::string_view text, Span statement, std::uint32_t begin) {
  Span out{begin, begin};
  Walk walk(text, statement, begin);
  while (walk.next() && !ends_member(walk)) out.end = walk.end;
  return out;
}

}  // namespace godwit::postgres
