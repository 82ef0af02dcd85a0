#pragma once

#include <godwit/project/frontend.h>
#include <optional>
#include <vector>

namespace godwit {

/// A frontend that takes a folder for its own.
struct FolderClaim {
  const Frontend* frontend = nullptr;
  Claim claim;
  std::optional<std::vector<Migration>> migrations = {};  ///< what it lists there, if that had to be asked already
};

/// Who claims a folder, the winner first, as `Frontend::claim` says. With `forced` only that frontend is asked, and it
/// has a folder in which it can read a migration even if it would not have claimed it.
[[nodiscard]] std::vector<FolderClaim> claims_of(const FolderView& folder, const Frontends& frontends,
                                                 const Frontend* forced);

}  // namespace godwit
