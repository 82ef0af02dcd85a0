#pragma once

#include <cstddef>
#include <functional>

namespace godwit {

/// Calls `work` once with every number below `count`, on as many threads as the machine has cores, and returns when all
/// of it is done. The calls must not depend on each other, and must not throw.
void side_by_side(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace godwit
