#pragma once

#include <cstddef>
#include <span>
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
struct Place;
/// Where a type stands in a variant; the variant's size where it does not.
template <class T, class... Ts>
struct Place<T, std::variant<Ts...>> {
  static constexpr std::size_t value = [] {
    std::size_t index = 0;
    static_cast<void>(((std::is_same_v<T, Ts> ? true : (++index, false)) || ...));
    return index;
  }();
};
template <class T, class Variant>
inline constexpr bool is_one_of = Place<T, Variant>::value < std::variant_size_v<Variant>;

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

template <class T>
inline constexpr std::size_t kind_index = detail::Place<T, OperationKind>::value;

/// One thing a statement does.
struct Operation {
  OperationKind what;
  Span span;                 ///< the words that say it: an ALTER TABLE's action, else the statement
  bool in_code = false;      ///< inside a DO block or a routine that the statement calls
  bool conditional = false;  ///< inside code that may not run (IF, LOOP, EXCEPTION)
  bool repeated = false;     ///< inside a loop that says the same in several rounds: said here once

  template <class T>
    requires(detail::is_one_of<T, OperationKind>)
  Operation(T value, Span at = {}) : Operation(kind_index<T>, &value, at) {}

  // Written out once, in operation.cpp: what a variant of so many kinds does to copy, move and end itself would
  // otherwise be compiled anew in each file that touches an operation, and was half the time of a build.
  Operation(const Operation& other);
  Operation(Operation&& other) noexcept;
  Operation& operator=(const Operation& other);
  Operation& operator=(Operation&& other) noexcept;
  ~Operation();

  template <class T>
  [[nodiscard]] const T* as() const { return std::get_if<T>(&what); }

 private:
  /// Moves out of `value`, which is of the kind with that index.
  Operation(std::size_t kind, void* value, Span at);
};

/// A statement and all it does, in order. ALTER TABLE with three actions has three operations, which the server
/// carries out under one lock, the strongest of the three.
struct Statement {
  Span span;  ///< from its first word to before its `;`
  std::vector<Operation> operations;

  [[nodiscard]] bool understood() const;
};

/// Operations of one statement that stand side by side and are carried out together: all that are written, or one that
/// code runs.
using StatementPart = std::span<const Operation>;

}  // namespace godwit
