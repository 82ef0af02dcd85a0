#pragma once

#include <godwit/ir/graph/pattern.h>
#include <godwit/ir/graph/query.h>
#include <godwit/ir/graph/schema.h>
#include <godwit/ir/operation_list.h>

/// What the statements of a property graph do. Plain values: a dialect fills them, the world and the rules read them.
/// Spans are in the script.
namespace godwit::graph {

using Operations = OperationList<CreateIndex, CreateConstraint, DropIndex, DropConstraint, Match, Unwind, LoadCsv, Create,
                                 Merge, Set, Remove, Delete, CallInTransactions, PeriodicCommit, CallProcedure, Return,
                                 UseParameter>;

}  // namespace godwit::graph
