#include "dialects/postgres/plpgsql/value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include <godwit/ir/name.h>

#include "dialects/postgres/text.h"

#include "dialects/postgres/pg.h"

extern "C" {
#include "common/keywords.h"
}

namespace godwit::postgres {
namespace {

constexpr std::size_t longest_text = 256 * 1024;  // a loop may double a text again and again

template <std::size_t N>
bool among(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return out;
}

Value to_integer(const Value& value) {
  if (value.is(ValueKind::integer)) return value;
  if (value.is(ValueKind::boolean)) return Value::of(value.number);
  const auto number = value.is(ValueKind::text) ? whole_number(value.text) : std::nullopt;
  return number ? Value::of(*number) : Value::unknown();
}

Value to_boolean(const Value& value) {
  constexpr std::array<std::string_view, 5> yes{"true", "t", "on", "yes", "1"};
  constexpr std::array<std::string_view, 5> no{"false", "f", "off", "no", "0"};
  if (value.is(ValueKind::boolean)) return value;
  if (value.is(ValueKind::integer)) return Value::of(value.number != 0);
  if (among(value.text, yes)) return Value::of(true);
  return among(value.text, no) ? Value::of(false) : Value::unknown();
}

/// quote_ident() also quotes the words that mean something to SQL.
std::string quoted_name(const std::string& text) {
  std::string out = quote_identifier(text);
  const int keyword = ScanKeywordLookup(text.c_str(), &ScanKeywords);
  const bool reserved = keyword >= 0 && ScanKeywordCategories[keyword] != UNRESERVED_KEYWORD;
  return reserved && out == text ? '"' + text + '"' : out;
}

std::string quoted_literal(const std::string& text) {
  const bool escapes = text.find('\\') != std::string::npos;
  std::string out = escapes ? "E'" : "'";
  for (char c : text) {
    if (c == '\'' || c == '\\') out += c;
    out += c;
  }
  return out + "'";
}

Value text_made(std::string text, bool known) {
  if (text.size() > longest_text) return Value::unknown();
  return known ? Value::of(std::move(text)) : Value::unknown(text);
}

/// What one `%` of format() puts in; false if the server would refuse it or the value is not known.
bool put(char kind, const Value& value, std::string& out) {
  if (!value.plain() && !value.is(ValueKind::null)) {
    out += value.is(ValueKind::unknown) && kind == 's' ? value.text : "<unknown>";
    return false;
  }
  const std::string text = value.is(ValueKind::boolean) ? (value.number != 0 ? "t" : "f") : shown(value);
  if (kind == 's') out += text;
  if (kind == 'I') out += quoted_name(text);
  if (kind == 'L') out += value.is(ValueKind::null) ? "NULL" : quoted_literal(text);
  return kind != 'I' || !value.is(ValueKind::null);
}

Value concat(const std::vector<Value>& arguments, std::size_t first, const std::string& separator) {
  std::string out;
  bool known = true;
  bool begun = false;
  for (std::size_t i = first; i < arguments.size(); ++i) {
    if (arguments[i].is(ValueKind::null)) continue;
    if (begun) out += separator;
    begun = true;
    known = put('s', arguments[i], out) && known;
  }
  return text_made(std::move(out), known);
}

Value with_case(const Value& value, bool lower) {
  if (value.is(ValueKind::null)) return value;
  if (!value.is(ValueKind::text)) return Value::unknown();
  std::string out = value.text;
  for (char& c : out) {
    if (static_cast<unsigned char>(c) >= 0x80) return Value::unknown();  // that depends on the locale
    if (lower && c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (!lower && c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return Value::of(std::move(out));
}

Value quoted(const Value& value, char kind) {
  if (value.is(ValueKind::null)) return value;
  std::string out;
  const bool known = put(kind, value, out);
  return text_made(std::move(out), known);
}

}  // namespace

std::string shown(const Value& value) {
  switch (value.kind) {
    case ValueKind::text:
      return value.text;
    case ValueKind::integer:
      return std::to_string(value.number);
    case ValueKind::boolean:
      return value.number != 0 ? "true" : "false";
    case ValueKind::null:
      return "";
    case ValueKind::list:
      return "<unknown>";
    case ValueKind::unknown:
      return value.text.empty() ? "<unknown>" : value.text;
  }
  return "";
}

Value cast(const Value& value, std::string_view type) {
  constexpr std::array<std::string_view, 5> texts{"text", "varchar", "name", "regclass", "unknown"};
  constexpr std::array<std::string_view, 3> integers{"int2", "int4", "int8"};
  if (value.is(ValueKind::null) || value.is(ValueKind::unknown)) return value;
  if (value.is(ValueKind::list)) return type.starts_with('_') || type.ends_with("[]") ? value : Value::unknown();
  if (among(type, texts)) return Value::of(shown(value));
  if (among(type, integers)) return to_integer(value);
  return type == "bool" ? to_boolean(value) : Value::unknown();
}

Known truth(const Value& value) {
  if (value.is(ValueKind::boolean)) return known(value.number != 0);
  return value.is(ValueKind::null) ? Known::no : Known::unknown;
}

Value equal(const Value& a, const Value& b) {
  if (a.is(ValueKind::null) || b.is(ValueKind::null)) return Value::null();
  if (!a.plain() || !b.plain()) return Value::unknown();
  if (a.kind == b.kind) return Value::of(a.is(ValueKind::text) ? a.text == b.text : a.number == b.number);
  const Value& other = a.is(ValueKind::text) ? b : a;
  const Value read = other.is(ValueKind::boolean) ? to_boolean(a.is(ValueKind::text) ? a : b)
                                                  : to_integer(a.is(ValueKind::text) ? a : b);
  return read.plain() && read.kind == other.kind ? Value::of(read.number == other.number) : Value::unknown();
}

Value format_text(const std::vector<Value>& arguments) {
  if (arguments.empty()) return Value::unknown();
  if (!arguments.front().is(ValueKind::text))
    return arguments.front().is(ValueKind::null) ? Value::null() : Value::unknown();
  const std::string& pattern = arguments.front().text;
  std::string out;
  bool known = true;
  std::size_t next = 1;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') {
      out += pattern[i];
      continue;
    }
    if (++i < pattern.size() && pattern[i] == '%') {
      out += '%';
      continue;
    }
    std::size_t digits = i;
    while (digits < pattern.size() && pattern[digits] >= '0' && pattern[digits] <= '9') ++digits;
    if (digits > i && digits < pattern.size() && pattern[digits] == '$') {
      next = static_cast<std::size_t>(whole_number(std::string_view(pattern).substr(i, digits - i)).value_or(0));
      i = digits + 1;
    }
    if (i >= pattern.size() || next == 0 || next >= arguments.size() ||
        std::string_view("sIL").find(pattern[i]) == std::string_view::npos)
      return Value::unknown(out + "<unknown>");  // a width, or what the server refuses
    known = put(pattern[i], arguments[next++], out) && known;
  }
  return text_made(std::move(out), known);
}

Value call_builtin(std::string_view function, const std::vector<Value>& arguments) {
  if (function == "format") return format_text(arguments);
  if (function == "concat") return concat(arguments, 0, "");
  if (arguments.empty()) return Value::unknown();
  const Value& first = arguments.front();
  if (function == "concat_ws") return first.is(ValueKind::text) ? concat(arguments, 1, first.text) : Value::unknown();
  if (arguments.size() != 1) return Value::unknown();
  if (function == "quote_ident") return quoted(first, 'I');
  if (function == "quote_literal") return quoted(first, 'L');
  if (function == "quote_nullable")
    return first.is(ValueKind::null) ? Value::of(std::string("NULL")) : quoted(first, 'L');
  if (function == "lower" || function == "upper") return with_case(first, function == "lower");
  return Value::unknown();
}

}  // namespace godwit::postgres
