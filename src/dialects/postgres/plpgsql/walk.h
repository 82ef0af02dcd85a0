#pragma once

#include <functional>
#include <string>
#include <vector>

#include "dialects/postgres/plpgsql/run.h"
#include "dialects/postgres/plpgsql/variables.h"

namespace godwit::postgres {

/// Walks one routine of PL/pgSQL as the server would, as far as values are known.
class Walker {
 public:
  Walker(CodeRun& run, const Routine& routine, const CodePlace& place, Scope scope);
  void walk(CodeAt from);

 private:
  using Statements = std::vector<CodeStatement>;
  /// How statements end: going on, leaving or repeating a loop, returning, with an error.
  enum class Flow { next, leave_loop, next_round, returns, fails };

  Flow statements(const Statements& list);
  Flow statement(const CodeStatement& node);
  void plain_statement(const CodeStatement& node);
  Flow block(const CodeStatement& node);
  Flow choose(const std::vector<CodeBranch>& branches, const Statements& otherwise);
  Flow unsure(const std::vector<const Statements*>& bodies);
  Flow case_statement(const CodeStatement& node);
  Flow maybe(const Statements& body);
  Flow leave(const CodeStatement& node);

  Flow count(const CodeStatement& node);
  Flow query_loop(const CodeStatement& node);
  Flow each_of_array(const CodeStatement& node);
  Flow some_rounds(const CodeStatement& node, bool at_least_once);
  /// Runs the body once; true when no more rounds follow.
  bool ends(const CodeStatement& node, Flow& flow);

  Value value(const EmbeddedSql& expression);
  void query(const EmbeddedSql& sql, const std::function<void(const Node*)>& look = {});
  void execute(const EmbeddedSql& expression);
  void select_into(const CodeStatement& node);
  void open_cursor(const CodeStatement& node);
  [[nodiscard]] CodeAt at(const std::string& words) const;

  CodeRun& run_;
  const Routine& routine_;
  Variables variables_;
  const CodePlace& place_;
  Scope scope_;
  std::size_t line_ = 1;
  bool conditional_ = false;
  bool caught_ = false;
  std::string leaving_;  ///< the label of the loop that is being left, if it was named
};

}  // namespace godwit::postgres
