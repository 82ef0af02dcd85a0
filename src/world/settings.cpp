#include <godwit/world/settings.h>

namespace godwit {

void Settings::set(const std::string& name, std::optional<std::string> value, bool local, bool in_transaction) {
  if (local && !in_transaction) return;  // the server only warns: SET LOCAL outside a transaction does nothing
  local_.erase(name);
  if (!value)
    session_.erase(name);  // back to what the environment provides
  else
    (local ? local_ : session_)[name] = *value;
}

void Settings::reset_all() {
  local_.clear();
  session_.clear();
}

void Settings::begin() { before_ = session_; }

void Settings::commit() { local_.clear(); }

void Settings::rollback() {
  local_.clear();
  session_ = before_;
}

const std::string* Settings::find(const std::string& name) const {
  for (const Values* values : {&local_, &session_, &provided_})
    if (const auto found = values->find(name); found != values->end()) return &found->second;
  return nullptr;
}

bool Settings::limits(const std::string& timeout) const {
  const std::string* value = find(timeout);
  return value && value->find_first_of("123456789") != std::string::npos;
}

}  // namespace godwit
