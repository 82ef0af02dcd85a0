#include "frontends/goose/environment.h"

#include <algorithm>

namespace godwit::goose {
namespace {

/// `${SCHEMA}` becomes `__SCHEMA_`, `${SCHEMA:-app}` `app` and blanks.
std::string stand_in(std::string_view reference) {
  const std::string_view inner = reference.substr(2, reference.size() - 3);
  const std::size_t name = std::min(inner.find_first_of(":-?"), inner.size());
  std::string result;
  if (const std::size_t dash = inner.find('-', name); dash != std::string_view::npos) result = inner.substr(dash + 1);
  if (result.empty()) result = "__" + std::string(inner.substr(0, name)) + "_";
  result.resize(reference.size(), ' ');
  return result;
}

std::vector<Span> references(std::string_view text, const std::vector<Span>& stretches) {
  std::vector<Span> result;
  for (const Span stretch : stretches) {
    const std::string_view part = text.substr(0, stretch.end);
    for (std::size_t at = part.find("${", stretch.begin); at < part.size(); at = part.find("${", at + 1)) {
      const std::size_t close = part.find_first_of("}\n", at);
      if (close == std::string_view::npos || part[close] != '}' || close == at + 2) continue;
      result.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(close + 1)});
    }
  }
  return result;
}

}  // namespace

void substitute(Script& script, const std::vector<Span>& stretches) {
  const std::string_view file = script.file->text;
  const auto begin = static_cast<std::uint32_t>(script.text.data() - file.data());
  const auto end = begin + static_cast<std::uint32_t>(script.text.size());
  auto text = std::make_shared<std::string>(script.text);
  SourceMap map;
  std::uint32_t at = begin;
  const auto add = [&](std::uint32_t until, Origin origin) {
    if (until > at) map.add({{at - begin, until - begin}, {at, until}, origin});
    at = until;
  };
  for (const Span reference : references(file, stretches)) {
    if (reference.begin < at || reference.end > end) continue;
    add(reference.begin, Origin::verbatim);
    text->replace(at - begin, reference.end - at, stand_in(file.substr(at, reference.end - at)));
    add(reference.end, Origin::derived);
  }
  if (at == begin) return;
  add(end, Origin::verbatim);
  script.text = *text;
  script.rendered = std::move(text);
  script.map = std::move(map);
}

}  // namespace godwit::goose
