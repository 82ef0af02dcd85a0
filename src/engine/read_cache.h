#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <godwit/dialects/dialect.h>
#include <godwit/project/migration.h>

namespace godwit {

/// Keeps what scripts say, by dialect and text, so that one that has not changed is not parsed again. Not for several
/// threads at once.
class ReadCache {
 public:
  /// A reader of the script: of what is kept, if its text was read before.
  [[nodiscard]] std::unique_ptr<ScriptReader> read(const Dialect& dialect, const Script& script);
  /// Forgets what was not asked for since the last call.
  void sweep();

  struct Reading;

 private:
  struct Kept {
    std::shared_ptr<const Reading> reading;
    bool asked = true;
  };
  /// The text is the reading's own.
  std::map<std::pair<const Dialect*, std::string_view>, Kept> readings_;
};

}  // namespace godwit
