#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/world/server.h>

/// Which servers there are and what can be said of each, as data of their dialects, and the one way in which the
/// command line, the configuration and the pages of rules read it: `postgres-15`, `neo4j-5.26-enterprise`.
namespace godwit {

class Dialect;

enum class VersionForm : std::uint8_t {
  whole,    ///< `15`: what stands behind a dot makes no difference
  dotted,   ///< `5.26`, as `parse_dotted_version` counts; `5` is the newest one of those
};

/// Versions without a gap: all that belong to one major version, or to one year.
struct Releases { int first = 0; int last = 0; };

/// What can be said of a server beside its version.
struct TraitKind {
  std::string_view name;                   ///< `edition`
  std::vector<std::string_view> values;    ///< `community`, `enterprise`
  std::string_view otherwise = {};         ///< what holds when nobody says; empty: it is not known
};

/// Another spelling of what `--server` and `[servers]` say: a key of godwit.toml, and perhaps an option.
struct ServerSpelling {
  std::string_view key;                    ///< `postgres-version`
  std::string_view trait = {};             ///< what it says; empty: the version
  bool is_option = true;                   ///< `--postgres-version`
};

/// A server that a dialect knows.
struct ServerKind {
  std::string_view name;                   ///< `postgres`
  std::string_view title;                  ///< `PostgreSQL`
  VersionForm form = VersionForm::whole;
  std::vector<Releases> releases;          ///< whose behaviour is known, the oldest first
  bool others = false;                     ///< whether any version from the oldest on may be said
  int otherwise = 0;                       ///< the version when nobody says
  std::vector<TraitKind> traits = {};
  std::vector<ServerSpelling> spellings = {};
};

// --------------------------------------------------------------------------------------------------------- what is read

/// What was read, or why it is none: words that follow "is" where a version or value was wrong.
struct ServerReading {
  Server server;
  std::string fault;   ///< empty: it was understood
};

/// `postgres-15`, `neo4j-5.26-enterprise`, `neo4j-language=25`: a name, then a version and traits, each if it is said.
[[nodiscard]] ServerReading parse_server(std::string_view text);
/// The same behind the name: `5.26-enterprise`.
[[nodiscard]] ServerReading parse_server(const ServerKind& kind, std::string_view text);
/// One value: of a trait, or with an empty name the version. The fault says what it may be: `13 to 18, not 12`.
[[nodiscard]] ServerReading parse_server_value(const ServerKind& kind, std::string_view trait, std::string_view text);

/// `13 to 18`; `a version such as 5.26, from 4.4 on`.
[[nodiscard]] std::string versions_in_words(const ServerKind& kind);
[[nodiscard]] std::string write_version(const ServerKind& kind, int version);

/// Servers from one version to another: `postgres-14..16`, `postgres-14..`, `neo4j-5`.
struct ServerRange {
  std::string_view name;
  Releases versions;
};
struct RangesReading { std::vector<ServerRange> ranges; std::string fault; };
/// Several, with blanks between them: the front matter of a rule's page.
[[nodiscard]] RangesReading parse_server_ranges(std::string_view text);
/// Whether a server is in one of them. They say nothing of servers that they do not name.
[[nodiscard]] bool is_meant(const std::vector<ServerRange>& ranges, const Server& server);

// ------------------------------------------------------------------------------------------------------------ which are

/// Of all dialects, in their order.
[[nodiscard]] std::vector<const ServerKind*> all_server_kinds();
/// Null if none is called that.
[[nodiscard]] const ServerKind* find_server_kind(std::string_view name);
[[nodiscard]] const Dialect* dialect_of_server(std::string_view name);

/// The server that a dialect's statements are for: of what was said the last that is the dialect's, and what holds when
/// nobody says.
[[nodiscard]] Server server_of(const Dialect& dialect, const std::vector<Server>& said);

/// Adds to what one source says. Not empty: why it cannot, for the source has said something else already.
[[nodiscard]] std::string say_once(std::vector<Server>& said, const Server& more);

}  // namespace godwit
