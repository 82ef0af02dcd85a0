#include <godwit/source/files.h>
#include <algorithm>

namespace godwit {

std::string path_in(std::string_view folder, std::string_view name) {
  if (name.starts_with('/') || folder.empty()) return std::string(name);
  std::string all;
  all.reserve(folder.size() + 1 + name.size());
  all = folder;
  if (!all.ends_with('/')) all += '/';
  return all.append(name);
}

std::string_view last_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string absolute_path(std::string_view working_folder, std::string_view path) {
  std::string result;
  result.reserve(working_folder.size() + path.size() + 1);
  const auto add = [&](std::string_view part) {
    while (!part.empty()) {
      const std::string_view name = part.substr(0, part.find('/'));
      part.remove_prefix(std::min(name.size() + 1, part.size()));
      if (name.empty() || name == ".") continue;
      if (name == "..") {
        result.resize(result.empty() ? 0 : result.rfind('/'));
      } else {
        (result += '/').append(name);
      }
    }
  };
  if (!path.starts_with('/')) add(working_folder);
  add(path);
  return result.empty() ? "/" : result;
}

}  // namespace godwit
