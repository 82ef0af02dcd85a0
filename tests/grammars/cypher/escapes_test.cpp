// \uXXXX is what it stands for, everywhere; places remain those of the text.

#include <support/catch.h>

#include "parsing.h"

using namespace cypher_test;

namespace {

std::int32_t decoded(std::string_view text, std::uint32_t length) {
  std::int32_t character = 0;
  CHECK(tree_sitter_cypher_decode(reinterpret_cast<const std::uint8_t*>(text.data()),
                                  static_cast<std::uint32_t>(text.size()), &character) == length);
  return character;
}

}  // namespace

TEST_CASE("one character is read at a time") {
  CHECK(decoded("a", 1) == 'a');
  CHECK(decoded("\\u0041b", 6) == 'A');
  CHECK(decoded("\\uuu00e9", 8) == 0xE9);
  CHECK(decoded("\\u00", 1) == '\\');
  CHECK(decoded("\\x", 1) == '\\');
  CHECK(decoded("\xC3\xA9", 2) == 0xE9);
  CHECK(decoded("\xE2\x82\xAC!", 3) == 0x20AC);
  CHECK(decoded("\xF0\x9F\x98\x80", 4) == 0x1F600);
  CHECK(decoded("\xC3", 1) == -1);
  CHECK(decoded("\xFF", 1) == -1);
}

TEST_CASE("keywords and names may be spelled with escapes") {
  CHECK(accepts("M\\u0041TCH (n) RETURN n"));
  CHECK(accepts("MATCH (\\u006e:L) RETURN n"));
  CHECK(accepts("RETURN \"a\\u0027b\""));
  CHECK_FALSE(accepts("RETURN '\\uH'"));
}

TEST_CASE("an escape can end a string") { CHECK(accepts("RETURN 'a\\u0027 + 'b'")); }

TEST_CASE("places are those of the text as written") {
  const std::string text = "M\\u0041TCH (n) RETURN n.x";
  const Tree tree = parse(text);
  const TSNode found = ts_node_named_descendant_for_byte_range(ts_tree_root_node(tree.get()), 22, 25);
  CHECK(text.substr(ts_node_start_byte(found), ts_node_end_byte(found) - ts_node_start_byte(found)) == "n.x");
}
