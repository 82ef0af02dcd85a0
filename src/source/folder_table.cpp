#include "source/folder_table.h"

#include <cerrno>
#include <system_error>
#include <utility>

namespace godwit {
namespace {

std::string folder_above(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

void FolderTable::add(const std::string& path, BufferPtr buffer) {
  const std::string above = folder_above(path);
  add_folder(above);
  folders_[above].files.emplace(last_name(path));
  files_.insert_or_assign(path, std::move(buffer));
}

void FolderTable::add_folder(const std::string& path) {
  if (folders_.try_emplace(path).second && path != "/") name_folder(path);
}

void FolderTable::name_folder(const std::string& path) {
  const std::string above = folder_above(path);
  add_folder(above);
  folders_[above].folders.emplace(last_name(path));
}

const FolderTable::Folder* FolderTable::folder(const std::string& path) const {
  const auto found = folders_.find(path);
  return found == folders_.end() ? nullptr : &found->second;
}

const BufferPtr* FolderTable::file(const std::string& path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

FileKind FolderTable::kind(const std::string& path) const {
  if (folder(path) != nullptr) return FileKind::folder;
  return file(path) != nullptr ? FileKind::file : FileKind::none;
}

Listing FolderTable::list(const std::string& path) const {
  Listing listing;
  const Folder* found = folder(path);
  if (found == nullptr) {
    listing.error = file(path) == nullptr ? missing_words() : std::generic_category().message(ENOTDIR);
    return listing;
  }
  listing.id = path;
  listing.files.assign(found->files.begin(), found->files.end());
  listing.folders.assign(found->folders.begin(), found->folders.end());
  return listing;
}

ReadResult read_of(const BufferPtr& buffer, std::string shown_as, std::uint64_t largest) {
  if (buffer->text.size() > largest) return {nullptr, "is larger than " + std::to_string(largest) + " bytes"};
  if (buffer->path == shown_as) return {buffer, {}};
  return {std::make_shared<const Buffer>(Buffer{std::move(shown_as), buffer->text}), {}};
}

std::string missing_words() { return std::generic_category().message(ENOENT); }

}  // namespace godwit
