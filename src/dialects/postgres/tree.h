#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <godwit/ir/operation.h>

#include "dialects/postgres/pg.h"

/// Turns the pieces that many statements share (names, types, columns, constraints, expressions, queries) from
/// PostgreSQL's structs into plain values.
namespace godwit::postgres {

/// What lowering needs to know of the text a tree came from.
struct Source {
  std::string_view script;  ///< the whole script
  std::uint32_t base = 0;   ///< of the parsed chunk, in the script
  Span statement;           ///< the statement at hand, in the script

  /// A location of the parser (-1: unknown) as an offset in the script.
  [[nodiscard]] std::uint32_t offset(int location) const {
    return location < 0 ? statement.begin : base + static_cast<std::uint32_t>(location);
  }
  [[nodiscard]] Span word_at(int location) const;
};

/// The nodes of a list as pointers to T.
template <class T>
class Nodes {
 public:
  explicit Nodes(const List* list) : list_(list) {}
  struct Iterator {
    const ListCell* cell;
    T* operator*() const { return static_cast<T*>(cell->ptr_value); }
    Iterator& operator++() {
      ++cell;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return cell != other.cell; }
  };
  [[nodiscard]] Iterator begin() const { return {list_ ? list_->elements : nullptr}; }
  [[nodiscard]] Iterator end() const { return {list_ ? list_->elements + list_->length : nullptr}; }

 private:
  const List* list_;
};

[[nodiscard]] inline std::size_t length_of(const List* list) {
  return list ? static_cast<std::size_t>(list->length) : 0;
}

template <class T>
[[nodiscard]] const T* node_as(const void* node, NodeTag tag) {
  return node && nodeTag(node) == tag ? static_cast<const T*>(node) : nullptr;
}

[[nodiscard]] inline std::string text_of(const char* text) { return text ? text : ""; }
[[nodiscard]] std::string string_of(const void* node);  ///< of a String node; empty for anything else
[[nodiscard]] std::vector<std::string> strings_of(const List* list);

[[nodiscard]] Name name_of(const RangeVar* relation, const Source& source);
[[nodiscard]] Name name_of(const List* dotted);  ///< of a list of String
[[nodiscard]] TableRef table_of(const RangeVar* relation, const Source& source);
[[nodiscard]] Type type_of(const TypeName* type);
/// A value of an option as text: `SET x = 5`, `WITH (fillfactor = 70)`.
[[nodiscard]] std::string value_of(const Node* node);
[[nodiscard]] const DefElem* option(const List* options, std::string_view name);
[[nodiscard]] bool flag(const List* options, std::string_view name);

[[nodiscard]] Column column_of(const ColumnDef* column, const Source& source);
[[nodiscard]] Constraint constraint_of(const ::Constraint* constraint, const Source& source);
[[nodiscard]] PartitionBound bound_of(const PartitionBoundSpec* bound, const Source& source);

[[nodiscard]] Expression expression_of(const Node* node, const Source& source);
[[nodiscard]] std::vector<Argument> arguments_of(const FuncCall* call);
/// Reads of any statement that queries: SELECT, or a data change's own reads.
[[nodiscard]] Query query_of(const Node* node, const Source& source);
/// `nested`, if given, also gets the changes in its WITH.
[[nodiscard]] ChangeRows change_of(const Node* statement, const Source& source,
                                   std::vector<ChangeRows>* nested = nullptr);
[[nodiscard]] bool is_change(const Node* statement);

}  // namespace godwit::postgres
