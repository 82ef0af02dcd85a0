#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/ir/operation.h>
#include <godwit/world/catalog.h>

#include "dialects/postgres/plpgsql/evaluate.h"
#include "dialects/postgres/plpgsql/routine.h"

namespace godwit::postgres {

/// Where something in code is said, and whether it may not run.
struct CodeAt {
  Span span;
  bool conditional = false;
  std::size_t line = 0;  ///< of its routine
  bool caught = false;   ///< where it fails the code goes on
};

/// The text of a routine, and where it stands in the script.
struct CodePlace {
  std::string_view body;
  Span in_script{};  ///< empty: it does not stand there as it is
  Span whole{};      ///< what to point at then

  /// Where words that begin on that line (from 1) stand.
  [[nodiscard]] Span find(std::string_view words, std::size_t line) const;
};

/// What the code that one statement runs does: collects its operations, follows what it calls, and stops in time.
class CodeRun {
 public:
  CodeRun(Statement& statement, const Catalog& catalog) : around_{catalog}, statement_(statement) {}

  /// A DO block of the script.
  void block(const RunCode& code, CodeAt at);
  /// A call of a routine that the history defines; nothing for any other.
  void follow(const CodeCall& call, CodeAt at);
  /// Reads SQL: adds what it does, follows what it calls. `look` sees each tree while it is there.
  void read(const EmbeddedSql& sql, CodeAt at, const Scope& scope, const std::function<void(const Node*)>& look = {});
  /// Something that is not known before it runs: one a place is enough.
  void opaque(std::string reason, CodeAt at);
  /// COMMIT or ROLLBACK.
  void commit() { commits_ = true; }

  /// Counts a step; false when the code has run for so long that it is not followed any further.
  bool step();
  [[nodiscard]] const Surroundings& around() const { return around_; }
  /// Marks what was written for a statement that commits.
  void finish();

 private:
  void add(Operation operation, CodeAt at, bool asked_for);
  void remember(const Operation& operation);
  [[nodiscard]] bool said_before(const std::string& sql, CodeAt at);
  [[nodiscard]] const CatalogFunction* overload(const CodeCall& call) const;
  void walk(const Routine& routine, const CodePlace& place, Scope scope, CodeAt at);
  void enter(const CatalogFunction& function, const CodeCall& call, CodeAt at);

  Surroundings around_;
  Statement& statement_;
  int depth_ = 0;
  std::map<std::string, std::size_t> said_;  ///< what was read, with its first operation
  int steps_ = 0;
  bool in_script_ = false;  ///< a DO block of the script is being read, not yet what it calls: all of it is kept
  std::size_t added_ = 0;
  bool commits_ = false;
  bool stopped_ = false;
};

}  // namespace godwit::postgres
