#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <godwit/findings/problem.h>
#include <godwit/ir/name.h>
#include <godwit/source/buffer.h>
#include <godwit/source/source_map.h>
#include <godwit/world/server.h>
#include <godwit/world/transaction.h>

namespace godwit {

class Frontend;

enum class Direction : std::uint8_t { up, down };

/// When a runner takes a migration: once, in its place; again whenever it was edited, after all others; on an empty
/// database instead of all up to its version; or beside others (before each, after all).
enum class MigrationKind : std::uint8_t { versioned, repeatable, baseline, callback };
/// As programs read it: `repeatable`.
[[nodiscard]] std::string_view words(MigrationKind kind);

/// Text that goes to a database, and where it stands in the user's file.
struct Script {
  explicit Script(std::string_view language) : dialect(language) {}

  std::string dialect;
  BufferPtr file;                  ///< the user's file
  std::string_view text;           ///< what is sent; borrows `file` or `rendered`
  std::shared_ptr<const std::string> rendered;  ///< owns `text` where a frontend wrote it; else null
  SourceMap map;                   ///< from `text` to `file`
  bool one_message = false;        ///< where a migration's statements go one by one: these go as one, and are one transaction
};

/// A part of a migration of which the frontend cannot tell what it sends. It counts as one statement that was not
/// understood, and what it may touch is unknown from then on.
struct Unread {
  std::string dialect;               ///< of the database that it goes to
  BufferPtr file;
  Span span;                         ///< in the file: what stands for it
  std::string reason;                ///< a clause: ``godwit does not know what `loadData` sends``
  std::vector<Name> touches = {};    ///< what it may change; empty: anything
};

using Step = std::variant<Script, Unread>;

[[nodiscard]] const std::string& dialect_of(const Step& step);
[[nodiscard]] const BufferPtr& file_of(const Step& step);
/// What is sent; of what was not read, the user's own words for it.
[[nodiscard]] std::string_view text_of(const Step& step);
/// From `text_of` to `file_of`.
[[nodiscard]] Span to_file(const Step& step, Span span);
/// Whether a stretch of `text_of` is a script's, and the user's own text.
[[nodiscard]] bool editable(const Step& step, Span span);

/// A part of a history that is run, recorded and taken back as one.
struct Migration {
  std::string path;          ///< of the file that stands for it, as reports print it
  std::string version;       ///< as the framework counts
  const Frontend* frontend = nullptr;  ///< whose it is; null if it is nobody's
  Direction direction = Direction::up;
  MigrationKind kind = MigrationKind::versioned;
  TransactionMode transaction = TransactionMode::unknown;
  /// A COMMIT in the script leaves no statement outside of a transaction: they are parts of one message, or the driver
  /// opens another one.
  bool reopens = false;
  std::vector<Step> steps;   ///< in the order in which they are sent
  std::vector<Problem> problems;  ///< not in what is sent: a wrong annotation, a missing section
  Server server;             ///< what the file itself says it is for; of no name where it says nothing
  std::string error;         ///< it could not be read; then there are no steps

  [[nodiscard]] std::string_view framework() const;  ///< id of its frontend; empty if it is nobody's
};

/// The file of the first step; null if there is none.
[[nodiscard]] BufferPtr file_of(const Migration& migration);

/// The transaction that a runner makes of a migration, in words.
struct RunnerTransaction {
  std::string_view made_by;  ///< a clause: `goose runs each migration in a transaction`
  std::string_view way_out;  ///< for a statement that must not be in it, an imperative: `give it a file of its own`
};

/// As the migration's frontend says it or, where `mode` is another than the frontend's, as somebody configured it. Of a
/// migration that is not sent statement by statement.
[[nodiscard]] RunnerTransaction transaction_of(const Migration& migration, TransactionMode mode);

}  // namespace godwit
