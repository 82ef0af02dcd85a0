#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "dialects/postgres/plpgsql/run.h"
#include "dialects/postgres/plpgsql/variables.h"

namespace godwit::postgres {

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
