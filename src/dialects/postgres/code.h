#pragma once

#include <godwit/ir/operation.h>
#include <godwit/world/world.h>

namespace godwit::postgres {

/// Adds what the code does that a statement runs, as operations marked `in_code`: DO blocks, and the routines of the
/// history that it calls. Code is followed with the values that are known; what it builds of others is Opaque.
void resolve(Statement& statement, const World& world);

}  // namespace godwit::postgres
