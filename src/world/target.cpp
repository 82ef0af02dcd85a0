#include <godwit/world/target.h>

#include <charconv>

namespace godwit {

std::optional<int> parse_neo4j_version(std::string_view text) {
  int major = 0;
  int minor = 0;
  const char* const end = text.data() + text.size();
  auto read = std::from_chars(text.data(), end, major);
  if (read.ec != std::errc() || read.ptr == end || *read.ptr != '.') return std::nullopt;
  read = std::from_chars(read.ptr + 1, end, minor);
  if (read.ec != std::errc() || (read.ptr != end && *read.ptr != '.') || minor > 99 || minor < 0) return std::nullopt;
  return major * 100 + minor;
}

}  // namespace godwit
