#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/findings/file_place.h>
#include <godwit/findings/fix.h>
#include <godwit/findings/message.h>
#include <godwit/findings/suppression.h>
#include <godwit/world/result.h>

namespace godwit {

enum class Severity : std::uint8_t { off, note, warning, error };
enum class Risk : std::uint8_t { safe, careful, dangerous };
[[nodiscard]] std::string_view words(Severity severity);
[[nodiscard]] std::string_view words(Risk risk);

struct RelatedPlace {
  FilePlace place;
  std::string message;
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
  std::vector<Fix> fixes;  ///< what an editor can do of it; often empty
  std::vector<RelatedPlace> related;
  std::string fingerprint; ///< of rule, path and the statement's words: the same after lines were added above
  std::optional<Suppression> suppression;
};

}  // namespace godwit
