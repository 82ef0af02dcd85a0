#pragma once

#include <godwit/ir/operation.h>
#include <godwit/world/world.h>

namespace godwit::cypher {

/// What every Neo4j database has from the start, in a world that has nothing yet; and the server aimed at.
void prepare(World& world, const Server& server);
/// What there is becomes that of the database that the statement is for.
void choose_graph(const Statement& statement, World& world);
void add_assumed(const Assumed& assumed, Catalog& catalog);

/// The database that the statement is for, with the labels that it proves to exist or brings in.
void assume(const Statement& statement, const StatementResult& result, World& world);
/// Turns the world before the operations into the world after them. A statement that is certainly refused changes nothing.
void apply(const Statement& statement, StatementPart part, const StatementResult& result, World& world);

}  // namespace godwit::cypher
