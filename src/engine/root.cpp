#include <godwit/engine/root.h>

#include <godwit/engine/config.h>

namespace godwit {
namespace {

namespace fs = std::filesystem;

/// Where `folder` is when links are followed, or as much of it as there is.
fs::path real(const fs::path& folder) {
  std::error_code failed;
  fs::path out = fs::weakly_canonical(folder.empty() ? fs::path(".") : folder, failed);
  if (failed || out.is_relative()) out = fs::absolute(folder, failed).lexically_normal();
  return out.has_filename() || !out.has_relative_path() ? out : out.parent_path();
}

/// The nearest folder at or above `folder` that holds `name`; empty if none does.
fs::path nearest_with(std::string_view name, fs::path folder) {
  std::error_code failed;
  for (;; folder = folder.parent_path()) {
    if (fs::exists(folder / name, failed)) return folder;
    if (folder == folder.parent_path()) return {};
  }
}

}  // namespace

Root::Root(const fs::path& folder) {
  const fs::path target = real(folder);
  fs::path root = nearest_with(".git", target);
  if (root.empty()) root = nearest_with(config_name, target);
  assumed_ = root.empty();
  base_ = BaseFolder(assumed_ ? target : root, folder, target);
}

}  // namespace godwit
