#pragma once

#include <map>
#include <optional>
#include <string>

namespace godwit {

/// The session's settings (`lock_timeout`, `search_path`, ...) as far as the script and the configuration say.
/// Names are lower case, values as written without quotes.
class Settings {
 public:
  /// What the environment gives every session: the configuration's `[timeouts]` and the like.
  void provide(const std::string& name, std::string value) { provided_[name] = std::move(value); }

  void set(const std::string& name, std::optional<std::string> value, bool local, bool in_transaction);
  void reset_all();
  void begin();
  void commit();
  void rollback();
  /// A new session: only what the environment provides stays.
  void new_session() { reset_all(); }

  /// The value in effect, or null when it is the server's default.
  [[nodiscard]] const std::string* find(const std::string& name) const;
  /// Whether a timeout is in effect: set, and not to 0.
  [[nodiscard]] bool limits(const std::string& timeout) const;

 private:
  using Values = std::map<std::string, std::string>;
  Values provided_;
  Values session_;
  Values before_;   ///< of the session when the transaction began
  Values local_;
};

}  // namespace godwit
