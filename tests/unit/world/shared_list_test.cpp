#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <godwit/world/shared_list.h>
#include <support/catch.h>

using namespace godwit;

static std::vector<int> items(const SharedList<int>& list) { return {list.begin(), list.end()}; }

TEST_CASE("copies of a shared list are lists of their own") {
  std::mt19937 random(1);
  std::vector<std::pair<SharedList<int>, std::vector<int>>> all(1);
  for (int step = 0; step < 3000; ++step) {
    const std::size_t at = random() % all.size();
    if (random() % 10 == 0 && all.size() < 30) all.push_back(all[at]);
    auto& [list, wanted] = all[at];
    const int value = static_cast<int>(random() % 20);
    const auto is_value = [&](int each) { return each == value; };
    switch (random() % 12) {
      case 0:
        list.clear();
        wanted.clear();
        break;
      case 1:
      case 2:
        list.erase_if(is_value);
        std::erase_if(wanted, is_value);
        break;
      default:
        list.push_back(value);
        wanted.push_back(value);
    }
  }
  for (const auto& [list, wanted] : all) {
    CHECK(items(list) == wanted);
    CHECK(list.size() == wanted.size());
    CHECK(list.empty() == wanted.empty());
    CHECK(std::vector<int>(list.rbegin(), list.rend()) == std::vector<int>(wanted.rbegin(), wanted.rend()));
  }
}

TEST_CASE("items are kept once, however many lists have them") {
  SharedList<std::string> list;
  list.push_back("first");
  SharedList<std::string> copy = list;
  copy.push_back("second");
  CHECK(&*list.begin() == &*copy.begin());
  CHECK(list.size() == 1);
  list.clear();
  CHECK(*copy.begin() == "first");
}
