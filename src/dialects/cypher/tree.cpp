#include "dialects/cypher/tree.h"

#include <algorithm>
#include <unordered_map>

#include "dialects/cypher/text.h"

namespace godwit::cypher {
namespace {

struct FreeParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

/// A parser is costly to make and holds nothing between two texts: one a thread.
TSParser* parser() {
  thread_local const std::unique_ptr<TSParser, FreeParser> made = [] {
    std::unique_ptr<TSParser, FreeParser> out(ts_parser_new());
    ts_parser_set_language(out.get(), tree_sitter_cypher());
    return out;
  }();
  return made.get();
}

class Cursor {
 public:
  explicit Cursor(const TSNode& node) : cursor_(ts_tree_cursor_new(node)) {}
  ~Cursor() { ts_tree_cursor_delete(&cursor_); }
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  TSTreeCursor* operator&() { return &cursor_; }

 private:
  TSTreeCursor cursor_;
};

template <class Visit>
void each_child(const TSNode& node, Visit visit) {
  Cursor cursor(node);
  if (!ts_tree_cursor_goto_first_child(&cursor)) return;
  do visit(&cursor);
  while (ts_tree_cursor_goto_next_sibling(&cursor));
}

std::string unescaped(std::string_view text) {
  const Unescaped done = undo_unicode_escapes(text);
  return done.from.empty() ? std::string(text) : done.text;
}

}  // namespace

namespace {

/// The parser looks a field's name up in a list each time; there are few, and they are asked for again and again.
TSFieldId field_id(std::string_view name) {
  static const std::unordered_map<std::string_view, TSFieldId> ids = [] {
    std::unordered_map<std::string_view, TSFieldId> out;
    const TSLanguage* language = tree_sitter_cypher();
    const auto count = static_cast<TSFieldId>(ts_language_field_count(language));
    for (TSFieldId id = 1; id <= count; ++id) out.emplace(ts_language_field_name_for_id(language, id), id);
    return out;
  }();
  const auto found = ids.find(name);
  return found == ids.end() ? TSFieldId{0} : found->second;
}

}  // namespace

Node Node::field(std::string_view name) const {
  if (!*this) return {};
  return {ts_node_child_by_field_id(node_, field_id(name)), text_};
}

Node Node::parent() const { return *this ? Node{ts_node_parent(node_), text_} : Node(); }

std::vector<Node> Node::arguments() const {
  std::vector<Node> out = field("arguments").children();
  std::erase_if(out, [](const Node& each) { return each.is("keyword"); });
  return out;
}

Node Node::argument(std::size_t index) const {
  const std::vector<Node> all = arguments();
  return index < all.size() ? all[index] : Node();
}

std::vector<Node> Node::fields(std::string_view name) const {
  std::vector<Node> out;
  if (!*this) return out;
  const TSFieldId id = field_id(name);
  each_child(node_, [&](TSTreeCursor* at) {
    if (ts_tree_cursor_current_field_id(at) == id) out.emplace_back(ts_tree_cursor_current_node(at), text_);
  });
  return out;
}

std::vector<Node> Node::children() const {
  std::vector<Node> out;
  if (!*this) return out;
  each_child(node_, [&](TSTreeCursor* at) {
    const TSNode child = ts_tree_cursor_current_node(at);
    if (ts_node_is_named(child) && !ts_node_is_extra(child)) out.emplace_back(child, text_);
  });
  return out;
}

Node Node::child(std::string_view wanted) const {
  Node out;
  if (!*this) return out;
  each_child(node_, [&](TSTreeCursor* at) {
    const TSNode child = ts_tree_cursor_current_node(at);
    if (!out && wanted == ts_node_type(child)) out = {child, text_};
  });
  return out;
}

namespace {

/// Goes through a tree without recursion: `enter` at each node on the way down, `leave` on the way up.
template <class Enter, class Leave>
void walk(const TSNode& root, Enter enter, Leave leave) {
  Cursor cursor(root);
  while (true) {
    enter(ts_tree_cursor_current_node(&cursor));
    if (ts_tree_cursor_goto_first_child(&cursor)) continue;
    while (true) {
      leave(ts_tree_cursor_current_node(&cursor));
      if (ts_tree_cursor_goto_next_sibling(&cursor)) break;
      if (!ts_tree_cursor_goto_parent(&cursor)) return;
    }
  }
}

}  // namespace

void Node::each(const std::function<void(const Node&)>& visit) const {
  walk(
      node_,
      [&](const TSNode& node) {
        if (ts_node_is_named(node)) visit({node, text_});
      },
      [](const TSNode&) {});
}

int Node::depth(const std::function<bool(std::string_view)>& counts) const {
  int now = 0, most = 0;
  const auto counted = [&](const TSNode& node) { return ts_node_is_named(node) && counts(ts_node_type(node)); };
  walk(
      node_, [&](const TSNode& node) { most = std::max(most, counted(node) ? ++now : now); },
      [&](const TSNode& node) { now -= counted(node) ? 1 : 0; });
  return most;
}

Tree::Tree(std::string_view text)
    : text_(text),
      tree_(tree_sitter_cypher_parse(parser(), nullptr, text.data(), static_cast<std::uint32_t>(text.size()))) {}

Node Tree::error() const {
  const TSNode root = ts_tree_root_node(tree_.get());
  if (!ts_node_has_error(root)) return {};
  Cursor cursor(root);
  // Down to the first child with an error in it, until the error itself is there.
  while (true) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    if (ts_node_is_error(node) || ts_node_is_missing(node)) return {node, text_};
    if (!ts_tree_cursor_goto_first_child(&cursor)) return {node, text_};
    while (!ts_node_has_error(ts_tree_cursor_current_node(&cursor)) &&
           !ts_node_is_missing(ts_tree_cursor_current_node(&cursor)))
      if (!ts_tree_cursor_goto_next_sibling(&cursor)) return {node, text_};
  }
}

std::vector<std::string_view> node_types() {
  std::vector<std::string_view> out;
  const TSLanguage* language = tree_sitter_cypher();
  const auto count = static_cast<TSSymbol>(ts_language_symbol_count(language));
  for (TSSymbol symbol = 0; symbol < count; ++symbol) out.emplace_back(ts_language_symbol_name(language, symbol));
  return out;
}

std::string name_of(const Node& node) {
  const std::string text = unescaped(node.text());
  if (text.size() < 2 || text.front() != '`') return text;
  std::string out;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    out += text[i];
    if (text[i] == '`') ++i;
  }
  return out;
}

std::string string_of(std::string_view literal) {
  const std::string text = unescaped(literal);
  std::string out;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] != '\\' || i + 2 >= text.size()) {
      out += text[i];
      continue;
    }
    constexpr std::string_view from = "nrtbf", to = "\n\r\t\b\f";
    const std::size_t which = from.find(text[++i]);
    out += which == std::string_view::npos ? text[i] : to[which];
  }
  return out;
}

std::string dotted_name(const Node& node) {
  const std::string_view text = node.text();
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Token next = token(text, at);
    const std::string_view part = text.substr(at, next.end - at);
    if (next.kind == Token::Kind::name)
      out += part.substr(1, part.size() - 2);
    else if (next.kind != Token::Kind::blank && next.kind != Token::Kind::comment)
      out += part;
    at = next.end;
  }
  return out;
}

bool is_word(std::string_view text, std::string_view upper) {
  return text.size() == upper.size() && std::equal(text.begin(), text.end(), upper.begin(), [](char a, char b) {
           return (a >= 'a' && a <= 'z' ? static_cast<char>(a - 32) : a) == b;
         });
}

}  // namespace godwit::cypher
