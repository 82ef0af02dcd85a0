#include "report/json_writer.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
#include <vector>

#include <godwit/source/side_by_side.h>

namespace godwit {
namespace {

constexpr std::size_t elements_at_once = 64;

enum class Byte : std::uint8_t { plain, escaped, beyond_ascii };

constexpr std::array<Byte, 256> kinds = [] {
  std::array<Byte, 256> out{};
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = i >= 0x80 ? Byte::beyond_ascii : i < 0x20 || i == '"' || i == '\\' ? Byte::escaped : Byte::plain;
  return out;
}();

Byte kind(char c) { return kinds[static_cast<unsigned char>(c)]; }

void escape(char c, std::string& out) {
  constexpr std::string_view named = "\"\\\b\f\n\r\t";
  constexpr std::string_view names = "\"\\bfnrt";
  if (const std::size_t at = named.find(c); at != std::string_view::npos) {
    out.append(1, '\\').append(1, names[at]);
  } else {
    constexpr std::string_view digits = "0123456789abcdef";
    out.append("\\u00").append(1, digits[static_cast<unsigned char>(c) >> 4]).append(1, digits[c & 15]);
  }
}

/// How many of the bytes at the start of `text` can be the beginning of one character, and whether they are all of it.
/// The Unicode Standard's table 3-7, whose second bytes leave out surrogates and forms longer than needed.
struct Character {
  std::size_t bytes = 1;
  bool whole = false;
};

Character first_character(std::string_view text) {
  const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned lead = at(0);
  if (lead < 0xC2 || lead > 0xF4) return {1, false};
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const unsigned least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (at(1) < least || at(1) > most) return {1, false};
  std::size_t bytes = 2;
  while (bytes < length && (at(bytes) & 0xC0U) == 0x80) ++bytes;
  return {bytes, bytes == length};
}

}  // namespace

void JsonWriter::begin(char mark) {
  out_ += mark;
  ++depth_;
  nothing_yet_ = true;
}

void JsonWriter::end(char mark) {
  --depth_;
  if (!nothing_yet_) new_line();
  out_ += mark;
  nothing_yet_ = false;
}

void JsonWriter::new_line() { out_.append(1, '\n').append(2 * depth_, ' '); }

void JsonWriter::separate() {
  if (depth_ == 0) return;
  if (!std::exchange(nothing_yet_, false)) out_ += ',';
  new_line();
}

void JsonWriter::name(std::string_view key) {
  separate();
  write(key);
  out_ += ": ";
}

void JsonWriter::write(std::string_view text) {
  out_ += '"';
  while (!text.empty()) {
    const auto special = std::find_if(text.begin(), text.end(), [](char c) { return kind(c) != Byte::plain; });
    const auto plain = static_cast<std::size_t>(special - text.begin());
    out_ += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    Character character;
    if (kind(text[0]) == Byte::escaped) {
      escape(text[0], out_);
    } else {
      character = first_character(text);
      out_ += character.whole ? text.substr(0, character.bytes) : "\xEF\xBF\xBD";
    }
    text.remove_prefix(character.bytes);
  }
  out_ += '"';
}

void JsonWriter::array_side_by_side(std::string_view key, std::size_t count, const Stretch& elements) {
  name(key);
  begin('[');
  std::vector<ReportText> parts((count + elements_at_once - 1) / elements_at_once);
  side_by_side(parts.size(), [&](std::size_t i) {
    const std::size_t first = i * elements_at_once;
    JsonWriter part(depth_, i == 0);
    elements(part, first, std::min(first + elements_at_once, count));
    part.done_.push_back(std::move(part.out_));
    parts[i] = std::move(part.done_);
  });
  done_.push_back(std::exchange(out_, {}));
  for (ReportText& part : parts) std::move(part.begin(), part.end(), std::back_inserter(done_));
  nothing_yet_ = count == 0;
  end(']');
}

ReportText JsonWriter::text() && {
  done_.push_back(std::move(out_.append(1, '\n')));
  return std::move(done_);
}

}  // namespace godwit
