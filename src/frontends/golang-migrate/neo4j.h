#pragma once

#include <godwit/project/frontend.h>
#include <vector>

namespace godwit::golang_migrate {

/// Whether it goes to Neo4j.
[[nodiscard]] bool is_cypher(const Migration& migration);

/// The Neo4j driver's two ways, as read in golang-migrate 4.19. Without `x-multi-statement` a whole file is one query,
/// which commits by itself. With it every `;` ends a statement, and a file is one transaction.
///
/// Which of the two it is stands in the URL that the command is called with. It is looked for in the Makefile, in
/// scripts, compose files, environments and Go code around the folder; failing that, a file with several statements
/// says that there is `x-multi-statement`, for it could not have run without.
///
/// Sets the transaction of the migrations that are Cypher, and notes what their splitting does to them.
void read_neo4j(const FolderView& folder, std::vector<Migration>& migrations, std::string_view runner);

}  // namespace godwit::golang_migrate
