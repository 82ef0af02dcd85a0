#include <string>

#include <godwit/rules/postgres/added_column.h>
#include <godwit/rules/postgres/advice.h>

namespace godwit::rules::postgres {

/// The domain's checks speak of VALUE; those of a table name the column.
static std::string about_column(const Expression& check, const std::string& column) {
  static constexpr std::size_t length = 5;
  std::string text = check.text;
  for (auto at = check.value_words.rbegin(); at != check.value_words.rend(); ++at) text.replace(*at, length, column);
  return text;
}

static advice::Steps steps(const AddColumn& op, const advice::Target& table, const CatalogType& domain) {
  Column plain = op.column;
  plain.type = domain.base;
  plain.not_null = plain.not_null || domain.not_null == Known::yes;
  for (const CatalogConstraint& constraint : domain.constraints) {
    if (constraint.written.kind != ConstraintKind::check) continue;
    Constraint check = constraint.written;
    check.name.clear();
    check.columns = {op.column.name};
    check.check.text = about_column(check.check, table.quoted(op.column.name));
    plain.constraints.push_back(check);
  }
  std::string add = "ALTER TABLE " + table.sql() + " ADD COLUMN " + advice::bare_column(table, plain);
  if (op.column.default_value) add += " DEFAULT " + op.column.default_value->text;
  advice::Steps out{add + ";"};
  advice::append(out, advice::column_constraints(table, plain));
  return out;
}

static void check(const AddColumn& op, const Operation& operation, RuleContext& context) {
  if (added_column_cost(op, operation, context) != AddedColumnCost::constrained_domain) return;
  const CatalogType* domain = domain_of(op.column.type, context);
  auto finding = context.report(operation.span);
  finding.risk(Risk::dangerous)
      .say(std::string("every read and write of `{table}` waits while the table and its indexes are written anew: ") +
               (domain ? "`{type}` is a domain with constraints"
                       : "unless `{type}` is a domain with constraints, nothing is"),
           {{"table", context.display(op.table.name)}, {"type", op.column.type.written}});
  if (domain && domain->constrained == Known::yes)
    finding.help("add a column of the type below the domain and put the domain's constraints on the table",
                 steps(op, advice::Target(context, op.table.name), *domain));
}

extern const Rule constrained_domain_column = on<AddColumn, check>();

}  // namespace godwit::rules::postgres
