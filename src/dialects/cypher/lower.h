#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <godwit/ir/operation.h>

#include "dialects/cypher/tree.h"

/// From a statement's tree to what it does.
namespace godwit::cypher {

/// Adds what the statement does. The tree's text begins at `base` of the script.
void lower_statement(const Tree& tree, std::uint32_t base, Statement& out);

/// The variables in sight of a clause, and what has driven it so far.
struct Scope {
  std::map<std::string, graph::Bound, std::less<>> variables;
  graph::Clause clause;
  bool wrote = false;         ///< some clause before has written, in this query or around it
  bool wrote_now = false;     ///< since the last WITH
  bool in_union = false;
  bool in_subquery = false;
  bool in_transactions = false;
};

/// One text on its way to operations; strings that hold Cypher are lowered by another one into the same statement.
class Lowering {
 public:
  Lowering(std::uint32_t base, Statement& out) : base_(base), out_(out) {}

  /// Spans of nodes cannot be told apart inside this stretch of the script: a string with escapes.
  void fix_span(Span span) { fixed_ = span; }
  /// The text of the next tree begins there.
  void begin_at(std::uint32_t base) { base_ = base; }
  void mark_code() { in_code_ = true; }
  /// The call that runs this text gives it a parameter; all that it asks for, where nobody can tell which.
  void give(std::string parameter) { given_.insert(std::move(parameter)); }
  void give_all() { all_given_ = true; }
  [[nodiscard]] bool gives(const std::string& parameter) const { return all_given_ || given_.contains(parameter); }

  void source(const Node& root);                                       // lower.cpp
  void language(const Node& prefix);
  void check_use(const Node& root, const Node& use);
  void query(const Node& query, Scope& scope);                         // lower_query.cpp
  void create_index(const Node& node);                                 // lower_schema.cpp
  void create_constraint(const Node& node);
  void drop_index(const Node& node);
  void drop_constraint(const Node& node);
  void show(const Node& node);                                         // lower_command.cpp
  void administer(const Node& node);
  void call_procedure(const Node& node, Scope& scope);                 // lower_procedure.cpp
  void features(const Node& root);                                     // lower_features.cpp

  /// The pattern of a MATCH, CREATE or MERGE; what it binds comes into the scope, from the operation `from`.
  graph::Pattern pattern(const Node& path, Scope& scope, std::uint32_t from);   // lower_pattern.cpp
  /// Gives what a condition asks of properties to the nodes of `patterns`.
  void conditions(const Node& where, const Scope& scope, std::vector<graph::Pattern>& patterns,
                  std::vector<std::pair<std::string, std::string>>& joined);
  [[nodiscard]] std::vector<graph::PropertyTest> tests_of(const Node& properties, const Scope& scope);
  [[nodiscard]] graph::PropertyTest::Against against(const Node& value, const Scope& scope) const;

  template <class T>
  std::uint32_t add(T what, const Node& node) {
    out_.operations.emplace_back(std::move(what), span(node)).in_code = in_code_;
    return static_cast<std::uint32_t>(out_.operations.size() - 1);
  }
  template <class T>
  [[nodiscard]] T& at(std::uint32_t operation) { return std::get<T>(out_.operations[operation].what); }

  void use_feature(std::string_view feature, const Node& node) { add(graph::UseFeature{feature}, node); }
  void refuse(std::string_view status, std::string why, const Node& node) {
    add(graph::RefusedWords{status, std::move(why)}, node);
  }
  [[nodiscard]] Span span(const Node& node) const {
    const Span at = node.span();
    return fixed_ ? *fixed_ : Span{base_ + at.begin, base_ + at.end};
  }
  /// Of a node that may be none: then empty, and so it is in a string with escapes.
  [[nodiscard]] Span place_of(const Node& node) const { return node && !fixed_ ? span(node) : Span{}; }
  [[nodiscard]] std::uint32_t next() const { return static_cast<std::uint32_t>(out_.operations.size()); }
  [[nodiscard]] Statement& statement() { return out_; }
  [[nodiscard]] std::optional<Span> fixed() const { return fixed_; }

 private:
  std::uint32_t base_ = 0;
  Statement& out_;
  std::optional<Span> fixed_;
  bool in_code_ = false;
  bool all_given_ = false;
  std::set<std::string> given_;
};

/// A literal whole number, underscores and all.
[[nodiscard]] std::optional<std::uint64_t> number_of(const Node& node);

}  // namespace godwit::cypher
