#pragma once

#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include <godwit/ir/graph.h>
#include <godwit/ir/relational.h>
#include <godwit/source/span.h>

namespace godwit {

namespace graph {
/// What only statements of a property graph do.
using Operations = std::variant<CreateIndex, CreateConstraint, DropIndex, DropConstraint, Match, Unwind, LoadCsv, Create,
                                Merge, Set, Remove, Delete, CallInTransactions, PeriodicCommit, CallProcedure, Return,
                                Show, Administer, SelectLanguage, Use, ClientCommand, UseParameter, UseFeature, RefusedWords>;
}  // namespace graph

namespace detail {
template <class T, class Variant>
inline constexpr bool is_one_of = false;
template <class T, class... Ts>
inline constexpr bool is_one_of<T, std::variant<Ts...>> = (std::is_same_v<T, Ts> || ...);

template <class Variant, class... Ts>
struct Joined;
template <class... As, class... Bs>
struct Joined<std::variant<As...>, Bs...> { using type = std::variant<Bs..., As...>; };
}  // namespace detail

template <class T>
concept GraphOperation = detail::is_one_of<T, graph::Operations>;

using OperationKind = detail::Joined<graph::Operations,
    CreateTable, CreateView, AddColumn, DropColumn, AlterColumnType, SetNotNull, DropNotNull, SetDefault, AddConstraint,
    DropConstraint, ValidateConstraint, AlterConstraint, AttachPartition, DetachPartition, ChangeTable, CreateIndex,
    DropIndex, Reindex, DropObjects, Rename, SetSchema, ChangeOwner, RefreshMaterializedView, CreateSequence,
    AlterSequence, CreateType, AddEnumValue, AlterCompositeType, CreateDomain, AlterDomain, CreateFunction,
    CreateTrigger, CreatePolicy, CreateRule, CreateStatistics, Truncate, LockTable, Vacuum, Cluster, ChangeRows,
    ReadRows, Explain, Comment, Grant, SetSetting, TransactionControl, SetConstraints, CreateSchema, CreateExtension,
    ChangePublication, Administer, CallProcedure, RunCode, Irrelevant, Opaque>::type;

/// One thing a statement does.
struct Operation {
  OperationKind what;
  Span span;              ///< the words that say it: an ALTER TABLE's action, else the statement
  bool in_code = false;   ///< inside a DO block or a routine that the statement calls
  bool conditional = false;  ///< inside code that may not run (IF, LOOP, EXCEPTION)
  bool repeated = false;     ///< inside a loop that says the same in several rounds: said here once

  template <class T>
  [[nodiscard]] const T* as() const { return std::get_if<T>(&what); }
};

/// A statement and all it does, in order. ALTER TABLE with three actions has three operations, which the server
/// carries out under one lock, the strongest of the three.
struct Statement {
  Span span;  ///< from its first word to before its `;`
  std::vector<Operation> operations;

  [[nodiscard]] bool understood() const;
};

}  // namespace godwit
