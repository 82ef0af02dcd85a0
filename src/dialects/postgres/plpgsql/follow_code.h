#pragma once

#include <memory>

#include <godwit/ir/operation.h>
#include <godwit/world/world.h>

namespace godwit::postgres {

/// Adds what the code does that a statement runs, as operations marked `in_code`: DO blocks, and the routines of the
/// history that it calls. Code is followed with the values that are known; what it builds of others is Opaque.
void follow_code(Statement& statement, const World& world);

/// What `follow_code` keeps with a routine: its body as parsed, for a history calls some routines dozens of times.
[[nodiscard]] std::shared_ptr<RoutineCode> make_routine_code();

}  // namespace godwit::postgres
