#pragma once

#include <godwit/ir/operation_list.h>
#include <godwit/ir/relational/index.h>
#include <godwit/ir/relational/object.h>
#include <godwit/ir/relational/routine.h>
#include <godwit/ir/relational/rows.h>
#include <godwit/ir/relational/session.h>
#include <godwit/ir/relational/table.h>

/// What the statements of relational databases do, in the terms that they share. Plain values: a dialect fills them, the
/// world and the rules read them. Names are as written (case folded), spans are in the script.
namespace godwit::relational {

using Operations = OperationList<CreateTable, CreateView, AddColumn, DropColumn, AlterColumnType, SetNotNull,
                                 DropNotNull, SetDefault, AddConstraint, DropConstraint, AlterConstraint, CreateIndex,
                                 DropIndex, ChangeRows, ReadRows, Truncate, DropObjects, Rename, SetSchema, Grant,
                                 CreateSchema, CreateSequence, AlterSequence, CreateFunction, CreateTrigger,
                                 CallProcedure, RunCode, LockTable, SetSetting>;

}  // namespace godwit::relational
