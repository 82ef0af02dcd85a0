#include "frontends/crate.h"

namespace godwit::frontends {

std::string crate_with(const FolderView& folder, std::string_view library) {
  for (const std::string& above : folder.upward()) {
    if (std::string own = path_in(above, std::string(library) + ".toml"); folder.holds(own)) return own;
    if (folder.holds(path_in(above, "go.mod"))) return {};
    const std::string cargo = path_in(above, "Cargo.toml");
    if (!folder.holds(cargo)) continue;
    const ReadResult read = folder.read(cargo);
    if (read.buffer && read.buffer->text.find(library) != std::string::npos) return cargo;
  }
  return {};
}

}  // namespace godwit::frontends
