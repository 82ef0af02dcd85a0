#include "project/working_folder.h"

#include <string_view>

namespace godwit {
namespace {

/// What follows `folder` in `path`: empty if they are the same; null if `path` is not below it.
const char* below(const std::string& folder, const std::string& path) {
  if (!path.starts_with(folder)) return nullptr;
  const char* rest = path.c_str() + folder.size();
  if (*rest == '\0' || folder.ends_with('/')) return rest;
  return *rest == '/' ? rest + 1 : nullptr;
}

}  // namespace

WorkingFolder::WorkingFolder() {
  std::error_code gone;
  path_ = std::filesystem::current_path(gone);
}

GivenPath WorkingFolder::resolve(const std::filesystem::path& given) const {
  GivenPath result{(path_ / given).lexically_normal(), given.is_absolute()};
  if (!result.absolute.has_filename() && result.absolute.has_relative_path()) {
    result.absolute = result.absolute.parent_path();
  }
  return result;
}

std::string WorkingFolder::shown(const GivenPath& path) const {
  if (const char* rest = below(path_.native(), path.absolute.native())) return rest;
  return path.was_absolute ? path.absolute.native() : path.absolute.lexically_relative(path_).native();
}

std::string WorkingFolder::within(const std::filesystem::path& folder) const {
  const char* rest = below(folder.native(), path_.native());
  return rest == nullptr ? std::string() : rest;
}

}  // namespace godwit
