#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <godwit/source/base_folder.h>

namespace godwit {

/// Where a project begins, as far as names of files are concerned that outlive a run: those in fingerprints, in the
/// locations and in the category of SARIF. It is the same whatever folder godwit runs in, and however a path was written:
///
///   1. the root of the repository: the nearest folder at or above with `.git` in it,
///   2. where there is none, the folder of the nearest `godwit.toml`,
///   3. where there is none either, the folder itself.
///
/// Symbolic links on the way to the folder are followed.
class Root {
 public:
  /// Of standard input, which is nowhere: names stay as they are.
  Root() = default;
  /// Of what stands in `folder`: a history, say.
  explicit Root(const std::filesystem::path& folder);

  [[nodiscard]] const std::string& path() const { return base_.path(); }  ///< absolute
  [[nodiscard]] std::string inside(std::string_view shown) const { return base_.inside(shown); }
  /// Whether it was looked for in vain, and the folder stands for it.
  [[nodiscard]] bool assumed() const { return assumed_; }

 private:
  BaseFolder base_;
  bool assumed_ = true;
};

}  // namespace godwit
