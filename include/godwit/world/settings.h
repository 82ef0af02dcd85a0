#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <godwit/world/shared_map.h>

namespace godwit {

/// The session's settings (`lock_timeout`, `search_path`, ...) as far as the script and the configuration say.
/// Names are lower case, values as written without quotes. A copy costs a few pointers.
class Settings {
 public:
  /// What the environment gives every session: the configuration's `[timeouts]` and the like.
  void provide(const std::string& name, std::string value) { provided_.set(name, std::move(value)); }

  /// SET, or SET LOCAL. No value: back to what the environment provides.
  void set(const std::string& name, std::optional<std::string> value, bool local, bool in_transaction);
  void reset_all();
  /// What SET LOCAL said ends with the transaction.
  void commit() { local_ = {}; }
  /// A new session: only what the environment provides stays.
  void new_session() { reset_all(); }

  /// The value in effect, or null when it is the server's default.
  [[nodiscard]] const std::string* find(std::string_view name) const;
  /// The same where the script says it; null where the environment does, or nobody.
  [[nodiscard]] const std::string* said(std::string_view name) const;
  /// Whether a timeout is in effect: set, and not to 0.
  [[nodiscard]] bool limits(std::string_view timeout) const;

 private:
  using Values = SharedMap<std::string, std::string>;
  Values provided_;
  Values session_;
  SharedMap<std::string, std::optional<std::string>> local_;   ///< no value: what the session said is set aside
};

}  // namespace godwit
