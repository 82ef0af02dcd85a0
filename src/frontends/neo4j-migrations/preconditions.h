#pragma once

#include <godwit/project/migration.h>
#include <string_view>

namespace godwit::neo4j_migrations {

/// Reads one comment that begins with `//` as a precondition (`// assume that edition is enterprise`, `// assert that
/// version is 4.4`), if it is one, and notes what the migration is for. A migration whose assumption is wrong does not
/// run at all: both kinds say for which servers it is meant. As read in neo4j-migrations 3.
///
/// Of several versions the newest counts. `lt 5.0` counts as the version before; `ge` only where it names a year, for
/// nothing says how much newer the server is.
void read_precondition(Migration& migration, const BufferPtr& file, std::string_view comment, Span place);

/// Reads the comments at the start of each statement, which is where preconditions are looked for.
void read_preconditions(Migration& migration, const BufferPtr& file, const std::vector<Span>& pieces);

}  // namespace godwit::neo4j_migrations
