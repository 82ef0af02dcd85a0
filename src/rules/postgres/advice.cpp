#include <godwit/rules/postgres/advice.h>

#include <algorithm>
#include <utility>

namespace godwit::advice {

std::string constraint_name(const Target& table, const Constraint& constraint) {
  return constraint.name.empty() ? made_name(table.name.name, constraint) : constraint.name;
}

static std::string referential_action(std::string_view event, char action) {
  switch (action) {
    case 'r':
      return std::string(event) + " RESTRICT";
    case 'c':
      return std::string(event) + " CASCADE";
    case 'n':
      return std::string(event) + " SET NULL";
    case 'd':
      return std::string(event) + " SET DEFAULT";
    default:
      return {};
  }
}

static std::string reference(const Target& table, const Constraint& constraint) {
  std::string out =
      "FOREIGN KEY (" + table.quoted(constraint.columns) + ") REFERENCES " + table.quoted(constraint.references);
  if (!constraint.referenced_columns.empty()) out += " (" + table.quoted(constraint.referenced_columns) + ")";
  return out + referential_action(" ON DELETE", constraint.on_delete) +
         referential_action(" ON UPDATE", constraint.on_update);
}

static std::string key(std::string_view word, const Target& table, const Constraint& constraint) {
  std::string out = std::string(word) + " (" + table.quoted(constraint.columns) + ")";
  if (!constraint.including.empty()) out += " INCLUDE (" + table.quoted(constraint.including) + ")";
  return out;
}

std::string definition(const Target& table, const Constraint& constraint) {
  std::string out;
  switch (constraint.kind) {
    case ConstraintKind::not_null:
      out = "NOT NULL " + table.quoted(constraint.columns);
      break;
    case ConstraintKind::check:
      out = "CHECK (" + constraint.check.text + ")";
      break;
    case ConstraintKind::unique:
      out = key("UNIQUE", table, constraint);
      break;
    case ConstraintKind::primary_key:
      out = key("PRIMARY KEY", table, constraint);
      break;
    case ConstraintKind::exclusion:
      out = "EXCLUDE (...)";
      break;
    case ConstraintKind::foreign_key:
      out = reference(table, constraint);
      break;
  }
  if (constraint.deferrable) out += constraint.initially_deferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE";
  return out;
}

Steps add_then_validate(const Target& table, const Constraint& constraint) {
  const std::string alter = "ALTER TABLE " + table.sql();
  const std::string name = table.quoted(constraint_name(table, constraint));
  return {alter + " ADD CONSTRAINT " + name + " " + definition(table, constraint) + " NOT VALID;",
          alter + " VALIDATE CONSTRAINT " + name + ";"};
}

Steps build_then_attach(const Target& table, const Constraint& constraint) {
  const std::string name = table.quoted(constraint_name(table, constraint));
  const std::string word = constraint.kind == ConstraintKind::primary_key ? "PRIMARY KEY" : "UNIQUE";
  std::string index =
      "CREATE UNIQUE INDEX CONCURRENTLY " + name + " ON " + table.sql() + " (" + table.quoted(constraint.columns) + ")";
  if (!constraint.including.empty()) index += " INCLUDE (" + table.quoted(constraint.including) + ")";
  std::string attach = "ALTER TABLE " + table.sql() + " ADD CONSTRAINT " + name + " " + word + " USING INDEX " + name;
  if (constraint.deferrable) attach += constraint.initially_deferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE";
  return {index + ";", attach + ";"};
}

Steps add_apart(const Target& table, const Constraint& constraint) {
  switch (constraint.kind) {
    case ConstraintKind::unique:
    case ConstraintKind::primary_key:
      return build_then_attach(table, constraint);
    case ConstraintKind::check:
    case ConstraintKind::foreign_key:
      return add_then_validate(table, constraint);
    case ConstraintKind::not_null:
      return set_not_null(table, constraint.columns.front());
    case ConstraintKind::exclusion:
      break;
  }
  return {};
}

Steps set_not_null(const Target& table, const std::string& column) {
  Constraint proof;
  proof.name = made_name(table.name.name, column, "not_null");
  proof.columns = {column};
  if (table.server_version >= 18) {
    proof.kind = ConstraintKind::not_null;
    return add_then_validate(table, proof);
  }
  proof.check.text = table.quoted(column) + " IS NOT NULL";
  Steps steps = add_then_validate(table, proof);
  const std::string alter = "ALTER TABLE " + table.sql();
  steps.push_back(alter + " ALTER COLUMN " + table.quoted(column) + " SET NOT NULL;\n" + alter + " DROP CONSTRAINT " +
                  table.quoted(proof.name) + ";");
  return steps;
}

std::string bare_column(const Target& table, const Column& column) {
  std::string out = table.quoted(column.name) + " " + column.type.written;
  if (!column.collation.empty()) out += " COLLATE " + table.quoted(column.collation);
  return out;
}

Steps column_constraints(const Target& table, const Column& column) {
  Steps steps;
  if (column.not_null) steps = set_not_null(table, column.name);
  for (Constraint constraint : column.constraints) {
    if (constraint.columns.empty()) constraint.columns = {column.name};
    append(steps, add_apart(table, constraint));
  }
  return steps;
}

}  // namespace godwit::advice
