#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/dialects/servers.h>
#include <godwit/findings/problem.h>
#include <godwit/ir/operation.h>
#include <godwit/source/span.h>
#include <godwit/text/dialect_text.h>
#include <godwit/world/result.h>
#include <godwit/world/world.h>

namespace godwit {


/// Reads a script a batch of statements at a time, so that memory does not grow with the number of statements.
/// Spans are in the script; the text that was handed to `Dialect::read` must outlive the reader.
class ScriptReader {
 public:
  virtual ~ScriptReader() = default;

  /// How many statements the script has, valid or not: known before any is parsed, but for those that a parenthesis
  /// which never closes has hidden. Never fewer than those that `next` gives or has problems with.
  [[nodiscard]] virtual std::uint32_t statement_count() const = 0;
  /// Whether some statement begins with ROLLBACK or ABORT: then the world must be able to go back.
  [[nodiscard]] virtual bool may_roll_back() const = 0;
  [[nodiscard]] virtual const std::vector<CommentText>& comments() const = 0;

  /// The next statements, in order; empty when there are no more. A statement that cannot be read is added to
  /// `problems` instead, and so is one with parts that were not understood.
  [[nodiscard]] virtual std::vector<Statement> next(std::vector<Problem>& problems) = 0;
};

/// A database language: how its text is read, what its statements cost, what they change. Stateless.
class Dialect {
 public:
  virtual ~Dialect() = default;

  [[nodiscard]] virtual std::string_view id() const = 0;              ///< `postgres`
  [[nodiscard]] virtual std::string parser_version() const = 0;       ///< for `--version`

  /// The servers that understand it, at least one. The first is meant where nobody names another.
  [[nodiscard]] virtual const std::vector<ServerKind>& servers() const = 0;

  /// Before each migration: which server it is for, and what every database of that kind has from the start.
  virtual void prepare(World& world, const Server& server) const = 0;

  /// Begins to read a script. Never fails: what cannot be read becomes a problem.
  [[nodiscard]] virtual std::unique_ptr<ScriptReader> read(std::string_view text) const = 0;

  /// Adds what the routines do that the statement calls, and the code it holds: operations marked `in_code`.
  virtual void follow_code(Statement& statement, const World& world) const = 0;

  /// The parts of a statement that run one after the other, each in the world that the one before has left. All of it is
  /// one part, unless code runs several statements.
  [[nodiscard]] virtual std::vector<StatementPart> parts(const Statement& statement) const;

  /// What a part of the statement does in that world, in the company of the others: its operations all, or some.
  [[nodiscard]] virtual StatementResult effects(const Statement& statement, StatementPart part, const World& world) const = 0;

  /// Adds to the world what the statement proves to be there already (`StatementResult::assumed`).
  virtual void assume(const Statement& statement, const StatementResult& result, World& world) const = 0;

  /// Turns the world before a part of the statement, with what it assumes, into the world after it.
  virtual void apply(const Statement& statement, StatementPart part, const StatementResult& result, World& world) const = 0;

  /// Settings may have changed by the begin or the end of a session or transaction: names are resolved as they say.
  virtual void follow_settings(World&) const {}
};

/// Every dialect that is built in; one a folder of src/dialects (the table is generated from the folders).
[[nodiscard]] const std::vector<const Dialect*>& all_dialects();
[[nodiscard]] const Dialect* find_dialect(std::string_view id);

}  // namespace godwit
