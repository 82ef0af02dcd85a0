#include "dialects/postgres/tree.h"

#include <array>
#include <utility>

#include "dialects/postgres/extent.h"
#include "dialects/postgres/scan.h"
#include "dialects/postgres/text.h"

namespace godwit::postgres {

Span Source::word_at(int location) const {
  const std::uint32_t begin = offset(location);
  return {begin, skip_name(script, begin)};
}

std::string string_of(const void* node) {
  if (const auto* value = node_as<String>(node, T_String)) return text_of(value->sval);
  return {};
}

std::vector<std::string> strings_of(const List* list) {
  std::vector<std::string> out;
  out.reserve(length_of(list));
  for (Node* each : Nodes<Node>(list)) out.push_back(string_of(each));
  return out;
}

Name name_of(const RangeVar* relation, const Source& source) {
  Name out;
  if (!relation) return out;
  out.schema = text_of(relation->schemaname);
  out.name = text_of(relation->relname);
  if (relation->relpersistence == RELPERSISTENCE_TEMP) out.schema = "pg_temp";
  out.span = source.word_at(relation->location);
  return out;
}

Name name_of(const List* dotted) {
  Name out;
  const std::size_t length = length_of(dotted);
  if (length > 0) out.name = string_of(llast(dotted));
  if (length > 1) out.schema = string_of(list_nth(dotted, static_cast<int>(length) - 2));
  return out;
}

TableRef table_of(const RangeVar* relation, const Source& source) {
  TableRef out;
  out.name = name_of(relation, source);
  out.only = relation && !relation->inh;
  return out;
}

namespace {

struct Spelling {
  std::string_view type, written;
};
// What people write for the types that they write most; none of it needs quotes.
constexpr std::array spellings{
    Spelling{"text", "text"},
    Spelling{"int4", "integer"},
    Spelling{"int8", "bigint"},
    Spelling{"varchar", "varchar"},
    Spelling{"timestamptz", "timestamptz"},
    Spelling{"timestamp", "timestamp"},
    Spelling{"bool", "boolean"},
    Spelling{"uuid", "uuid"},
    Spelling{"jsonb", "jsonb"},
    Spelling{"json", "json"},
    Spelling{"numeric", "numeric"},
    Spelling{"float8", "double precision"},
    Spelling{"date", "date"},
    Spelling{"int2", "smallint"},
    Spelling{"float4", "real"},
    Spelling{"bpchar", "char"},
    Spelling{"timetz", "timetz"},
    Spelling{"varbit", "varbit"},
    Spelling{"serial4", "serial"},
    Spelling{"serial8", "bigserial"},
};

std::string spelled_name(std::string_view type) {
  for (const Spelling& each : spellings)
    if (each.type == type) return std::string(each.written);
  return quote_identifier(type);
}

std::string spelled(const Type& type) {
  std::string out = type.schema.empty() ? "" : quote_identifier(type.schema) + ".";
  out += spelled_name(type.name);
  if (type.name == "interval") return out;
  for (std::size_t i = 0; i < type.modifiers.size(); ++i) {
    out += i == 0 ? '(' : ',';
    out += std::to_string(type.modifiers[i]);
  }
  if (!type.modifiers.empty()) out += ')';
  for (int i = 0; i < type.dimensions; ++i) out += "[]";
  return out;
}

/// The names of serial types, and of `decimal`, that the grammar leaves as they are written.
std::string_view server_name(std::string_view name) {
  if (name == "serial4") return "serial";
  if (name == "serial8") return "bigserial";
  if (name == "serial2") return "smallserial";
  return name == "decimal" ? "numeric" : name;
}

}  // namespace

Type type_of(const TypeName* type) {
  Type out;
  if (!type) return out;
  Name name = name_of(type->names);
  if (name.schema != "pg_catalog") out.schema = std::move(name.schema);
  out.name = std::move(name.name);
  if (const std::string_view known = server_name(out.name); out.schema.empty() && known != out.name) out.name = known;
  for (Node* modifier : Nodes<Node>(type->typmods)) {
    const auto* constant = node_as<A_Const>(modifier, T_A_Const);
    if (constant && !constant->isnull && constant->val.node.type == T_Integer)
      out.modifiers.push_back(constant->val.ival.ival);
  }
  out.dimensions = type->arrayBounds ? type->arrayBounds->length : 0;
  out.written = spelled(out);
  return out;
}

std::string value_of(const Node* node) {
  if (!node) return {};
  if (const auto* constant = node_as<A_Const>(node, T_A_Const)) {
    if (constant->isnull) return "null";
    return value_of(&constant->val.node);
  }
  switch (nodeTag(node)) {
    case T_String:
      return string_of(node);
    case T_Integer:
      return std::to_string(reinterpret_cast<const Integer*>(node)->ival);
    case T_Float:
      return text_of(reinterpret_cast<const Float*>(node)->fval);
    case T_Boolean:
      return reinterpret_cast<const Boolean*>(node)->boolval ? "true" : "false";
    case T_TypeName:
      return type_of(reinterpret_cast<const TypeName*>(node)).written;
    case T_TypeCast:
      return value_of(reinterpret_cast<const TypeCast*>(node)->arg);
    case T_ColumnRef:
      return name_of(reinterpret_cast<const ColumnRef*>(node)->fields).plain();
    case T_List: {
      std::string out;
      for (const Node* each : Nodes<Node>(reinterpret_cast<const List*>(node)))
        out += (out.empty() ? "" : ", ") + value_of(each);
      return out;
    }
    default:
      return {};
  }
}

const DefElem* option(const List* options, std::string_view name) {
  for (const DefElem* each : Nodes<DefElem>(options))
    if (each->defname && name == each->defname) return each;
  return nullptr;
}

bool flag(const List* options, std::string_view name) {
  const DefElem* found = option(options, name);
  if (!found) return false;
  const std::string value = value_of(found->arg);
  return value.empty() || value == "true" || value == "on" || value == "1";
}

namespace {

void add_to(Column& column, const ::Constraint* constraint, const Source& source) {
  switch (constraint->contype) {
    case CONSTR_NULL:
    case CONSTR_ATTR_NOT_DEFERRABLE:
    case CONSTR_ATTR_IMMEDIATE:
    case CONSTR_ATTR_ENFORCED:
      return;
    case CONSTR_ATTR_DEFERRABLE:
    case CONSTR_ATTR_DEFERRED:
      if (column.constraints.empty()) return;
      column.constraints.back().deferrable = true;
      column.constraints.back().initially_deferred |= constraint->contype == CONSTR_ATTR_DEFERRED;
      return;
    case CONSTR_ATTR_NOT_ENFORCED:
      if (!column.constraints.empty()) column.constraints.back().enforced = false;
      return;
    case CONSTR_NOTNULL:
      column.not_null = true;
      return;
    case CONSTR_DEFAULT:
      column.default_value = expression_of(constraint->raw_expr, source);
      return;
    case CONSTR_IDENTITY:
      column.identity =
          constraint->generated_when == ATTRIBUTE_IDENTITY_ALWAYS ? Identity::always : Identity::by_default;
      return;
    case CONSTR_GENERATED:
      column.generated =
          constraint->generated_kind == ATTRIBUTE_GENERATED_VIRTUAL ? Generated::virtual_ : Generated::stored;
      column.generated_as = expression_of(constraint->raw_expr, source);
      return;
    case CONSTR_CHECK:
    case CONSTR_PRIMARY:
    case CONSTR_UNIQUE:
    case CONSTR_EXCLUSION:
    case CONSTR_FOREIGN: {
      Constraint inline_constraint = constraint_of(constraint, source);
      inline_constraint.not_valid = false;
      if (constraint->contype != CONSTR_CHECK) inline_constraint.columns = {column.name};
      column.constraints.push_back(std::move(inline_constraint));
      return;
    }
  }
}

ConstraintKind kind_of(ConstrType type) {
  if (type == CONSTR_FOREIGN) return ConstraintKind::foreign_key;
  if (type == CONSTR_UNIQUE) return ConstraintKind::unique;
  if (type == CONSTR_PRIMARY) return ConstraintKind::primary_key;
  if (type == CONSTR_EXCLUSION) return ConstraintKind::exclusion;
  return type == CONSTR_NOTNULL ? ConstraintKind::not_null : ConstraintKind::check;
}

}  // namespace

Column column_of(const ColumnDef* column, const Source& source) {
  Column out;
  out.name = text_of(column->colname);
  out.type = type_of(column->typeName);
  out.not_null = column->is_not_null || out.type.is_serial();
  if (column->typeName && column->typeName->location >= 0) out.type_word = source.word_at(column->typeName->location);
  if (column->collClause) out.collation = name_of(column->collClause->collname).plain();
  out.span = member_extent(source.script, source.statement, source.offset(column->location));
  out.says_storage = column->storage_name != nullptr;
  out.says_compression = column->compression != nullptr;
  if (column->raw_default) out.default_value = expression_of(column->raw_default, source);
  for (const ::Constraint* each : Nodes<::Constraint>(column->constraints)) add_to(out, each, source);
  return out;
}

Constraint constraint_of(const ::Constraint* constraint, const Source& source) {
  Constraint out;
  out.kind = kind_of(constraint->contype);
  out.name = text_of(constraint->conname);
  out.columns = strings_of(out.kind == ConstraintKind::foreign_key ? constraint->fk_attrs : constraint->keys);
  out.including = strings_of(constraint->including);
  out.not_valid = constraint->skip_validation;
  const bool may_be_unenforced = out.kind == ConstraintKind::check || out.kind == ConstraintKind::foreign_key;
  out.enforced = constraint->is_enforced || !may_be_unenforced;
  out.deferrable = constraint->deferrable;
  out.initially_deferred = constraint->initdeferred;
  out.no_inherit = constraint->is_no_inherit;
  out.without_overlaps = constraint->without_overlaps || constraint->fk_with_period;
  out.nulls_not_distinct = constraint->nulls_not_distinct;
  out.using_index = text_of(constraint->indexname);
  out.access_method = text_of(constraint->access_method);
  out.span = constraint_extent(source.script, source.statement, source.offset(constraint->location));
  if (out.kind == ConstraintKind::foreign_key) {
    out.references = name_of(constraint->pktable, source);
    out.referenced_columns = strings_of(constraint->pk_attrs);
    if (constraint->fk_del_action) out.on_delete = constraint->fk_del_action;
    if (constraint->fk_upd_action) out.on_update = constraint->fk_upd_action;
  }
  if (out.kind == ConstraintKind::check) {
    out.check = expression_of(constraint->raw_expr, source);
    out.columns = out.check.columns;
  }
  for (const List* pair : Nodes<List>(constraint->exclusions))
    if (const auto* element = node_as<IndexElem>(pair->elements[0].ptr_value, T_IndexElem))
      out.columns.push_back(text_of(element->name));
  if (constraint->where_clause) out.check = expression_of(constraint->where_clause, source);
  return out;
}

namespace {

std::vector<std::string> bound_values(const List* list) {
  std::vector<std::string> out;
  for (const Node* each : Nodes<Node>(list)) {
    const auto* datum = node_as<ColumnRef>(each, T_ColumnRef);
    out.push_back(datum ? string_of(linitial(datum->fields)) : value_of(each));
  }
  return out;
}

}  // namespace

PartitionBound bound_of(const PartitionBoundSpec* bound, const Source& source) {
  PartitionBound out;
  if (!bound) return out;
  using Strategy = PartitionBound::Strategy;
  out.strategy = bound->strategy == PARTITION_STRATEGY_RANGE  ? Strategy::range
                 : bound->strategy == PARTITION_STRATEGY_HASH ? Strategy::hash
                                                              : Strategy::list;
  if (bound->is_default) out.strategy = Strategy::default_;
  // The parser's location is behind FOR VALUES.
  const int groups = out.strategy == Strategy::default_ ? 0 : out.strategy == Strategy::range ? 2 : 1;
  out.span = groups == 0 ? source.word_at(bound->location)
                         : through_parentheses(source.script, source.statement, source.offset(bound->location), groups);
  out.values = bound_values(bound->listdatums);
  out.from = bound_values(bound->lowerdatums);
  out.to = bound_values(bound->upperdatums);
  if (out.strategy == Strategy::hash) out.values = {std::to_string(bound->modulus), std::to_string(bound->remainder)};
  return out;
}

}  // namespace godwit::postgres
