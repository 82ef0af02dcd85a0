#include "frontends/liquibase/element.h"

#include <algorithm>

#include "frontends/text.h"

namespace godwit::liquibase {

std::string_view Element::value(std::string_view key) const {
  const auto found = std::find_if(values.begin(), values.end(), [&](const auto& entry) { return entry.first == key; });
  return found == values.end() ? std::string_view() : std::string_view(found->second);
}

bool Element::flag(std::string_view key, bool otherwise) const {
  const std::string word = lower(value(key));
  return word.empty() ? otherwise : word == "true";
}

const Element* Element::child(std::string_view key) const {
  const auto found = std::find_if(children.begin(), children.end(), [&](const Element& e) { return e.name == key; });
  return found == children.end() ? nullptr : &*found;
}

}  // namespace godwit::liquibase
