#include <godwit/source/source_map.h>

#include "support/catch.h"

using godwit::Origin;
using godwit::SourceMap;
using godwit::Span;

TEST_CASE("a map without segments is the identity") {
  const SourceMap map;
  CHECK(map.to_file({3, 9}) == Span{3, 9});
  CHECK(map.editable({3, 9}));
}

TEST_CASE("verbatim text maps one to one and can be edited") {
  SourceMap map;
  map.add({{0, 10}, {100, 110}, Origin::verbatim});
  CHECK(map.to_file({2, 5}) == Span{102, 105});
  CHECK(map.to_file({10, 10}) == Span{110, 110});
  CHECK(map.to_file({4, 50}) == Span{104, 110});
  CHECK(map.editable({0, 10}));
  CHECK_FALSE(map.editable({5, 11}));
}

TEST_CASE("derived and invented text points at what says it, and cannot be edited") {
  SourceMap map;
  map.add({{0, 12}, {40, 60}, Origin::invented});  // ALTER TABLE
  map.add({{12, 20}, {52, 58}, Origin::derived});  // "users", said by :users
  map.add({{20, 30}, {45, 55}, Origin::verbatim});
  CHECK(map.to_file({0, 4}) == Span{40, 60});
  CHECK(map.to_file({13, 15}) == Span{52, 58});
  CHECK(map.to_file({22, 24}) == Span{47, 49});
  CHECK(map.to_file({13, 24}) == Span{45, 58});
  CHECK_FALSE(map.editable({0, 4}));
  CHECK_FALSE(map.editable({19, 22}));
  CHECK(map.editable({20, 30}));
}

TEST_CASE("what no segment covers maps to its neighbours") {
  SourceMap map;
  map.add({{10, 20}, {110, 120}, Origin::verbatim});
  map.add({{30, 40}, {130, 140}, Origin::verbatim});
  CHECK(map.to_file({2, 12}) == Span{110, 112});
  CHECK(map.to_file({25, 33}) == Span{130, 133});
  CHECK(map.to_file({50, 60}) == Span{140, 140});
  CHECK_FALSE(map.editable({2, 12}));
}
