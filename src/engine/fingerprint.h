#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <godwit/dialects/dialect.h>

namespace godwit {

/// The words of a statement without its comments, each stretch of white space as one blank: what stays the same when
/// a statement is moved, indented or commented. `comments` are in the order of the text.
[[nodiscard]] std::string statement_words(std::string_view text, Span statement,
                                          const std::vector<CommentText>& comments);

/// 16 hexadecimal digits that say which finding this is, today and after lines were added above it. `path` is told from
/// the file's root (godwit/engine/root.h), so that they are the same in every working directory. `ordinal` tells apart findings of one rule about equal statements of one file.
[[nodiscard]] std::string fingerprint(std::string_view rule, std::string_view path, std::string_view words,
                                      std::uint32_t ordinal);

/// Counts the ordinals.
class Fingerprints {
 public:
  [[nodiscard]] std::string next(std::string_view rule, std::string_view path, std::string_view words);

 private:
  std::unordered_map<std::string, std::uint32_t> seen_;  ///< by the fingerprint of the first
};

}  // namespace godwit
