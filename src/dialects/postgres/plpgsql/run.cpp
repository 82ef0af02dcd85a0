#include <algorithm>
#include <optional>

#include "dialects/postgres/lower.h"
#include "dialects/postgres/parse.h"
#include "dialects/postgres/plpgsql/follow_code.h"
#include "dialects/postgres/plpgsql/walk.h"

namespace godwit::postgres {
namespace {

constexpr int deepest_call = 8;
constexpr int most_steps = 50000;
constexpr std::size_t most_operations = 10000;

struct ParsedRoutine final : RoutineCode {
  std::optional<Routine> routine;  ///< once it was called
};

bool is_input(const CreateFunction::Parameter& each) {
  return each.mode == 'i' || each.mode == 'b' || each.mode == 'v';
}
bool is_output(const CreateFunction::Parameter& each) {
  return each.mode == 'o' || each.mode == 'b' || each.mode == 't';
}

std::string dollar_quoted(const std::string& body) {
  std::string tag = "$body$";
  while (body.find(tag) != std::string::npos) tag.insert(5, "_");
  return tag + body + tag;
}

std::string called(const CreateFunction::Parameter& parameter, std::size_t index) {
  return parameter.name.empty() ? "$" + std::to_string(index + 1) : parameter.name;
}

std::string always_quoted(const std::string& name) {
  std::string out = "\"";
  for (char c : name) out += c == '"' ? std::string(2, c) : std::string(1, c);
  return out + "\"";
}

/// The parser wants the whole statement but knows no types of the history: the parameters' types do not matter to it.
std::string definition_of(const CreateFunction& routine) {
  std::string parameters;
  std::ptrdiff_t outputs = 0;
  for (const CreateFunction::Parameter& each : routine.parameters) {
    outputs += is_output(each) ? 1 : 0;
    parameters += parameters.empty() ? "" : ", ";
    parameters += each.mode == 'b' ? "INOUT " : is_output(each) ? "OUT " : "";
    parameters += (each.name.empty() ? "" : always_quoted(each.name)) + " text";
  }
  std::string returns = routine.returns == "void" || routine.kind == ObjectKind::procedure ? "void" : "text";
  if (outputs > 0 && routine.returns_set) returns = outputs > 1 ? "record" : "text";
  returns =
      outputs > 0 && !routine.returns_set ? "" : (routine.returns_set ? " RETURNS SETOF " : " RETURNS ") + returns;
  return "CREATE FUNCTION f(" + parameters + ")" + returns + " LANGUAGE plpgsql AS " + dollar_quoted(routine.body);
}

Value given(const CreateFunction::Parameter& parameter, std::size_t position, const CodeCall& call) {
  const std::string type = parameter.type.dimensions > 0 ? "_" + parameter.type.name : parameter.type.name;
  if (parameter.mode == 'v') return Value::unknown();
  for (const CodeArgument& each : call.arguments)
    if (!each.name.empty() && each.name == parameter.name) return cast(each.value, type);
  if (position < call.arguments.size() && call.arguments[position].name.empty())
    return cast(call.arguments[position].value, type);
  return parameter.default_constant ? cast(Value::of(*parameter.default_constant), type) : Value::unknown();
}

Scope bind(const CreateFunction& routine, const CodeCall& call, const Surroundings& around) {
  Scope out{around, routine.function.name};
  std::size_t position = 0;
  for (std::size_t i = 0; i < routine.parameters.size(); ++i) {
    const CreateFunction::Parameter& each = routine.parameters[i];
    out.parameters.push_back(called(each, i));
    out.variables[out.parameters.back()] = is_input(each) ? given(each, position, call) : Value::null();
    if (is_input(each)) ++position;
  }
  return out;
}

/// Whether the operation is worth adding when a routine, not the user, says it.
bool matters(const Operation& operation) {
  if (operation.as<Irrelevant>()) return false;
  const auto* read = operation.as<ReadRows>();
  if (!read || !read->query.reads.empty() || !read->query.changes.empty()) return true;
  return std::any_of(read->query.calls.begin(), read->query.calls.end(),
                     [](const Call& call) { return call.function.name == "set_config"; });
}

}  // namespace

std::shared_ptr<RoutineCode> make_routine_code() { return std::make_shared<ParsedRoutine>(); }

Span CodePlace::find(std::string_view words, std::size_t line) const {
  std::size_t from = 0;
  for (std::size_t i = 1; i < line && body.find('\n', from) != std::string_view::npos; ++i)
    from = body.find('\n', from) + 1;
  const std::size_t found = in_script.empty() || words.empty() ? std::string_view::npos : body.find(words, from);
  if (found == std::string_view::npos) return whole;
  const auto begin = in_script.begin + static_cast<std::uint32_t>(found);
  return {begin, begin + static_cast<std::uint32_t>(words.size())};
}

void CodeRun::block(const RunCode& code, CodeAt at) {
  if (code.language != "plpgsql") return opaque("code in " + code.language + " is not read", at);
  if (depth_ >= deepest_call) return opaque("DO blocks inside of DO blocks, too deep to be followed", at);
  const bool outermost = depth_++ == 0;
  in_script_ = outermost;
  walk(read_routine("DO " + dollar_quoted(code.body)), {code.body, code.body_span, at.span}, Scope{around_}, at);
  --depth_;
  in_script_ = false;
}

void CodeRun::walk(const Routine& routine, const CodePlace& place, Scope scope, CodeAt at) {
  at.span = place.whole;
  if (!routine.error.empty()) return opaque("this PL/pgSQL could not be read: " + routine.error, at);
  Walker(*this, routine, place, std::move(scope)).walk(at);
}

const CatalogFunction* CodeRun::overload(const CodeCall& call) const {
  const CatalogFunction* out = nullptr;
  bool exact = false;
  for (const CatalogFunction* each : around_.catalog.find_functions(call.function)) {
    const std::vector<CreateFunction::Parameter>& all = each->written.parameters;
    const auto inputs = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), is_input));
    const auto optional = static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [](const auto& one) { return is_input(one) && (one.has_default || one.mode == 'v'); }));
    const bool open = std::any_of(all.begin(), all.end(), [](const auto& one) { return one.mode == 'v'; });
    const std::size_t count = call.arguments.size();
    if (count + optional < inputs || (count > inputs && !open) || (exact && count != inputs)) continue;
    exact = count == inputs;
    out = each;
  }
  return out;
}

void CodeRun::follow(const CodeCall& call, CodeAt at) {
  const CatalogFunction* function = overload(call);
  const CreateFunction* routine = function ? &function->written : nullptr;
  // An immutable function changes nothing; a trigger's is not called by name.
  if (!routine || routine->body.empty() || routine->volatility == Volatility::immutable ||
      routine->returns == "trigger")
    return;
  if (routine->language == "c" || routine->language == "internal") return;
  const std::string name = "`" + routine->function.name + "()`";
  if (routine->language != "plpgsql" && routine->language != "sql")
    return opaque(name + " is in " + routine->language + ", which is not read", at);
  if (depth_ >= deepest_call) return opaque(name + " calls itself, or others, too deep to be followed", at);
  ++depth_;
  enter(*function, call, {at.span, at.conditional || call.for_each_row, 0, at.caught});
  --depth_;
}

void CodeRun::enter(const CatalogFunction& function, const CodeCall& call, CodeAt at) {
  if (!step()) return;
  const CreateFunction& routine = function.written;
  Scope scope = bind(routine, call, around_);
  if (routine.language == "sql") return read({routine.body}, at, scope);
  auto& parsed = static_cast<ParsedRoutine&>(*function.code);
  if (!parsed.routine) parsed.routine = read_routine(definition_of(routine));
  walk(*parsed.routine, {routine.body, {}, at.span}, std::move(scope), at);
}

void CodeRun::read(const EmbeddedSql& sql, CodeAt at, const Scope& scope,
                   const std::function<void(const Node*)>& look) {
  if (!step()) return;
  Statement inner{{0, static_cast<std::uint32_t>(sql.text.size())}, {}};
  std::vector<CodeCall> calls;
  bool failed = false;
  {
    std::optional<Parse> parse;  // ends before anything that is called is read
    if (!sql.tree) parse.emplace(sql.text.c_str(), sql.mode);
    failed = parse && parse->error();
    const List* tree = failed ? nullptr : parse ? parse->tree() : sql.tree;
    for (const RawStmt* raw : Nodes<RawStmt>(tree)) {
      const auto* assignment = node_as<PLAssignStmt>(raw->stmt, T_PLAssignStmt);
      const Node* node = assignment ? reinterpret_cast<const Node*>(assignment->val) : raw->stmt;
      Lowering to{{sql.text, 0, inner.span}, inner};
      lower_statement(node, to);
      for (CodeCall& each : calls_in(node, scope)) calls.push_back(std::move(each));
      if (look) look(node);
    }
  }
  if (failed) return opaque("a statement in this code is not SQL by itself", at);
  const bool said = said_before(sql.text, at);
  const bool asked_for = in_script_ && depth_ == 1 && sql.mode == PG_QUERY_PARSE_DEFAULT;
  if (!said)
    for (Operation& operation : inner.operations) add(std::move(operation), at, asked_for);
  for (const CodeCall& each : calls) follow(each, at);
}

/// Another round of a loop says the same in the same place: one cause, one operation.
bool CodeRun::said_before(const std::string& sql, CodeAt at) {
  const std::string place =
      std::to_string(at.span.begin) + ":" + std::to_string(depth_) + ":" + std::to_string(at.line);
  const auto [found, first_time] = said_.emplace(place + ":" + sql, statement_.operations.size());
  if (!first_time && found->second < statement_.operations.size()) {
    Operation& first = statement_.operations[found->second];
    first.repeated = first.in_code && first.span == at.span;
  }
  return !first_time;
}

void CodeRun::add(Operation operation, CodeAt at, bool asked_for) {
  if (!asked_for && !matters(operation)) return;
  if (added_ >= most_operations) {
    steps_ = most_steps;
    step();
    return;
  }
  ++added_;
  remember(operation);
  operation.span = at.span;
  operation.in_code = true;
  operation.conditional = at.conditional;
  operation.caught = at.caught;
  const auto* code = operation.as<RunCode>();
  const RunCode nested = code ? *code : RunCode{};
  statement_.operations.push_back(std::move(operation));
  if (code) block({nested.language, false, nested.body, {}}, at);
}

void CodeRun::remember(const Operation& operation) {
  const auto plain = [&](const Name& name) {
    return (name.schema.empty() ? around_.catalog.resolve_schema("") : name.schema) + "." + name.name;
  };
  if (const auto* create = operation.as<CreateTable>()) around_.made.insert(plain(create->table));
  const auto* drop = operation.as<DropObjects>();
  if (!drop || (drop->kind != ObjectKind::table && drop->kind != ObjectKind::materialized_view)) return;
  for (const DropObjects::Object& each : drop->objects) {
    around_.made.erase(plain(each.name));
    around_.dropped.insert(plain(each.name));
  }
}

void CodeRun::opaque(std::string reason, CodeAt at) {
  for (const Operation& each : statement_.operations)
    if (each.as<Opaque>() && each.span == at.span) return;
  Operation& said = statement_.operations.emplace_back(Opaque{std::move(reason), {}}, at.span);
  said.in_code = true;
  said.conditional = at.conditional;
}

bool CodeRun::step() {
  if (!stopped_ && ++steps_ > most_steps) {
    stopped_ = true;
    statement_.operations.emplace_back(Opaque{"this code does more than is followed", {}}, statement_.span).in_code =
        true;
  }
  return !stopped_;
}

void CodeRun::finish() {
  if (!commits_) return;
  for (Operation& operation : statement_.operations)
    if (auto* code = std::get_if<RunCode>(&operation.what)) {
      code->commits = true;
      return;
    }
  statement_.operations.emplace_back(RunCode{"plpgsql", true, "", {}}, statement_.span).in_code = true;
}

}  // namespace godwit::postgres
