#include <godwit/project/glob.h>

namespace godwit {
namespace {

/// One name against one part of a pattern: `*` and `?`, no `/` in either.
bool name_matches(std::string_view pattern, std::string_view name) {
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t after_star = std::string_view::npos;
  std::size_t retry = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      after_star = ++p;
      retry = n;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
      ++p;
      ++n;
    } else if (after_star != std::string_view::npos) {
      p = after_star;
      n = ++retry;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

std::string_view first_part(std::string_view text) { return text.substr(0, text.find('/')); }

std::string_view rest_of(std::string_view text) {
  const std::size_t slash = text.find('/');
  return slash == std::string_view::npos ? std::string_view() : text.substr(slash + 1);
}

bool matches(std::string_view pattern, std::string_view path) {
  while (!pattern.empty()) {
    if (first_part(pattern) == "**") {
      const std::string_view rest = rest_of(pattern);
      if (rest.empty()) return !path.empty();
      for (; !path.empty(); path = rest_of(path)) {
        if (matches(rest, path)) return true;
      }
      return false;
    }
    if (path.empty() || !name_matches(first_part(pattern), first_part(path))) return false;
    pattern = rest_of(pattern);
    path = rest_of(path);
  }
  return path.empty();
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view path) {
  if (pattern.ends_with('/')) pattern.remove_suffix(1);
  return matches(pattern, path);
}

}  // namespace godwit
