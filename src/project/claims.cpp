#include "project/claims.h"

#include <algorithm>
#include <utility>

namespace godwit {
namespace {

std::vector<FolderClaim> claim_of_forced(const FolderView& folder, const Frontend& forced) {
  Claim claim = forced.claim(folder);
  if (claim.score > 0) return {{&forced, std::move(claim)}};
  std::vector<Migration> migrations = forced.list(folder);
  if (std::none_of(migrations.begin(), migrations.end(), [](const Migration& m) { return m.error.empty(); })) return {};
  return {{&forced, {Claim::by_names, {"the configuration names the framework"}}, std::move(migrations)}};
}

/// Of those that claim the folder equally the one that has more of it comes first.
void settle_ties(std::vector<FolderClaim>& claims, const FolderView& folder) {
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const int score = claims[i].claim.score;
    const bool tie = (i > 0 && claims[i - 1].claim.score == score) ||
                     (i + 1 < claims.size() && claims[i + 1].claim.score == score);
    if (tie) claims[i].migrations = claims[i].frontend->list(folder);
  }
  std::stable_sort(claims.begin(), claims.end(), [](const FolderClaim& a, const FolderClaim& b) {
    if (a.claim.score != b.claim.score) return a.claim.score > b.claim.score;
    return a.migrations && b.migrations && a.migrations->size() > b.migrations->size();
  });
}

}  // namespace

std::vector<FolderClaim> claims_of(const FolderView& folder, const Frontends& frontends, const Frontend* forced) {
  if (forced != nullptr) return claim_of_forced(folder, *forced);
  std::vector<FolderClaim> claims;
  for (const Frontend* frontend : frontends) {
    Claim claim = frontend->claim(folder);
    if (claim.score > 0) claims.push_back({frontend, std::move(claim)});
  }
  std::sort(claims.begin(), claims.end(), [](const FolderClaim& a, const FolderClaim& b) {
    return std::pair(-a.claim.score, a.frontend->id()) < std::pair(-b.claim.score, b.frontend->id());
  });
  settle_ties(claims, folder);
  return claims;
}

}  // namespace godwit
