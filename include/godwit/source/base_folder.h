#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace godwit {

/// What follows `folder` in `path`, without the `/` between them: empty if they are the same, nothing if `path` is not
/// below. Both are absolute or both are not, and without `.`, `..` and a `/` at the end.
[[nodiscard]] std::optional<std::string_view> below(std::string_view folder, std::string_view path);

/// A folder that paths are told from, so that a file has one name wherever the program runs: that of the configuration,
/// for its globs, and the root of a project (godwit/engine/root.h), for what outlives a run.
class BaseFolder {
 public:
  /// Paths keep the names they have.
  BaseFolder() = default;
  explicit BaseFolder(const std::filesystem::path& folder);
  /// `folder` is where `link` leads to, or a folder above that: what is below `link` is told as it is there.
  BaseFolder(const std::filesystem::path& folder, const std::filesystem::path& link, const std::filesystem::path& target);

  [[nodiscard]] const std::string& path() const { return folder_; }  ///< absolute; empty: paths keep their names

  /// `shown`, a path from the working directory or an absolute one, told from this folder, with `/`. What is not below
  /// it keeps its name, without `.` and `x/..`. Empty for the folder itself.
  [[nodiscard]] std::string inside(std::string_view shown) const;

 private:
  std::string here_;
  std::string folder_;
  std::string link_;
  std::string target_;
};

}  // namespace godwit
