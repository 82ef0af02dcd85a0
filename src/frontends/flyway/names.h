#pragma once

#include <godwit/project/migration.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frontends/flyway/settings.h"

namespace godwit::flyway {

/// What the name of a file says to Flyway.
struct FileName {
  MigrationKind kind = MigrationKind::versioned;
  Direction direction = Direction::up;
  std::string version;       ///< with `.` between its parts; empty for what has none
  std::string description;   ///< blanks for `_`; of a callback its event
  bool code = false;         ///< Java or Kotlin
};

/// How names are made up: the usual prefixes and endings, or those that are configured.
class Naming {
 public:
  explicit Naming(const Settings& settings);

  /// Nothing for a file that Flyway passes over in silence, as recorded from 12.11: `v6__x.sql`, `V7_one.sql`,
  /// `V12-a__x.sql`, hidden ones. `V8.sql`, `V11__.sql` and `V5__x.SQL` are taken.
  [[nodiscard]] std::optional<FileName> parse(std::string_view file) const;

 private:
  std::string versioned_, undo_, repeatable_, baseline_, separator_;
  std::vector<std::string> endings_;
};

/// Part by part as numbers; a part that is missing is 0.
[[nodiscard]] bool sooner(std::string_view a, std::string_view b);

}  // namespace godwit::flyway
