#include "project/choose_frontend.h"

#include <algorithm>

namespace godwit {
namespace {

/// Both claim the folder equally: who has more of it?
bool has_more(const Frontend& a, const Frontend& b, const FolderView& folder) {
  const std::size_t of_a = a.list(folder).size();
  const std::size_t of_b = b.list(folder).size();
  return of_a != of_b ? of_a > of_b : a.id() < b.id();
}

bool reads_any(const Frontend& frontend, const FolderView& folder) {
  const std::vector<Migration> migrations = frontend.list(folder);
  return std::any_of(migrations.begin(), migrations.end(), [](const Migration& m) { return m.error.empty(); });
}

}  // namespace

FrontendChoice choose_frontend(const FolderView& folder, const Frontend* forced) {
  if (forced != nullptr) {
    const Claim claim = forced->claim(folder);
    if (claim != Claim::no) return {forced, claim};
    return reads_any(*forced, folder) ? FrontendChoice{forced, Claim::by_names} : FrontendChoice{};
  }
  FrontendChoice best;
  for (const Frontend* frontend : all_frontends()) {
    const Claim claim = frontend->claim(folder);
    if (claim == Claim::no || claim < best.claim) continue;
    if (claim == best.claim && !has_more(*frontend, *best.frontend, folder)) continue;
    best = {frontend, claim};
  }
  return best;
}

}  // namespace godwit
