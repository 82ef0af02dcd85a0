#pragma once

#include <godwit/project/migration.h>
#include <string>
#include <string_view>
#include <vector>

namespace godwit::frontends {

/// Notes what the runner refuses, or does otherwise than it reads, at a place in a file of the migration.
void note(Migration& migration, const BufferPtr& file, Span place, std::string message, std::string help = {});

/// For sorted migrations: notes at each that has the version of the one before it, and goes the same way, that
/// `runner` runs it, fails to record it, and takes it back.
void note_same_version(std::vector<Migration>& sorted, std::string_view runner);

/// What a runner sends as it stands, and the server or the runner then stumbles over.
struct Sending {
  bool takes_copy_data = false;      ///< rows behind COPY ... FROM stdin
  bool survives_commit = true;       ///< it does not miss its own transaction when the script has ended it
};
/// Notes commands for psql, rows behind COPY, and what ends the runner's own transaction, the first of each.
void refuse_unsendable(Migration& migration, std::string_view runner, Sending sending = {});

/// The line, without its end, in which `at` is.
[[nodiscard]] Span line_at(std::string_view text, std::size_t at);

}  // namespace godwit::frontends
