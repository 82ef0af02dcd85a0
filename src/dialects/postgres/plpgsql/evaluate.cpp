#include "dialects/postgres/plpgsql/evaluate.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>

#include "dialects/postgres/tree.h"

namespace godwit::postgres {

Known Surroundings::exists(const Name& name) const {
  const std::string plain = (name.schema.empty() ? catalog.resolve_schema("") : name.schema) + "." + name.name;
  if (made.contains(plain)) return Known::yes;
  if (dropped.contains(plain)) return Known::no;
  if (catalog.find(name)) return Known::yes;
  return catalog.was_dropped(name) ? Known::no : Known::unknown;  // a history may begin in the middle
}

namespace {

constexpr int deepest = 200;

Value variable(const Scope& scope, const std::string& name) {
  const auto found = scope.variables.find(name);
  return found == scope.variables.end() ? Value::unknown() : found->second;
}

Value column(const ColumnRef* reference, const Scope& scope) {
  const List* fields = reference->fields;
  if (nodeTag(llast(fields)) != T_String || fields->length > 2) return Value::unknown();
  const std::string last = string_of(llast(fields));
  if (fields->length == 1) return variable(scope, last);
  const std::string first = string_of(linitial(fields));
  return variable(scope, first == scope.routine ? last : first + "." + last);
}

Value parameter(const ParamRef* reference, const Scope& scope) {
  const auto number = static_cast<std::size_t>(std::max(reference->number, 0));
  if (number == 0 || number > scope.parameters.size()) return Value::unknown();
  return variable(scope, scope.parameters[number - 1]);
}

Value constant(const A_Const* node) {
  if (node->isnull) return Value::null();
  switch (node->val.node.type) {
    case T_Integer:
      return Value::of(std::int64_t{node->val.ival.ival});
    case T_Boolean:
      return Value::of(node->val.boolval.boolval);
    case T_String:
      return Value::of(text_of(node->val.sval.sval));
    default:
      return cast(Value::of(value_of(&node->val.node)), "int8");
  }
}

Value cast_to(const TypeCast* node, const Scope& scope, int depth) {
  const Value value = evaluate(node->arg, scope, depth);
  const Type type = type_of(node->typeName);
  if (type.dimensions > 0) return cast(value, "_" + type.name);
  const bool cuts =
      !type.modifiers.empty() && shown(value).size() > static_cast<std::size_t>(std::max(type.modifiers.front(), 0));
  return cuts ? Value::unknown() : cast(value, type.schema.empty() ? type.name : "");
}

Value joined(const Value& a, const Value& b) {
  if (a.is(ValueKind::list) || b.is(ValueKind::list)) return Value::unknown();
  if (a.is(ValueKind::null) || b.is(ValueKind::null)) return Value::null();
  if (a.is(ValueKind::unknown) || b.is(ValueKind::unknown)) return Value::unknown(shown(a) + shown(b));
  return call_builtin("concat", {Value::of(shown(a)), Value::of(shown(b))});
}

std::optional<std::int64_t> calculate(std::string_view op, std::int64_t a, std::int64_t b) {
  std::int64_t out = 0;
  if (op == "+") return __builtin_add_overflow(a, b, &out) ? std::nullopt : std::optional(out);
  if (op == "-") return __builtin_sub_overflow(a, b, &out) ? std::nullopt : std::optional(out);
  if (op == "*") return __builtin_mul_overflow(a, b, &out) ? std::nullopt : std::optional(out);
  if (b == 0 || b == -1) return std::nullopt;  // refused; or may not fit
  if (op == "/") return a / b;
  return op == "%" ? std::optional(a % b) : std::nullopt;
}

std::optional<bool> compare(std::string_view op, std::int64_t a, std::int64_t b) {
  if (op == "<") return a < b;
  if (op == "<=") return a <= b;
  if (op == ">") return a > b;
  return op == ">=" ? std::optional(a >= b) : std::nullopt;
}

Value negated(const Value& value) {
  return value.is(ValueKind::boolean) ? Value::of(value.number == 0)
         : value.is(ValueKind::null)  ? value
                                      : Value::unknown();
}

Value operate(const std::string& op, const Value& a, const Value& b) {
  if (op == "||") return joined(a, b);
  if (op == "=") return equal(a, b);
  if (op == "<>") return negated(equal(a, b));
  if (a.is(ValueKind::null) || b.is(ValueKind::null)) return Value::null();
  const Value left = cast(a, "int8");
  const Value right = cast(b, "int8");
  if ((!a.is(ValueKind::integer) && !b.is(ValueKind::integer)) || !left.is(ValueKind::integer) ||
      !right.is(ValueKind::integer))
    return Value::unknown();
  if (const auto answer = compare(op, left.number, right.number)) return Value::of(*answer);
  const auto number = calculate(op, left.number, right.number);
  return number ? Value::of(*number) : Value::unknown();
}

/// `x IN (a, b)`: true where one is equal, unknown or NULL where one might be.
Value one_of(const Value& value, const List* list, const Scope& scope, int depth) {
  Value out = Value::of(false);
  for (const Node* each : Nodes<Node>(list)) {
    const Value same = equal(value, evaluate(each, scope, depth));
    if (same.is(ValueKind::boolean) && same.number != 0) return same;
    if (!same.is(ValueKind::boolean) && !out.is(ValueKind::unknown)) out = same;
  }
  return out;
}

Value operation(const A_Expr* node, const Scope& scope, int depth) {
  const std::string op = string_of(llast(node->name));
  const Value left = node->lexpr ? evaluate(node->lexpr, scope, depth) : Value::of(std::int64_t{0});
  if (node->kind == AEXPR_IN && node->rexpr && nodeTag(node->rexpr) == T_List) {
    const Value in = one_of(left, reinterpret_cast<const List*>(node->rexpr), scope, depth);
    return op == "<>" ? negated(in) : in;
  }
  const Value right = evaluate(node->rexpr, scope, depth);
  if (node->kind == AEXPR_OP) return node->lexpr || op == "-" ? operate(op, left, right) : Value::unknown();
  if (node->kind != AEXPR_DISTINCT && node->kind != AEXPR_NOT_DISTINCT) return Value::unknown();
  Value same = equal(left, right);
  if (same.is(ValueKind::null)) {
    if (left.is(ValueKind::unknown) || right.is(ValueKind::unknown)) return Value::unknown();
    same = Value::of(left.kind == right.kind);
  }
  return node->kind == AEXPR_DISTINCT ? negated(same) : same;
}

/// AND, OR and NOT of three values and of the one that is not known.
Value logic(const BoolExpr* node, const Scope& scope, int depth) {
  if (node->boolop == NOT_EXPR) return negated(evaluate(static_cast<const Node*>(linitial(node->args)), scope, depth));
  const bool decisive = node->boolop == OR_EXPR;
  Value out = Value::of(!decisive);
  for (const Node* each : Nodes<Node>(node->args)) {
    const Value value = evaluate(each, scope, depth);
    if (value.is(ValueKind::boolean) && (value.number != 0) == decisive) return value;
    if (!value.is(ValueKind::boolean) && !out.is(ValueKind::unknown))
      out = value.is(ValueKind::null) ? value : Value::unknown();
  }
  return out;
}

Value null_test(const NullTest* node, const Scope& scope, int depth) {
  const Value value = evaluate(reinterpret_cast<const Node*>(node->arg), scope, depth);
  if (value.is(ValueKind::unknown)) return Value::unknown();
  return Value::of(value.is(ValueKind::null) == (node->nulltesttype == IS_NULL));
}

Value boolean_test(const BooleanTest* node, const Scope& scope, int depth) {
  const Value value = evaluate(reinterpret_cast<const Node*>(node->arg), scope, depth);
  if (!value.is(ValueKind::boolean) && !value.is(ValueKind::null)) return Value::unknown();
  const bool yes = value.is(ValueKind::boolean) && value.number != 0;
  switch (node->booltesttype) {
    case IS_TRUE:
      return Value::of(yes);
    case IS_NOT_TRUE:
      return Value::of(!yes);
    case IS_FALSE:
      return Value::of(value.is(ValueKind::boolean) && !yes);
    case IS_NOT_FALSE:
      return Value::of(value.is(ValueKind::null) || yes);
    case IS_UNKNOWN:
      return Value::of(value.is(ValueKind::null));
    case IS_NOT_UNKNOWN:
      return Value::of(!value.is(ValueKind::null));
  }
  return Value::unknown();
}

Value coalesce(const CoalesceExpr* node, const Scope& scope, int depth) {
  for (const Node* each : Nodes<Node>(node->args)) {
    Value value = evaluate(each, scope, depth);
    if (!value.is(ValueKind::null)) return value;
  }
  return Value::null();
}

Value choose(const CaseExpr* node, const Scope& scope, int depth) {
  const auto at = [&](const Expr* expression) {
    return evaluate(reinterpret_cast<const Node*>(expression), scope, depth);
  };
  for (const CaseWhen* when : Nodes<CaseWhen>(node->args)) {
    const Known holds = truth(node->arg ? equal(at(node->arg), at(when->expr)) : at(when->expr));
    if (holds == Known::unknown) return Value::unknown();
    if (holds == Known::yes) return at(when->result);
  }
  return node->defresult ? at(node->defresult) : Value::null();
}

/// `schema.name` as text names it, folded as the server would; nothing for what needs a closer look.
std::optional<Name> name_in(const std::string& text) {
  if (text.empty() || text.find_first_of(" \"'()") != std::string::npos) return std::nullopt;
  const Value folded = call_builtin("lower", {Value::of(text)});
  const std::size_t dot = folded.text.rfind('.');
  if (!folded.is(ValueKind::text)) return std::nullopt;
  if (dot == std::string::npos) return Name{"", folded.text, {}};
  return Name{folded.text.substr(0, dot), folded.text.substr(dot + 1), {}};
}

Value regclass(const Value& value, const Scope& scope) {
  if (!value.is(ValueKind::text)) return value.is(ValueKind::null) ? value : Value::unknown();
  const auto name = name_in(value.text);
  const Known there = name ? scope.around.exists(*name) : Known::unknown;
  if (there == Known::unknown) return Value::unknown();
  return there == Known::yes ? value : Value::null();
}

Value call(const FuncCall* node, const Scope& scope, int depth) {
  const Name name = name_of(node->funcname);
  if ((!name.schema.empty() && name.schema != "pg_catalog") || node->func_variadic || node->over)
    return Value::unknown();
  std::vector<Value> arguments;
  for (const Node* each : Nodes<Node>(node->args)) arguments.push_back(evaluate(each, scope, depth));
  if (name.name == "to_regclass" && arguments.size() == 1) return regclass(arguments.front(), scope);
  return call_builtin(name.name, arguments);
}

Value array(const A_ArrayExpr* node, const Scope& scope, int depth) {
  Value out{ValueKind::list, "", 0, {}};
  for (const Node* each : Nodes<Node>(node->elements)) out.items.push_back(evaluate(each, scope, depth));
  return out;
}

template <class T>
const T* as(const Node* node) {
  return reinterpret_cast<const T*>(node);
}

}  // namespace

Value evaluate(const Node* expression, const Scope& scope, int depth) {
  if (!expression || ++depth > deepest) return Value::unknown();
  switch (nodeTag(expression)) {
    case T_A_Const:
      return constant(as<A_Const>(expression));
    case T_ParamRef:
      return parameter(as<ParamRef>(expression), scope);
    case T_ColumnRef:
      return column(as<ColumnRef>(expression), scope);
    case T_TypeCast:
      return cast_to(as<TypeCast>(expression), scope, depth);
    case T_A_Expr:
      return operation(as<A_Expr>(expression), scope, depth);
    case T_BoolExpr:
      return logic(as<BoolExpr>(expression), scope, depth);
    case T_NullTest:
      return null_test(as<NullTest>(expression), scope, depth);
    case T_BooleanTest:
      return boolean_test(as<BooleanTest>(expression), scope, depth);
    case T_CoalesceExpr:
      return coalesce(as<CoalesceExpr>(expression), scope, depth);
    case T_CaseExpr:
      return choose(as<CaseExpr>(expression), scope, depth);
    case T_FuncCall:
      return call(as<FuncCall>(expression), scope, depth);
    case T_A_ArrayExpr:
      return array(as<A_ArrayExpr>(expression), scope, depth);
    default:
      return Value::unknown();
  }
}

}  // namespace godwit::postgres
