#include <godwit/world/settings.h>

namespace godwit {

void Settings::set(const std::string& name, std::optional<std::string> value, bool local, bool in_transaction) {
  if (local && !in_transaction) return;  // the server only warns: SET LOCAL outside a transaction does nothing
  local_.erase(name);
  if (!value)
    session_.erase(name);  // back to what the environment provides
  else
    (local ? local_ : session_).set(name, std::move(*value));
}

void Settings::reset_all() {
  local_ = {};
  session_ = {};
}

const std::string* Settings::find(std::string_view name) const {
  for (const Values* values : {&local_, &session_, &provided_})
    if (const std::string* found = values->find(name)) return found;
  return nullptr;
}

bool Settings::limits(std::string_view timeout) const {
  const std::string* value = find(timeout);
  return value && value->find_first_of("123456789") != std::string::npos;
}

}  // namespace godwit
