#include "project/folder.h"

#include <algorithm>
#include <utility>

namespace godwit {
namespace {

bool contains(const std::vector<std::string>& sorted, std::string_view name) {
  return std::binary_search(sorted.begin(), sorted.end(), name, std::less<>());
}

constexpr std::size_t head_size = 4096;

}  // namespace

FolderRead read_folder(const Files& files, std::string path, std::string shown_as) {
  FolderRead result;
  Listing listing = files.list(path);
  result.id = std::move(listing.id);
  result.error = std::move(listing.error);
  result.view.access = &files;
  result.view.path = std::move(path);
  result.view.shown_as = std::move(shown_as);
  result.view.files = std::move(listing.files);
  result.view.folders = std::move(listing.folders);
  return result;
}

bool FolderView::has_file(std::string_view name) const { return contains(files, name); }

bool FolderView::has_folder(std::string_view name) const { return contains(folders, name); }

std::string FolderView::shown(std::string_view name) const {
  if (name.starts_with('/')) {
    const std::string working_folder = access->working_folder() + '/';
    return std::string(name.starts_with(working_folder) ? name.substr(working_folder.size()) : name);
  }
  if (!here.empty() && name.starts_with(here) && name.substr(here.size()).starts_with('/'))
    return std::string(name.substr(here.size() + 1));
  return path_in(shown_as, name);
}

std::string FolderView::name() const {
  return std::string(last_name(absolute_path(access->working_folder(), path)));
}

bool FolderView::holds(std::string_view name) const {
  return access->status(path_in(path, name)).kind == FileKind::file;
}

ReadResult FolderView::read(std::string_view name) const { return access->read(path_in(path, name), shown(name)); }

std::string FolderView::head(std::string_view name) const { return access->head(path_in(path, name), head_size); }

Listing FolderView::list(std::string_view name) const { return access->list(path_in(path, name)); }

std::vector<std::string> FolderView::upward() const {
  constexpr std::size_t most = 8;
  std::vector<std::string> result;
  std::string at = absolute_path(access->working_folder(), path);
  while (result.size() < most) {
    result.push_back(at);
    if (at == "/" || access->status(path_in(at, ".git")).kind != FileKind::none) break;
    at.resize(std::max<std::size_t>(at.rfind('/'), 1));
  }
  return result;
}

std::string FolderView::find_above(std::string_view name) const {
  for (const std::string& above : upward())
    if (std::string file = path_in(above, name); holds(file)) return file;
  return {};
}

}  // namespace godwit
