#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <godwit/source/buffer.h>
#include <godwit/source/span.h>
#include <godwit/world/result.h>

namespace godwit {

enum class Severity : std::uint8_t { off, note, warning, error };
enum class Risk : std::uint8_t { safe, careful, dangerous };
[[nodiscard]] std::string_view words(Severity severity);
[[nodiscard]] std::string_view words(Risk risk);

/// A place in the user's file.
struct FilePlace {
  BufferPtr file;
  Span span;
};

/// A template and its arguments: `{name}` is replaced late, so that each report can say it in its own way.
/// Arguments are names of objects or words; names are wrapped in backticks by the template.
struct Message {
  std::string text;
  std::vector<std::pair<std::string, std::string>> arguments;
};
[[nodiscard]] std::string format(const Message& message);

struct RelatedPlace {
  FilePlace place;
  std::string message;
};

/// An edit of the user's file; empty `text` deletes, an empty span inserts.
struct Edit {
  FilePlace place;
  std::string text;
};

/// The way out: words, and SQL that can be pasted with the user's own names in it. Steps that need a migration of
/// their own are separate entries of `sql`.
struct Help {
  std::string text;                 ///< one sentence, imperative
  std::vector<std::string> sql;     ///< one entry a migration
  std::vector<Edit> edits;          ///< a fix that can be applied as it is; often empty
};

struct Suppression {
  bool suppressed = false;
  std::string reason;
};

/// One thing that is wrong, as data. Reports and editors say it in their own way.
struct Finding {
  std::string_view rule;   ///< `postgres/index-without-concurrently`; borrows its page, as `category` does
  Severity severity = Severity::warning;
  std::string_view category;
  Risk risk = Risk::careful;
  FilePlace place;
  FilePlace statement;     ///< the whole statement; equal to `place` where there is none
  std::uint32_t migration = 0;  ///< its number in Report::migrations
  Message message;
  std::vector<RelationEffect> effects;
  Help help;
  std::vector<RelatedPlace> related;
  std::string fingerprint; ///< of rule, path and the statement's words: the same after lines were added above
  Suppression suppression;
};

}  // namespace godwit
