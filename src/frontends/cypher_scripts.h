#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include <godwit/project/frontend.h>
#include <godwit/source/span.h>

/// What the frontends of Neo4j's runners share: whose a file is, and where a runner cuts it otherwise than the server.
namespace godwit {

/// Whether a name is that of a Cypher script: `.cypher`, `.cyp` or `.cql`, in any case.
[[nodiscard]] bool is_cypher_name(std::string_view name);

/// Orders versions such as `1.10` number by number: `1` and `1.0` are equal.
[[nodiscard]] bool dotted_less(std::string_view a, std::string_view b);

/// Whether a file has such a name, and is not Cassandra's. Opens it only where its name leaves that open.
[[nodiscard]] bool is_cypher_file(const FolderView& folder, std::string_view name);

/// As `file_migration`, with scripts in the dialect `cypher`.
[[nodiscard]] Migration cypher_migration(const FolderView& folder, std::string_view name, const Frontend& frontend);

/// Notes a problem at a byte order mark that reaches the server: a syntax error on Neo4j 4.4, 5.26 and 2026.08, as
/// observed. For runners that do not cut it off.
void refuse_cypher_byte_order_mark(Migration& migration, const BufferPtr& file, std::string_view runner);

/// Notes a problem of `cypher/rollback-missing` at each up migration in Cypher that none takes back, where some other of
/// the history has one that does. Two belong together whose versions begin with the same number.
void note_missing_rollbacks(std::vector<Migration>& migrations);

/// A runner's own idea of where statements end.
struct CypherSplit {
  std::string_view runner;      ///< as messages name it
  std::string_view ends_at;     ///< where it ends a statement: `at every ';'`
  std::string_view glued_help;  ///< what to do where it sees two statements as one
  std::vector<Span> pieces;     ///< what it sends, in the file, in order, without the `;` that ended it
  std::function<bool(std::string_view)> drops = {};  ///< whether a piece without a statement is not sent
};

/// The pieces of a stretch between `;` that a line break follows directly: neo4j-migrations and morpheus, as read in
/// neo4j-migrations 3 and morpheus 4.
[[nodiscard]] std::vector<Span> pieces_at_line_ends(std::string_view text, Span stretch);

/// The pieces of a stretch between `;`, wherever they stand: golang-migrate with x-multi-statement, as read in 4.19.
[[nodiscard]] std::vector<Span> pieces_at_semicolons(std::string_view text, Span stretch);

/// All of a file but its byte order mark.
[[nodiscard]] Span without_byte_order_mark(std::string_view text);

/// Notes a problem of `cypher/splitter-hazard` wherever the pieces are not the statements that stand there: a statement
/// is cut in two, two are sent as one, or a comment is sent by itself. The server refuses each of these.
void note_splitter_hazards(Migration& migration, const BufferPtr& file, const CypherSplit& split);

}  // namespace godwit
