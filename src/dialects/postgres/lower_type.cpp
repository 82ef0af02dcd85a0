#include "dialects/postgres/cursor.h"
#include "dialects/postgres/lower.h"

// Types: enums, composites, ranges, domains.

namespace godwit::postgres {

void lower_enum(const CreateEnumStmt* statement, Lowering& to) {
  to.add(CreateType{name_of(statement->typeName), ObjectKind::enum_type, strings_of(statement->vals), {}});
}

void lower_alter_enum(const AlterEnumStmt* statement, Lowering& to) {
  const Name type = name_of(statement->typeName);
  if (statement->oldVal)
    to.add(Rename{ObjectKind::enum_value, ObjectKind::type, type, text_of(statement->oldVal),
                  text_of(statement->newVal), false});
  else
    to.add(AddEnumValue{type, text_of(statement->newVal), statement->skipIfNewValExists});
}

void lower_composite(const CompositeTypeStmt* statement, Lowering& to) {
  CreateType out{name_of(statement->typevar, to.source), ObjectKind::composite_type, {}, {}};
  for (const ColumnDef* column : Nodes<ColumnDef>(statement->coldeflist))
    out.attributes.push_back(column_of(column, to.source));
  to.add(std::move(out));
}

void lower_range(const CreateRangeStmt* statement, Lowering& to) {
  to.add(CreateType{name_of(statement->typeName), ObjectKind::type, {}, {}});
}

namespace {

/// A check of a domain speaks of VALUE, that of a column of the column.
Constraint domain_check(const ::Constraint* constraint, const Source& source) {
  Constraint out = constraint_of(constraint, source);
  Expression& check = out.check;
  Cursor cursor(check.text, 0, check.text.size());
  for (Token token = cursor.next(); token != Token::end; token = cursor.next())
    if (token == Token::word && same_word(cursor.token(), "value"))
      check.value_words.push_back(static_cast<std::uint32_t>(cursor.begin()));
  return out;
}

}  // namespace

void lower_domain(const CreateDomainStmt* statement, Lowering& to) {
  CreateDomain out;
  out.domain = name_of(statement->domainname);
  out.base = type_of(statement->typeName);
  for (const ::Constraint* each : Nodes<::Constraint>(statement->constraints)) {
    if (each->contype == CONSTR_NOTNULL)
      out.not_null = true;
    else if (each->contype == CONSTR_DEFAULT)
      out.default_value = expression_of(each->raw_expr, to.source);
    else if (each->contype == CONSTR_CHECK)
      out.constraints.push_back(domain_check(each, to.source));
  }
  to.add(std::move(out));
}

void lower_alter_domain(const AlterDomainStmt* statement, Lowering& to) {
  using Change = AlterDomain::Change;
  AlterDomain out;
  out.domain = name_of(statement->typeName);
  out.name = text_of(statement->name);
  switch (statement->subtype) {
    case 'N':
      out.change = Change::drop_not_null;
      break;
    case 'O':
      out.change = Change::set_not_null;
      break;
    case 'X':
      out.change = Change::drop_constraint;
      break;
    case 'V':
      out.change = Change::validate_constraint;
      break;
    case 'C':
      out.change = Change::add_constraint;
      if (const auto* constraint = node_as<::Constraint>(statement->def, T_Constraint))
        out.constraint = domain_check(constraint, to.source);
      break;
    default:
      out.change = Change::set_default;
      if (statement->def) out.value = expression_of(statement->def, to.source);
  }
  to.add(std::move(out));
}

}  // namespace godwit::postgres
