#include <godwit/world/settings.h>

namespace godwit {

void Settings::set(const std::string& name, std::optional<std::string> value, bool local, bool in_transaction) {
  if (local && !in_transaction) return;  // the server only warns: SET LOCAL outside a transaction does nothing
  if (local) return local_.set(name, std::move(value));
  local_.erase(name);
  if (value)
    session_.set(name, std::move(*value));
  else
    session_.erase(name);
}

void Settings::reset_all() {
  local_ = {};
  session_ = {};
}

const std::string* Settings::said(std::string_view name) const {
  const std::optional<std::string>* local = local_.find(name);
  if (local) return *local ? &**local : nullptr;
  return session_.find(name);
}

const std::string* Settings::find(std::string_view name) const {
  const std::string* value = said(name);
  return value ? value : provided_.find(name);
}

bool Settings::limits(std::string_view timeout) const {
  const std::string* value = find(timeout);
  return value && value->find_first_of("123456789") != std::string::npos;
}

}  // namespace godwit
