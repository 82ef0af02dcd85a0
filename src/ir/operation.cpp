#include <godwit/ir/operation.h>

#include <algorithm>
#include <utility>

namespace godwit {
namespace {

template <std::size_t... Kinds>
OperationKind moved_from(std::size_t kind, void* value, std::index_sequence<Kinds...>) {
  using Move = OperationKind (*)(void*);
  static constexpr Move moves[] = {[](void* from) {
    return OperationKind(std::in_place_index<Kinds>,
                         std::move(*static_cast<std::variant_alternative_t<Kinds, OperationKind>*>(from)));
  }...};
  return moves[kind](value);
}

}  // namespace

Operation::Operation(std::size_t kind, void* value, Span at)
    : what(moved_from(kind, value, std::make_index_sequence<std::variant_size_v<OperationKind>>())), span(at) {}

Operation::Operation(const Operation& other) = default;
Operation::Operation(Operation&& other) noexcept = default;
Operation& Operation::operator=(const Operation& other) = default;
Operation& Operation::operator=(Operation&& other) noexcept = default;
Operation::~Operation() = default;

bool Statement::understood() const {
  return std::none_of(operations.begin(), operations.end(),
                      [](const Operation& op) { return op.as<Opaque>() != nullptr; });
}

}  // namespace godwit
