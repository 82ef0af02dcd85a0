#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tree_sitter_cypher.h>

namespace cypher_test {

struct DeleteTree {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};
using Tree = std::unique_ptr<TSTree, DeleteTree>;

/// `before` is the tree of the text as it was, edited, or none.
Tree parse(std::string_view text, const TSTree* before = nullptr);

/// The tree as tree-sitter writes it: `(source_file (query …))`.
std::string shown(const Tree& tree);

/// Whether nothing in the text is an error and nothing is missing.
bool accepts(std::string_view text);

/// The statements of a script: cut at every `;` outside of strings, quoted names and comments; blank ones left out.
std::vector<std::string> split(std::string_view script);

std::string read_file(const std::string& path);

}  // namespace cypher_test
