#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <godwit/world/shared_map.h>
#include <support/catch.h>

using namespace godwit;

namespace {

/// A key of which thousands share a hash, or differ only in its last bits.
struct Colliding {
  int number = 0;
  friend bool operator==(const Colliding&, const Colliding&) = default;
  friend auto operator<=>(const Colliding&, const Colliding&) = default;
};

}  // namespace

template <>
struct std::hash<Colliding> {
  std::size_t operator()(const Colliding& key) const {
    return static_cast<std::size_t>(key.number % 5) << 61U;  // the same way down to the deepest node
  }
};

namespace {

template <class Key>
Key key_of(int number) {
  if constexpr (std::is_same_v<Key, std::string>)
    return "name " + std::to_string(number);
  else
    return Key{static_cast<decltype(Key{}.number)>(number)};
}
template <>
unsigned key_of<unsigned>(int number) {
  return static_cast<unsigned>(number);
}

template <class Key>
using Both = std::pair<SharedMap<Key, int>, std::map<Key, int>>;

template <class Key>
bool same(const Both<Key>& both) {
  std::map<Key, int> seen;
  both.first.for_each([&](const Key& key, int value) { seen.emplace(key, value); });
  return seen == both.second && both.first.size() == both.second.size() && both.first.empty() == both.second.empty();
}

template <class Key>
void change(Both<Key>& both, std::mt19937& random, int keys) {
  const Key key = key_of<Key>(static_cast<int>(random() % static_cast<unsigned>(keys)));
  const int value = static_cast<int>(random() % 1000);
  switch (random() % 5) {
    case 0:
    case 1:
      both.first.set(key, value);
      both.second[key] = value;
      break;
    case 2:
      both.first.at(key) += value;
      both.second[key] += value;
      break;
    case 3:
      if (int* found = both.first.edit(key)) *found = -value;
      if (const auto found = both.second.find(key); found != both.second.end()) found->second = -value;
      break;
    default:
      REQUIRE(both.first.erase(key) == (both.second.erase(key) == 1));
  }
  const auto wanted = both.second.find(key);
  const int* found = both.first.find(key);
  REQUIRE((found != nullptr) == (wanted != both.second.end()));
  if (found) REQUIRE(*found == wanted->second);
}

/// Many copies live at once; one of them is changed, and none of the others is.
template <class Key>
void shake(unsigned seed, int keys) {
  std::mt19937 random(seed);
  std::vector<Both<Key>> all(1);
  for (int step = 0; step < 4000; ++step) {
    const std::size_t at = random() % all.size();
    if (random() % 20 == 0) {
      if (all.size() < 40)
        all.push_back(all[at]);
      else
        all[random() % all.size()] = all[at];
    }
    change(all[at], random, keys);
    if (step % 200 == 0) REQUIRE(std::all_of(all.begin(), all.end(), same<Key>));
  }
  REQUIRE(std::all_of(all.begin(), all.end(), same<Key>));
}

}  // namespace

TEST_CASE("a shared map is a map, and its copies are maps of their own") {
  for (unsigned seed = 0; seed < 3; ++seed) {
    shake<std::string>(seed, 300);
    shake<std::string>(seed, 12);
    shake<unsigned>(seed, 2000);
  }
}

TEST_CASE("keys of one hash, and of hashes that differ in their last bits, stand side by side") {
  for (unsigned seed = 0; seed < 3; ++seed) {
    shake<Colliding>(seed, 8);
    shake<Colliding>(seed, 60);
  }
}

TEST_CASE("a shared map can be emptied and filled again") {
  SharedMap<std::string, int> map;
  CHECK(map.empty());
  CHECK_FALSE(map.erase("a"));
  for (int i = 0; i < 500; ++i) map.set(std::to_string(i), i);
  const SharedMap<std::string, int> full = map;
  for (int i = 0; i < 500; ++i) CHECK(map.erase(std::to_string(i)));
  CHECK(map.empty());
  CHECK(map.find("7") == nullptr);
  map.for_each([](const std::string&, int) { FAIL("nothing is left"); });
  map.set("7", 70);
  CHECK(map.size() == 1);
  CHECK(*map.find("7") == 70);
  CHECK(full.size() == 500);
  CHECK(*full.find("7") == 7);
}

TEST_CASE("what one copy alone has is changed in place: references to it stay") {
  SharedMap<unsigned, std::string> map;
  std::string& first = map.at(1);
  first = "one";
  for (unsigned i = 2; i < 1000; ++i) map.set(i, "more");
  CHECK(&first == &map.at(1));
  {
    const SharedMap<unsigned, std::string> copy = map;
    map.at(2) = "two";
    CHECK(copy.find(1) == map.find(1));  // shared still
    CHECK(*copy.find(2) == "more");
  }
  CHECK(*map.find(1) == "one");
}

TEST_CASE("a map that is moved from, assigned to itself or outlived by its copy loses nothing") {
  SharedMap<std::string, int> copy;
  {
    SharedMap<std::string, int> map;
    map.set("a", 1);
    copy = map;
    map.set("a", 2);
  }
  const SharedMap<std::string, int>& same = copy;
  copy = same;
  CHECK(*copy.find("a") == 1);
  const SharedMap<std::string, int> moved = std::move(copy);
  CHECK(*moved.find("a") == 1);
}
