#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/source/buffer.h>
#include <godwit/source/source_map.h>
#include <godwit/world/server.h>
#include <godwit/world/transaction.h>

namespace godwit {

enum class Direction : std::uint8_t { up, down };

/// Text that goes to a database, and where it stands in the user's file.
struct Script {
  std::string dialect = "postgres";
  BufferPtr file;                  ///< the user's file
  std::string_view text;           ///< what is sent; borrows `file` or `rendered`
  std::shared_ptr<const std::string> rendered;  ///< owns `text` where a frontend wrote it; else null
  SourceMap map;                   ///< from `text` to `file`
};

/// Something a frontend noticed about a migration that is not in its SQL: a wrong annotation, a missing section.
struct FrontendProblem {
  BufferPtr file;
  Span span;             ///< in the file
  std::string message;
  std::string help = {};
  std::string rule = "any/runner-trap";   ///< whose finding it is
};

/// One step of a history.
struct Migration {
  std::string path;          ///< of the file that stands for it, as reports print it
  std::string version;       ///< as the framework counts
  std::string framework;     ///< id of its frontend
  Direction direction = Direction::up;
  TransactionMode transaction = TransactionMode::unknown;
  std::vector<Script> scripts;
  std::vector<FrontendProblem> problems;
  Server server;             ///< what the file itself says it is for; of no name where it says nothing
  std::string error;         ///< it could not be read; then there are no scripts
};

/// The transaction that a runner makes of a migration, in words.
struct RunnerTransaction {
  std::string_view made_by;  ///< a clause: `goose runs each migration in a transaction`
  std::string_view way_out;  ///< for a statement that must not be in it, an imperative: `give it a file of its own`
};

/// As the migration's frontend says it or, where `mode` is another than the frontend's, as somebody configured it. Of a
/// migration that is not sent statement by statement.
[[nodiscard]] RunnerTransaction transaction_of(const Migration& migration, TransactionMode mode);

}  // namespace godwit
