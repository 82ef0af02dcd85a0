#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <godwit/findings/file_place.h>
#include <godwit/findings/message.h>

namespace godwit {

/// Something that is wrong with an input, whoever noticed: a dialect, a frontend, discovery, the configuration. What has
/// a rule becomes one of its findings; what has none kept the run from its work.
struct Problem {
  enum class Kind : std::uint8_t {
    runner,          ///< what runs the migrations refuses it, or does otherwise than it looks
    syntax_error,    ///< of a statement; everything else of the text is read all the same
    not_understood,  ///< what a statement does, in whole or in part
    suppression,     ///< a comment that allows nothing, or what it must not
    unreadable,      ///< a path that is not there, or cannot be read
    configuration,   ///< defaults are used in place of what it says
  };

  /// Without a file, its span is in the text that was handed over. Of a path that was not read the file has no text.
  FilePlace place;
  std::string message;        ///< what was found, and what was expected
  std::string help = {};      ///< what to do, in the imperative
  std::string rule = {};      ///< whose finding it is; empty: see `rule_of`
  Kind kind = Kind::runner;
  Span statement = {};        ///< that it is in, as the place's span; empty: none
  Arguments arguments = {};   ///< what the message names in braces, if it does
};

/// Of a text that was handed over. The place is one token long where the parser tells.
[[nodiscard]] Problem problem_in_text(Problem::Kind kind, Span span, Span statement, std::string message);
[[nodiscard]] Problem unreadable(std::string path, std::string why);

/// The rule whose finding it is; empty: none's.
[[nodiscard]] std::string_view rule_of(const Problem& problem);
/// Whether its place is more than a path.
[[nodiscard]] inline bool has_span(const Problem& problem) { return problem.place.file && !problem.place.file->text.empty(); }

/// As programs read it: `unreadable`.
[[nodiscard]] std::string_view words(Problem::Kind kind);

}  // namespace godwit
