#include <godwit/source/side_by_side.h>
#include <support/catch.h>

#include <algorithm>
#include <vector>

using namespace godwit;

TEST_CASE("work done side by side is done once for every number") {
  for (const std::size_t count : {0U, 1U, 2U, 1000U}) {
    std::vector<int> done(count);
    side_by_side(count, [&](std::size_t i) { ++done[i]; });
    CHECK(std::count(done.begin(), done.end(), 1) == static_cast<std::ptrdiff_t>(count));
  }
}
