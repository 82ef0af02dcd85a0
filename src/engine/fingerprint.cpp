#include "engine/fingerprint.h"

#include <algorithm>

namespace godwit {
namespace {

/// 64 bit FNV-1a: short, and the same on every machine, which std::hash does not promise.
class Hash {
 public:
  void add(std::string_view text) {
    for (const char c : text) add_byte(static_cast<unsigned char>(c));
    add_byte(0);  // so that "ab" + "c" is not "a" + "bc"
  }
  void add(std::uint32_t number) {
    for (int shift = 0; shift < 32; shift += 8) add_byte(static_cast<unsigned char>(number >> shift));
  }
  [[nodiscard]] std::string hexadecimal() const {
    std::string out(16, '0');
    for (std::size_t i = 0; i < out.size(); ++i)
      out[out.size() - 1 - i] = "0123456789abcdef"[(value_ >> (4 * i)) & 15U];
    return out;
  }

 private:
  void add_byte(unsigned char byte) { value_ = (value_ ^ byte) * 0x100000001b3U; }
  std::uint64_t value_ = 0xcbf29ce484222325U;
};

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

std::string statement_words(std::string_view text, Span statement, const std::vector<CommentText>& comments) {
  std::string words;
  words.reserve(statement.end - statement.begin);
  bool gap = false;
  auto comment = std::lower_bound(comments.begin(), comments.end(), statement.begin,
                                  [](const CommentText& c, std::uint32_t begin) { return c.span.begin < begin; });
  for (std::uint32_t at = statement.begin; at < statement.end;) {
    if (comment != comments.end() && comment->span.begin == at) {
      at = comment->span.end;
      ++comment;
      gap = true;
    } else if (is_space(text[at])) {
      ++at;
      gap = true;
    } else {
      const std::uint32_t begin = at;
      const std::uint32_t limit =
          comment == comments.end() ? statement.end : std::min(statement.end, comment->span.begin);
      while (at < limit && !is_space(text[at])) ++at;
      if (gap && !words.empty()) words += ' ';
      gap = false;
      words += text.substr(begin, at - begin);
    }
  }
  return words;
}

std::string fingerprint(std::string_view rule, std::string_view path, std::string_view words, std::uint32_t ordinal) {
  Hash hash;
  hash.add(rule);
  hash.add(path);
  hash.add(words);
  hash.add(ordinal);
  return hash.hexadecimal();
}

std::string Fingerprints::next(std::string_view rule, std::string_view path, std::string_view words) {
  std::string first = fingerprint(rule, path, words, 0);
  const std::uint32_t ordinal = seen_[first]++;
  return ordinal == 0 ? first : fingerprint(rule, path, words, ordinal);
}

}  // namespace godwit
