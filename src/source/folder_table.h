#pragma once

#include <godwit/source/files.h>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace godwit {

/// Buffers by absolute path, and the folders that lead to them.
class FolderTable {
 public:
  struct Folder {
    std::set<std::string, std::less<>> files;
    std::set<std::string, std::less<>> folders;
  };

  /// `path` is absolute; `buffer` may be null for a file whose text is elsewhere.
  void add(const std::string& path, BufferPtr buffer);
  void add_folder(const std::string& path);
  /// A folder by name alone: what is in it, another path has.
  void name_folder(const std::string& path);

  [[nodiscard]] const Folder* folder(const std::string& path) const;
  [[nodiscard]] const BufferPtr* file(const std::string& path) const;
  [[nodiscard]] FileKind kind(const std::string& path) const;
  [[nodiscard]] Listing list(const std::string& path) const;

 private:
  std::unordered_map<std::string, Folder> folders_;
  std::unordered_map<std::string, BufferPtr> files_;
};

/// What reading a buffer gives: itself if it is shown so, else a copy that is.
[[nodiscard]] ReadResult read_of(const BufferPtr& buffer, std::string shown_as, std::uint64_t largest);

/// What is said where nothing is.
[[nodiscard]] std::string missing_words();
constexpr std::string_view folder_words = "is a folder, not a file";

}  // namespace godwit
