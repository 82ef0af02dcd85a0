// A text that was edited is parsed again from the tree before: what comes out is what a fresh parse gives.

#include <support/catch.h>

#include <algorithm>

#include "parsing.h"

using namespace cypher_test;

namespace {

/// Puts `added` in the place of `removed` bytes at `at`, in the tree as well.
void edit(std::string& text, const Tree& tree, std::size_t at, std::size_t removed, const std::string& added) {
  const auto point = [&](std::size_t place) {
    const auto begin = text.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(place);
    const auto line = std::find(std::make_reverse_iterator(end), text.rend(), '\n').base();
    return TSPoint{static_cast<std::uint32_t>(std::count(begin, end, '\n')), static_cast<std::uint32_t>(end - line)};
  };
  TSInputEdit change{};
  change.start_byte = static_cast<std::uint32_t>(at);
  change.old_end_byte = static_cast<std::uint32_t>(at + removed);
  change.new_end_byte = static_cast<std::uint32_t>(at + added.size());
  change.start_point = point(at);
  change.old_end_point = point(at + removed);
  text.replace(at, removed, added);
  change.new_end_point = point(at + added.size());
  ts_tree_edit(tree.get(), &change);
}

}  // namespace

TEST_CASE("an edited text is parsed as a new one is") {
  std::string text = "MATCH (n:L)\nWHERE n.x = 1\nSET n.y = [x IN xs | x]\nRETURN n";
  Tree tree = parse(text);
  const auto replace = [&](const std::string& old, const std::string& added) {
    const std::size_t at = text.find(old);
    REQUIRE(at != std::string::npos);
    edit(text, tree, at, old.size(), added);
    tree = parse(text, tree.get());
    INFO(text);
    CHECK(shown(tree) == shown(parse(text)));
  };
  replace("n.x = 1", "(n)-->(:M {a: 1})");
  replace("[x IN xs | x]", "[x IN xs,\n 2]");
  replace("(n:L)", "(n:L");
  replace("(n:L", "(n:L|M)");
  replace("RETURN", "DETACH DELETE");
  replace("MATCH", "M\\u0041TCH");
}
