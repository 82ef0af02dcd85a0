// The corpus of the grammar (test/corpus) and its queries, without the generator that made the parser.

#include <support/catch.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "parsing.h"

using namespace cypher_test;

namespace {

struct Case {
  std::string name;
  std::string text;
  std::string tree;
};

bool is_rule(const std::string& line, char c) { return line.size() >= 3 && line == std::string(line.size(), c); }

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of('\n');
  const std::size_t end = text.find_last_not_of('\n');
  return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

/// Lines become one, as ts_node_string writes a tree.
std::string on_one_line(const std::string& tree) {
  std::string out;
  std::istringstream words(tree);
  for (std::string word; words >> word;) out += (out.empty() ? "" : " ") + word;
  return out;
}

/// Headings between lines of `=`, the text up to a line of `-`, the tree.
std::vector<Case> cases_of(const std::string& file) {
  std::vector<Case> out;
  std::istringstream lines(file);
  std::string Case::*part = nullptr;
  for (std::string line; std::getline(lines, line);) {
    if (is_rule(line, '=')) {
      const bool begins = part != &Case::name;
      if (begins) out.emplace_back();
      part = begins ? &Case::name : &Case::text;
    } else if (is_rule(line, '-') && part == &Case::text) {
      part = &Case::tree;
    } else if (part) {
      out.back().*part += line + "\n";
    }
  }
  return out;
}

}  // namespace

TEST_CASE("the generated parser agrees with the corpus") {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(GODWIT_CYPHER_GRAMMAR "/test/corpus"))
    for (const Case& example : cases_of(read_file(entry.path().string()))) {
      INFO(entry.path().filename().string() << ": " << trimmed(example.name));
      CHECK(shown(parse(trimmed(example.text))) == on_one_line(example.tree));
      ++count;
    }
  CHECK(count > 90);
}

TEST_CASE("the highlighting query knows the nodes") {
  const std::string query = read_file(GODWIT_CYPHER_GRAMMAR "/queries/highlights.scm");
  std::uint32_t offset = 0;
  TSQueryError error = TSQueryErrorNone;
  TSQuery* compiled =
      ts_query_new(tree_sitter_cypher(), query.data(), static_cast<std::uint32_t>(query.size()), &offset, &error);
  INFO(query.substr(offset, 60));
  CHECK(compiled != nullptr);
  ts_query_delete(compiled);
}
