#include "parsing.h"

#include <cctype>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace cypher_test {

namespace {

struct DeleteParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

/// Where the string, quoted name or comment that begins at `at` ends; `at` if none begins there.
std::size_t skip_quoted(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  const auto after = [&](std::string_view end, std::size_t from) {
    const std::size_t found = text.find(end, from);
    return found == std::string_view::npos ? text.size() : found + end.size();
  };
  if (rest.substr(0, 2) == "//") return after("\n", at);
  if (rest.substr(0, 2) == "/*") return after("*/", at + 2);
  if (rest.front() == '`') return after("`", at + 1);
  if (rest.front() != '\'' && rest.front() != '"') return at;
  for (std::size_t i = at + 1; i < text.size(); ++i)
    if (text[i] == '\\')
      ++i;
    else if (text[i] == rest.front())
      return i + 1;
  return text.size();
}

bool is_blank(std::string_view text) {
  for (const char c : text)
    if (!std::isspace(static_cast<unsigned char>(c))) return false;
  return true;
}

}  // namespace

Tree parse(std::string_view text, const TSTree* before) {
  static const std::unique_ptr<TSParser, DeleteParser> parser(ts_parser_new());
  ts_parser_set_language(parser.get(), tree_sitter_cypher());
  return Tree(tree_sitter_cypher_parse(parser.get(), before, text.data(), static_cast<std::uint32_t>(text.size())));
}

std::string shown(const Tree& tree) {
  const std::unique_ptr<char, decltype(&std::free)> text(ts_node_string(ts_tree_root_node(tree.get())), &std::free);
  return text.get();
}

bool accepts(std::string_view text) { return !ts_node_has_error(ts_tree_root_node(parse(text).get())); }

std::vector<std::string> split(std::string_view script) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    if (!is_blank(script.substr(begin, end - begin))) out.emplace_back(script.substr(begin, end - begin));
    begin = end + 1;
  };
  for (std::size_t at = 0; at < script.size();) {
    const std::size_t after = skip_quoted(script, at);
    if (after == at && script[at] == ';') add(at);
    at = after == at ? at + 1 : after;
  }
  add(script.size());
  return out;
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace cypher_test
