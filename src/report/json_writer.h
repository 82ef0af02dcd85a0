#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include <godwit/report/format.h>

namespace godwit {

/// Writes JSON as it is said, with no document in between: a member or an element a line, two blanks a level. Bytes that
/// are not UTF-8 become U+FFFD, one for each stretch that begins a character and does not end it; control characters,
/// quotes and backslashes are escaped, and nothing else is (rapidjson's writer has neither the one nor the other). Who
/// writes a key twice writes an object with two of them.
///
///     JsonWriter json;
///     json.object([&] {
///       json.member("version", 1);
///       json.array("paths", [&] { json.value("a.sql"); });
///     });
class JsonWriter {
 public:
  JsonWriter() = default;

  template <class Body>
  void object(const Body& body) {
    separate();
    nest('{', body, '}');
  }
  template <class Body>
  void object(std::string_view key, const Body& body) {
    name(key);
    nest('{', body, '}');
  }
  template <class Body>
  void array(std::string_view key, const Body& body) {
    name(key);
    nest('[', body, ']');
  }
  template <class Body>
  void array(const Body& body) {
    separate();
    nest('[', body, ']');
  }

  template <class Value>
  void member(std::string_view key, const Value& value) {
    name(key);
    write(value);
  }
  template <class Value>
  void value(const Value& value) {
    separate();
    write(value);
  }

  /// An array of `count` elements of which those from `begin` to `end` are written by one call, and several calls run
  /// at once, each with a writer of its own.
  using Stretch = std::function<void(JsonWriter& json, std::size_t begin, std::size_t end)>;
  void array_side_by_side(std::string_view key, std::size_t count, const Stretch& elements);

  /// The whole text, once all is said.
  [[nodiscard]] ReportText text() &&;

 private:
  JsonWriter(std::size_t depth, bool nothing_yet) : depth_(depth), nothing_yet_(nothing_yet) {}

  template <class Body>
  void nest(char open, const Body& body, char close) {
    begin(open);
    body();
    end(close);
  }

  void begin(char mark);
  void end(char mark);
  void separate();
  void new_line();
  void name(std::string_view key);
  void write(std::string_view text);
  void write(const char* text) { write(std::string_view(text)); }
  void write(const std::string& text) { write(std::string_view(text)); }
  void write(bool value) { out_ += value ? "true" : "false"; }
  template <std::unsigned_integral Number>
  void write(Number number) {
    char digits[20];
    out_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
  }

  ReportText done_;  ///< what stands before `out_`
  std::string out_;
  std::size_t depth_ = 0;
  bool nothing_yet_ = true;  ///< in the object or array that is open
};

}  // namespace godwit
