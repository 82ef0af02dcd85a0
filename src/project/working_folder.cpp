#include "project/working_folder.h"

#include <godwit/source/base_folder.h>

namespace godwit {

GivenPath WorkingFolder::resolve(const std::filesystem::path& given) const {
  GivenPath result{(path_ / given).lexically_normal(), given.is_absolute()};
  if (!result.absolute.has_filename() && result.absolute.has_relative_path()) {
    result.absolute = result.absolute.parent_path();
  }
  return result;
}

std::string WorkingFolder::shown(const GivenPath& path) const {
  if (const auto rest = below(path_.native(), path.absolute.native())) return std::string(*rest);
  return path.was_absolute ? path.absolute.native() : path.absolute.lexically_relative(path_).native();
}

std::string WorkingFolder::within(const std::filesystem::path& folder) const {
  return std::string(below(folder.native(), path_.native()).value_or(""));
}

}  // namespace godwit
