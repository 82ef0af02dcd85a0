#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/ir/name.h>
#include <godwit/ir/operation_list.h>

/// What statements of every family do.
namespace godwit {

enum class TransactionVerb : std::uint8_t { begin, commit, rollback, savepoint, release, rollback_to, prepare, commit_prepared, rollback_prepared, set_characteristics };
struct TransactionControl { TransactionVerb verb = TransactionVerb::begin; std::string name; bool chain = false; };

/// EXPLAIN: what it explains follows as operations of its own.
struct Explain { bool executes = false; };

/// Understood, and known not to matter for safety.
struct Irrelevant { std::string_view reason; };
/// Not understood. `touches` are the relations its text may name, if that much is known.
struct Opaque { std::string reason; std::vector<Name> touches; };

namespace shared {
using Operations = OperationList<TransactionControl, Explain, Irrelevant, Opaque>;
}  // namespace shared

}  // namespace godwit
