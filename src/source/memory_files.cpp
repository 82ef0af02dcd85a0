#include <godwit/source/files.h>
#include <utility>

#include "source/folder_table.h"

namespace godwit {

MemoryFiles::MemoryFiles(std::string working_folder)
    : working_folder_(std::move(working_folder)), table_(std::make_unique<FolderTable>()) {
  table_->add_folder(working_folder_);
}

MemoryFiles::~MemoryFiles() = default;

void MemoryFiles::add(std::string_view path, std::string text) {
  const std::string absolute = absolute_path(working_folder_, path);
  table_->add(absolute, std::make_shared<const Buffer>(Buffer{std::string(path), std::move(text)}));
}

Listing MemoryFiles::list(const std::string& path) const { return table_->list(absolute_path(working_folder_, path)); }

FileStatus MemoryFiles::status(const std::string& path) const {
  return {table_->kind(absolute_path(working_folder_, path))};
}

ReadResult MemoryFiles::read(const std::string& path, std::string shown_as, std::uint64_t largest) const {
  const std::string absolute = absolute_path(working_folder_, path);
  if (const BufferPtr* buffer = table_->file(absolute)) return read_of(*buffer, std::move(shown_as), largest);
  const bool folder = table_->folder(absolute) != nullptr;
  return {nullptr, folder ? std::string(folder_words) : missing_words()};
}

std::string MemoryFiles::head(const std::string& path, std::size_t bytes) const {
  const BufferPtr* buffer = table_->file(absolute_path(working_folder_, path));
  return buffer == nullptr ? std::string() : (*buffer)->text.substr(0, bytes);
}

}  // namespace godwit
