#include <algorithm>

#include <godwit/report/format.h>

namespace godwit {

const Format* find_format(std::string_view name) {
  const auto& formats = all_formats();
  const auto found =
      std::find_if(formats.begin(), formats.end(), [&](const Format* each) { return each->name == name; });
  return found == formats.end() ? nullptr : *found;
}

}  // namespace godwit
