#include <godwit/world/server.h>

#include <algorithm>
#include <charconv>

namespace godwit {

std::string_view Server::trait(std::string_view which) const {
  for (const ServerTrait& each : traits)
    if (each.name == which) return each.value;
  return {};
}

Server& Server::with(std::string_view which, std::string_view value) {
  for (ServerTrait& each : traits) {
    if (!each.name.empty() && each.name != which) continue;
    each = {which, value};
    break;
  }
  return *this;
}

Server overlaid(const Server& said, const Server& more) {
  if (said.name != more.name) return more;
  Server out = said;
  if (more.version != 0) out.version = more.version;
  for (const ServerTrait& each : more.traits)
    if (!each.name.empty()) out.with(each.name, each.value);
  return out;
}

void say(std::vector<Server>& servers, const Server& more) {
  const auto same = std::find_if(servers.begin(), servers.end(), [&](const Server& s) { return s.name == more.name; });
  if (same == servers.end()) {
    servers.push_back(more);
    return;
  }
  *same = overlaid(*same, more);
  std::rotate(same, same + 1, servers.end());
}

std::optional<int> parse_dotted_version(std::string_view text) {
  int major = 0;
  int minor = 0;
  const char* const end = text.data() + text.size();
  auto read = std::from_chars(text.data(), end, major);
  if (read.ec != std::errc() || read.ptr == end || *read.ptr != '.' || major < 0 || major > 9999) return std::nullopt;
  read = std::from_chars(read.ptr + 1, end, minor);
  if (read.ec != std::errc() || (read.ptr != end && *read.ptr != '.') || minor > 99 || minor < 0) return std::nullopt;
  return major * 100 + minor;
}

std::string dotted_version(int version) {
  const int minor = version % 100;
  return std::to_string(version / 100) + (version > 100'000 && minor < 10 ? ".0" : ".") + std::to_string(minor);
}

}  // namespace godwit
