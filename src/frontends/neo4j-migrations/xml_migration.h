#pragma once

#include <godwit/project/migration.h>

#include "frontends/neo4j-migrations/catalog.h"

namespace godwit::neo4j_migrations {

/// Replaces the script of an XML migration, which is the file as it stands, by what neo4j-migrations sends for it, and
/// adds what it defines to the catalog. Migrations are to be given in the order of their versions. Every statement
/// commits by itself, whatever the transaction mode is (as read in version 3).
void read_xml_migration(Migration& migration, ItemCatalog& catalog);

}  // namespace godwit::neo4j_migrations
