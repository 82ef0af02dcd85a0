#include <godwit/ir/operation.h>

#include <algorithm>

namespace godwit {

bool Statement::understood() const {
  return std::none_of(operations.begin(), operations.end(),
                      [](const Operation& op) { return op.as<Opaque>() != nullptr; });
}

}  // namespace godwit
