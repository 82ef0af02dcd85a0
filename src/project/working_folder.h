#pragma once

#include <godwit/source/files.h>
#include <filesystem>
#include <string>

namespace godwit {

/// A path from the command line, from which everything around it is named.
struct GivenPath {
  std::filesystem::path absolute;  ///< without `.` and `..`
  bool was_absolute = false;
};

/// Says how reports print a path: relative to the working directory if it is below it, else as it was given.
class WorkingFolder {
 public:
  explicit WorkingFolder(const Files& files) : path_(files.working_folder()) {}

  [[nodiscard]] GivenPath resolve(const std::filesystem::path& given) const;
  /// Empty for the working directory itself.
  [[nodiscard]] std::string shown(const GivenPath& path) const;
  /// Where the working directory is below `folder`; empty if it is not.
  [[nodiscard]] std::string within(const std::filesystem::path& folder) const;

 private:
  std::filesystem::path path_;
};

}  // namespace godwit
