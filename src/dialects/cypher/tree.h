#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tree_sitter_cypher.h>

#include <godwit/source/span.h>

/// The parser's tree as C++ sees it. Nothing outside this folder knows of it.
namespace godwit::cypher {

/// A node of a tree, or none. Nodes and fields are those of grammars/cypher/README.md.
class Node {
 public:
  Node() = default;
  Node(TSNode node, std::string_view text) : node_(node), text_(text) {}

  explicit operator bool() const { return node_.tree != nullptr && !ts_node_is_null(node_); }
  [[nodiscard]] std::string_view type() const { return *this ? std::string_view(ts_node_type(node_)) : std::string_view(); }
  [[nodiscard]] bool is(std::string_view name) const { return type() == name; }
  /// An index into `node_types()`.
  [[nodiscard]] std::size_t symbol() const { return ts_node_symbol(node_); }
  /// A variable, a label, the name of a property.
  [[nodiscard]] bool is_name() const { return is("identifier") || is("quoted_identifier") || is("placeholder"); }
  [[nodiscard]] Span span() const { return {ts_node_start_byte(node_), ts_node_end_byte(node_)}; }
  /// As written.
  [[nodiscard]] std::string_view text() const { return *this ? text_.substr(span().begin, span().end - span().begin) : std::string_view(); }
  /// The first child with that field.
  [[nodiscard]] Node field(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return static_cast<bool>(field(name)); }
  [[nodiscard]] std::vector<Node> fields(std::string_view name) const;
  [[nodiscard]] std::vector<Node> children() const;   ///< named ones, comments left out
  [[nodiscard]] Node child(std::string_view type) const;   ///< the first of that type, anonymous ones too
  [[nodiscard]] Node parent() const;
  [[nodiscard]] std::vector<Node> arguments() const;       ///< of a call
  [[nodiscard]] Node argument(std::size_t index) const;    ///< of a call; none where there are fewer
  /// Every named node below and this one, in order; as deep as it may be.
  void each(const std::function<void(const Node&)>& visit) const;
  /// The most nodes of such types that are nested in one another.
  [[nodiscard]] int depth(const std::function<bool(std::string_view type)>& counts) const;

 private:
  TSNode node_{};
  std::string_view text_;
};

/// One statement's tree. The text must outlive it.
class Tree {
 public:
  explicit Tree(std::string_view text);

  [[nodiscard]] Node root() const { return {ts_tree_root_node(tree_.get()), text_}; }
  /// The first place that the grammar could not make sense of; none where all was read.
  [[nodiscard]] Node error() const;

 private:
  struct Free { void operator()(TSTree* tree) const { ts_tree_delete(tree); } };
  std::string_view text_;
  std::unique_ptr<TSTree, Free> tree_;
};

/// The type of each symbol that a node may have.
[[nodiscard]] std::vector<std::string_view> node_types();

/// A name without its backticks and with its Unicode escapes undone.
[[nodiscard]] std::string name_of(const Node& node);
/// What a string literal holds, escapes undone.
[[nodiscard]] std::string string_of(std::string_view literal);
/// A dotted name: `apoc.periodic.iterate`.
[[nodiscard]] std::string dotted_name(const Node& node);
/// Whether a keyword's text is that word, in any case.
[[nodiscard]] bool is_word(std::string_view text, std::string_view upper);

}  // namespace godwit::cypher
