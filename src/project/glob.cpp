#include <godwit/project/glob.h>

#include <vector>

namespace godwit {
namespace {

using Names = std::vector<std::string_view>;

Names split(std::string_view path) {
  Names names;
  while (!path.empty()) {
    const auto end = path.find('/');
    const auto name = path.substr(0, end);
    if (!name.empty() && name != ".") names.push_back(name);
    path.remove_prefix(end == std::string_view::npos ? path.size() : end + 1);
  }
  return names;
}

// Wildcard matching that goes back to the last `many` only, which is enough and never exponential. Serves names
// (characters, where `*` is many) and paths (names, where `**` is many) alike. `prefix`: the pattern may end first.
template <class Sequence, class IsMany, class Same>
bool wildcard_matches(const Sequence& pattern, const Sequence& text, bool prefix, IsMany is_many, Same same) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t many = pattern.size();
  std::size_t retry = 0;
  while (true) {
    if (p == pattern.size() && (prefix || t == text.size())) return true;
    if (p < pattern.size() && is_many(pattern[p])) {
      many = p++;
      retry = t;
    } else if (p < pattern.size() && t < text.size() && same(pattern[p], text[t])) {
      ++p;
      ++t;
    } else if (many < pattern.size() && retry < text.size()) {
      p = many + 1;
      t = ++retry;
    } else {
      return false;
    }
  }
}

bool name_matches(std::string_view pattern, std::string_view name) {
  return wildcard_matches(
      pattern, name, false, [](char c) { return c == '*'; }, [](char p, char c) { return p == '?' || p == c; });
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view path) {
  const Names names = split(path);
  const Names wanted = split(pattern);
  if (wanted.empty()) return false;
  if (wanted.size() == 1 && wanted[0] != "**" && pattern.find('/') >= pattern.size() - 1) {
    for (const auto name : names)
      if (name_matches(wanted[0], name)) return true;
    return false;
  }
  return wildcard_matches(
      wanted, names, true, [](std::string_view name) { return name == "**"; }, name_matches);
}

}  // namespace godwit
