#include <godwit/source/files.h>
#include <algorithm>
#include <utility>

#include "source/folder_table.h"

namespace godwit {
namespace {

using Names = std::set<std::string, std::less<>>;

/// A buffer in the place of a folder, or a folder of buffers in the place of a file.
void take_out(std::vector<std::string>& from, const Names& names) {
  from.erase(std::remove_if(from.begin(), from.end(), [&](const auto& name) { return names.contains(name); }),
             from.end());
}

void merge(std::vector<std::string>& into, const Names& more) {
  const auto middle = static_cast<std::ptrdiff_t>(into.size());
  into.insert(into.end(), more.begin(), more.end());
  std::inplace_merge(into.begin(), into.begin() + middle, into.end());
  into.erase(std::unique(into.begin(), into.end()), into.end());
}

}  // namespace

OverlaidFiles::OverlaidFiles(const Files& below)
    : below_(below), working_folder_(below.working_folder()), table_(std::make_unique<FolderTable>()) {}

OverlaidFiles::~OverlaidFiles() = default;

void OverlaidFiles::put(const std::string& path, std::string text) {
  table_->add(absolute_path(working_folder_, path), std::make_shared<const Buffer>(Buffer{path, std::move(text)}));
}

Listing OverlaidFiles::list(const std::string& path) const {
  Listing listing = below_.list(path);
  const std::string absolute = absolute_path(working_folder_, path);
  const FolderTable::Folder* added = table_->folder(absolute);
  if (added == nullptr) return listing;
  if (!listing.error.empty()) {
    // One that is there and cannot be read stays so: what else is in it, nobody knows.
    const FileStatus there = below_.status(path);
    const bool missing = there.kind != FileKind::folder && there.error.empty();
    return missing ? table_->list(absolute) : listing;
  }
  take_out(listing.files, added->folders);
  take_out(listing.folders, added->files);
  merge(listing.files, added->files);
  merge(listing.folders, added->folders);
  return listing;
}

FileStatus OverlaidFiles::status(const std::string& path) const {
  const FileKind here = table_->kind(absolute_path(working_folder_, path));
  return here == FileKind::none ? below_.status(path) : FileStatus{here};
}

ReadResult OverlaidFiles::read(const std::string& path, std::string shown_as, std::uint64_t largest) const {
  const BufferPtr* buffer = table_->file(absolute_path(working_folder_, path));
  return buffer == nullptr ? below_.read(path, std::move(shown_as), largest)
                           : read_of(*buffer, std::move(shown_as), largest);
}

std::string OverlaidFiles::head(const std::string& path, std::size_t bytes) const {
  const BufferPtr* buffer = table_->file(absolute_path(working_folder_, path));
  return buffer == nullptr ? below_.head(path, bytes) : (*buffer)->text.substr(0, bytes);
}

}  // namespace godwit
