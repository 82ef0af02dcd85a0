#pragma once

#include <godwit/project/frontend.h>

namespace godwit {

struct FrontendChoice {
  const Frontend* frontend = nullptr;
  Claim claim = Claim::no;
};

/// Whose a folder is, as `Frontend::claim` says. With `forced` only that frontend is asked, and it has a folder in
/// which it can read a migration even if it would not have claimed it.
[[nodiscard]] FrontendChoice choose_frontend(const FolderView& folder, const Frontend* forced);

}  // namespace godwit
