#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "dialects/postgres/code_run.h"

namespace godwit::postgres {

using Json = nlohmann::json;

/// A field of the parser's answer; an empty object where there is none.
[[nodiscard]] const Json& part(const Json& node, const char* field);

/// Which variables the statements of a PL/pgSQL routine may set: what is not known after code that may have run.
class Variables {
 public:
  explicit Variables(const Json& function);

  void set(Scope& scope, std::size_t number, const Value& value) const;
  void set(Scope& scope, const std::string& name, const Value& value) const;
  /// Sets what a SELECT INTO, FETCH or FOR names; what there is no value for is not known.
  void set_target(Scope& scope, const Json& target, const std::vector<Value>& values) const;
  /// Gives the variables that a block declares their defaults' expressions, in order; null for none.
  [[nodiscard]] std::vector<std::pair<std::string, const Json*>> declared_by(std::size_t block_line) const;
  void forget_assigned(Scope& scope, const Json& statements) const;
  /// The declaration of a bound cursor; null when it has no query of its own.
  [[nodiscard]] const Json* bound_cursor(std::size_t number) const;

 private:
  void collect(const Json& node);
  static void forget_record(Scope& scope, const std::string& record);

  const Json& datums_;
  std::multiset<std::size_t> block_lines_;
  std::set<std::pair<std::string, std::size_t>> loop_variables_;  ///< of FOR i IN a..b, with their lines
  std::set<std::string> ambiguous_;  ///< declared more than once: which one is meant is not told
  std::map<std::string, std::string> types_;
};

/// Walks one routine of PL/pgSQL as the server would, as far as values are known.
class Walker {
 public:
  Walker(CodeRun& run, const Json& function, const CodePlace& place, Scope scope);
  void walk(bool conditional);

 private:
  /// How statements end: going on, leaving or repeating a loop, returning, with an error.
  enum class Flow { next, leave_loop, next_round, returns, fails };
  struct Branch {
    const Json* condition;
    const Json* body;
  };

  Flow statements(const Json& list);
  Flow statement(std::string_view kind, const Json& node);
  void plain_statement(std::string_view kind, const Json& node);
  Flow block(const Json& node);
  Flow choose(const std::vector<Branch>& branches, const Json& otherwise);
  Flow unsure(const std::vector<Branch>& possible, const Json* certain);
  Flow if_statement(const Json& node);
  Flow case_statement(const Json& node);
  Flow maybe(const Json& body);
  Flow leave(const Json& node);

  Flow count(const Json& node);
  Flow query_loop(const Json& node, bool built);
  Flow each_of_array(const Json& node);
  Flow some_rounds(const Json& node, bool at_least_once);
  /// Runs the body once; true when no more rounds follow.
  bool ends(const Json& node, Flow& flow);

  Value value(const Json& expression);
  void query(const Json& expression, const std::function<void(const Node*)>& look = {});
  void execute(const Json& expression);
  void select_into(const Json& node);
  [[nodiscard]] CodeAt at(const std::string& words) const;

  CodeRun& run_;
  const Json& function_;
  Variables variables_;
  const CodePlace& place_;
  Scope scope_;
  std::size_t line_ = 1;
  bool conditional_ = false;
  std::string leaving_;  ///< the label of the loop that is being left, if it was named
};

}  // namespace godwit::postgres
