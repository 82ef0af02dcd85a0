#pragma once

#include <godwit/ir/operation.h>
#include <godwit/world/world.h>

namespace godwit::cypher {

/// What every Neo4j database has from the start, in a world that has nothing yet; and the server aimed at.
/// What there is becomes that of the database that the statement is for.
void choose_graph(const Statement& statement, World& world);
void prepare(World& world, const Server& server);

/// Turns the world before the statement into the world after it. A statement that is certainly refused changes nothing.
void apply(const Statement& statement, const Effects& effects, World& world);

}  // namespace godwit::cypher
