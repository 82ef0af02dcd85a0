#pragma once

#include <godwit/project/frontend.h>
#include <string>
#include <string_view>

namespace godwit::frontends {

/// The nearest file above a folder that tells of a library written in Rust: its own `<library>.toml`, or the
/// `Cargo.toml` of a crate or workspace that names it. Empty if there is none, or a Go module is nearer, which is
/// somebody else's.
[[nodiscard]] std::string crate_with(const FolderView& folder, std::string_view library);

}  // namespace godwit::frontends
