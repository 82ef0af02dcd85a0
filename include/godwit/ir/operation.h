#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <type_traits>
#include <variant>
#include <vector>

#include <godwit/ir/graph/neo4j.h>
#include <godwit/ir/graph/operations.h>
#include <godwit/ir/operation_list.h>
#include <godwit/ir/relational/operations.h>
#include <godwit/ir/relational/postgres.h>
#include <godwit/ir/shared.h>
#include <godwit/source/span.h>

namespace godwit {

namespace detail {
template <class... Lists>
struct Joined;
template <class... Ts>
struct Joined<OperationList<Ts...>> { using type = std::variant<Ts...>; };
template <class... As, class... Bs, class... Lists>
struct Joined<OperationList<As...>, OperationList<Bs...>, Lists...> : Joined<OperationList<As..., Bs...>, Lists...> {};

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
}  // namespace detail

/// One flat variant of all there is: nested ones cost each file that touches an operation more to compile.
using OperationKind = detail::Joined<relational::Operations, postgres::Operations, graph::Operations, neo4j::Operations,
                                     shared::Operations>::type;

template <class T>
inline constexpr std::size_t kind_index = detail::Place<T, OperationKind>::value;

/// One thing a statement does.
struct Operation {
  OperationKind what;
  Span span;                 ///< the words that say it: an ALTER TABLE's action, else the statement
  bool in_code = false;      ///< inside a DO block or a routine that the statement calls
  bool conditional = false;  ///< inside code that may not run (IF, LOOP, EXCEPTION)
  bool caught = false;       ///< inside code that goes on where it fails: a block with EXCEPTION
  bool repeated = false;     ///< inside a loop that says the same in several rounds: said here once

  template <class T>
    requires(kind_index<T> < std::variant_size_v<OperationKind>)
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

namespace detail {
template <class Visitor>
using VisitTable = std::array<void (*)(const OperationKind&, Visitor&), std::variant_size_v<OperationKind>>;

template <class Visitor, class... Ts>
constexpr void enter(OperationList<Ts...>, VisitTable<Visitor>& table) {
  ((table[kind_index<Ts>] = [](const OperationKind& what, Visitor& visitor) { visitor(*std::get_if<Ts>(&what)); }), ...);
}

template <class Visitor, class... Lists>
constexpr VisitTable<Visitor> visit_table() {
  VisitTable<Visitor> table{};
  (enter<Visitor>(Lists{}, table), ...);
  return table;
}
}  // namespace detail

/// Calls `visitor` with what the operation is, if that is in one of the lists; returns whether it is. The visitor takes
/// everything in them: an operation that is new there does not compile until it is thought of. Of what is in none of them
/// nothing is called: a dialect visits what its own lowering can make.
template <class... Lists, class Visitor>
bool visit_only(const Operation& operation, Visitor visitor) {
  static constexpr detail::VisitTable<Visitor> table = detail::visit_table<Visitor, Lists...>();
  const auto call = table[operation.what.index()];
  if (call) call(operation.what, visitor);
  return call != nullptr;
}

/// Whether what the operation is stands in one of the lists.
template <class... Lists>
[[nodiscard]] bool is_of(const Operation& operation) {
  return visit_only<Lists...>(operation, [](const auto&) {});
}

/// A statement and all it does, in order. ALTER TABLE with three actions has three operations, which the server
/// carries out under one lock, the strongest of the three.
struct Statement {
  Span span;  ///< from its first word to before its `;`
  std::vector<Operation> operations;
  std::array<Span, 4> command = {};  ///< the keywords it begins with, up to the first name: CREATE, UNIQUE, INDEX, ...

  [[nodiscard]] bool understood() const;
};

/// Operations of one statement that stand side by side and are carried out together: all that are written, or one that
/// code runs.
using StatementPart = std::span<const Operation>;

}  // namespace godwit
