#include <godwit/project/frontend.h>
#include <algorithm>
#include <charconv>
#include <tuple>

namespace godwit {
namespace {

/// What does not fit is larger than all that does.
std::uint64_t number_of(std::string_view digits) {
  std::uint64_t result = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result);
  return error == std::errc() ? result : UINT64_MAX;
}

}  // namespace

void sort_by_version(std::vector<Migration>& migrations, bool (*sooner)(std::string_view a, std::string_view b)) {
  std::sort(migrations.begin(), migrations.end(), [&](const Migration& a, const Migration& b) {
    if (sooner(a.version, b.version)) return true;
    if (sooner(b.version, a.version)) return false;
    return std::tie(a.direction, a.path) < std::tie(b.direction, b.path);
  });
}

void sort_by_number(std::vector<Migration>& migrations) { sort_by_version(migrations, number_less); }

void refuse_same_version(std::vector<Migration>& sorted, std::string_view runner) {
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const Migration& before = sorted[i - 1];
    Migration& migration = sorted[i];
    const bool same = before.direction == migration.direction && !number_less(before.version, migration.version);
    if (!same || migration.version.empty() || migration.steps.empty()) continue;
    Problem& problem = migration.problems.emplace_back();
    problem.place = {file_of(migration), {0, 0}};
    problem.message = std::string(runner) + " refuses to run anything: `" + before.path + "` has version " +
                      before.version + ", too: give one of the two another";
  }
}

void refuse_gap(std::vector<Migration>& sorted, std::string_view first, std::string_view runner) {
  std::uint64_t next = number_of(first);
  for (Migration& migration : sorted) {
    if (migration.direction == Direction::down) continue;
    const std::uint64_t version = number_of(migration.version);
    if (version == UINT64_MAX) return;
    if (version <= next) {
      next = version + 1;
      continue;
    }
    if (migration.steps.empty()) return;
    Problem& problem = migration.problems.emplace_back();
    problem.place = {file_of(migration), {0, 0}};
    problem.message = std::string(runner) + " does not run this: it wants every version from " + std::string(first) +
                      " on, and there is no " + std::to_string(next) + ": give this one that number";
    return;
  }
}

}  // namespace godwit
