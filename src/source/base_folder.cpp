#include <godwit/source/base_folder.h>

namespace godwit {
namespace {

namespace fs = std::filesystem;

std::string working_directory() {
  std::error_code gone;
  return fs::current_path(gone).generic_string();
}

/// Whether a path is as `tidy` leaves it, as nearly all are.
bool is_tidy(std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  for (bool more = true; more;) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (part.empty() || part == "." || part == "..") return false;
    more = slash != std::string_view::npos;
    if (more) path.remove_prefix(slash + 1);
  }
  return true;
}

/// Without `.`, `x/..` and a `/` at the end.
std::string tidy(std::string_view path) {
  if (is_tidy(path)) return std::string(path);
  std::string out = fs::path(path).lexically_normal().generic_string();
  if (out.size() > 1 && out.ends_with('/')) out.pop_back();
  return out;
}

std::string joined(std::string_view folder, std::string_view path) {
  if (path.starts_with('/') || folder.empty()) return std::string(path);
  std::string out(folder);
  if (!path.empty() && !out.ends_with('/')) out += '/';
  return out.append(path);
}

}  // namespace

std::optional<std::string_view> below(std::string_view folder, std::string_view path) {
  if (!path.starts_with(folder)) return std::nullopt;
  const std::string_view rest = path.substr(folder.size());
  if (rest.empty() || folder.ends_with('/')) return rest;
  return rest.starts_with('/') ? std::optional(rest.substr(1)) : std::nullopt;
}

BaseFolder::BaseFolder(const fs::path& folder)
    : here_(working_directory()), folder_(tidy(joined(here_, folder.generic_string()))) {}

BaseFolder::BaseFolder(const fs::path& folder, const fs::path& link, const fs::path& target) : BaseFolder(folder) {
  link_ = tidy(joined(here_, link.generic_string()));
  target_ = tidy(joined(here_, target.generic_string()));
}

std::string BaseFolder::inside(std::string_view shown) const {
  if (folder_.empty()) return std::string(shown);
  std::string name = tidy(shown);
  std::string absolute = tidy(joined(here_, name));
  if (!link_.empty())
    if (const auto rest = below(link_, absolute)) absolute = joined(target_, *rest);
  const auto rest = below(folder_, absolute);
  return rest ? std::string(*rest) : name;
}

}  // namespace godwit
