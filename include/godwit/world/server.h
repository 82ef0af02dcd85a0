#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The servers that migrations are for, as far as the command line, the configuration and the files themselves say.
namespace godwit {

/// Something that is true of a server beside its version: `edition` is `enterprise`.
struct ServerTrait {
  std::string_view name;    ///< empty: none
  std::string_view value;
  bool operator==(const ServerTrait&) const = default;
};

/// A server, or what somebody said of one: then what nobody said is empty. Which there are, how their versions count
/// and what they can be, their dialect's table says (`ServerKind`); names and values outlive everything.
struct Server {
  std::string_view name;    ///< `postgres`; empty: nothing is said
  int version = 0;          ///< 0: not said
  std::array<ServerTrait, 3> traits = {};

  [[nodiscard]] bool at_least(int from) const { return version >= from; }
  /// Empty: not said.
  [[nodiscard]] std::string_view trait(std::string_view which) const;
  /// Says a trait, whatever was said of it before.
  Server& with(std::string_view which, std::string_view value);

  bool operator==(const Server&) const = default;
};

/// What `more` says stands above what `said` says. Of two different servers the first is forgotten.
[[nodiscard]] Server overlaid(const Server& said, const Server& more);

/// Adds to what was said of servers, one of each name, the last one said at the end.
void say(std::vector<Server>& servers, const Server& more);

/// The number that stands for a version of two parts, major times a hundred and minor: `4.4` is 404, `5.26.30` is 526,
/// `2026.08` is 202608. The part behind the second dot makes no difference. None for what is no such version.
[[nodiscard]] std::optional<int> parse_dotted_version(std::string_view text);
/// The way back. Behind a year the month has two digits.
[[nodiscard]] std::string dotted_version(int version);

}  // namespace godwit
