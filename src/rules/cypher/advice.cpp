#include <godwit/rules/cypher/advice.h>

#include <algorithm>

#include <godwit/text/dialect_text.h>

namespace godwit::graph_advice {
namespace {

std::string lower(std::string_view text) {
  std::string out;
  bool after_small = false;  // a capital behind a small letter begins a word
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && after_small) out += '_';
    after_small = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool plain = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    out += upper ? static_cast<char>(c + 32) : plain ? c : '_';
  }
  return out;
}

/// The variable that stands for what the schema is about: `p` of `:Person`.
std::string variable(const graph::Schema& over) {
  const std::string word = over.labels.empty() ? "n" : lower(over.labels.front());
  return word.empty() || word.front() == '_' || (word.front() >= '0' && word.front() <= '9') ? "n" : word.substr(0, 1);
}

std::string labels(const graph::Schema& over) {
  std::string out;
  for (const std::string& label : over.labels) out += (out.empty() ? ":" : "|") + name(label);
  return out;
}

std::string pattern(const graph::Schema& over) {
  const std::string inside = variable(over) + labels(over);
  return over.entity == graph::Entity::node ? "(" + inside + ")" : "()-[" + inside + "]-()";
}

std::string properties(const graph::Schema& over, bool brackets) {
  std::string out;
  for (const std::string& each : over.properties) out += (out.empty() ? "" : ", ") + variable(over) + "." + name(each);
  return brackets || over.properties.size() != 1 ? "(" + out + ")" : out;
}

}  // namespace

std::string name(std::string_view name) { return language_of("cypher").quoted(name); }

std::string shown(const graph::Schema& over) {
  return over.entity == graph::Entity::node ? labels(over) : "[" + labels(over) + "]";
}

std::string index_pattern(const graph::Schema& over) {
  return "FOR " + pattern(over) + " ON " + properties(over, true);
}

std::string constraint_pattern(const graph::CreateConstraint& op) {
  std::string is = "IS UNIQUE";
  if (op.kind == graph::ConstraintKind::key)
    is = op.over.entity == graph::Entity::node ? "IS NODE KEY" : "IS RELATIONSHIP KEY";
  if (op.kind == graph::ConstraintKind::exists) is = "IS NOT NULL";
  if (op.kind == graph::ConstraintKind::type) is = "IS :: " + op.type;
  return "FOR " + pattern(op.over) + " REQUIRE " + properties(op.over, false) + " " + is;
}

std::string made_name(const graph::Schema& over, std::string_view suffix) {
  std::string out;
  for (const std::string& each : over.labels) out += lower(each) + "_";
  for (const std::string& each : over.properties) out += lower(each) + "_";
  return out.append(suffix);
}

std::string shown_with_properties(const graph::Schema& over) {
  std::string out;
  for (const std::string& each : over.properties) out += (out.empty() ? "" : ", ") + each;
  return shown(over) + "(" + out + ")";
}

template <class T>
static std::string called(const char* what, const T& object) {
  const std::string name = object.name_made_up ? "" : " `" + object.name + "`";
  const std::string over = object.over.labels.empty() ? "" : " over `" + shown_with_properties(object.over) + "`";
  return std::string(object.name_made_up ? (*what == 'i' ? "an " : "a ") : "the ") + what + name + over;
}
std::string called(const GraphIndex& index) { return called("index", index); }
std::string called(const GraphConstraint& constraint) { return called("constraint", constraint); }

std::string violations(const graph::CreateConstraint& op) {
  using Kind = graph::ConstraintKind;
  const std::string v = variable(op.over);
  const std::string match = "MATCH " + pattern(op.over) + " WHERE ";
  std::string missing, present, with, columns;
  for (const std::string& each : op.over.properties) {
    const std::string property = v + "." + name(each);
    missing += (missing.empty() ? "" : " OR ") + property + " IS NULL";
    present += (present.empty() ? "" : " AND ") + property + " IS NOT NULL";
    with += property + " AS " + name(each) + ", ";
    columns += name(each) + ", ";
  }
  const std::string count = "occurrences";
  if (op.kind == Kind::exists) return match + missing + " RETURN count(*);";
  if (op.kind == Kind::type)
    return match + present + " AND NOT " + v + "." + name(op.over.properties.front()) + " IS :: " + op.type +
           " RETURN count(*);";
  return match + present + " WITH " + with + "count(*) AS " + count + " WHERE " + count + " > 1 RETURN " + columns +
         count + " LIMIT 100;";
}

const HazardEffect* refusal(const RuleContext& context, Refusal refusal) {
  const HazardEffect* may = nullptr;
  for (const HazardEffect& each : context.effects().hazards) {
    if (each.refusal != refusal || each.certain == Known::no) continue;
    if (each.certain == Known::yes) return &each;
    may = &each;
  }
  return may;
}

std::string certainly(const HazardEffect& hazard, std::string_view unless, std::string message) {
  return hazard.certain == Known::yes ? message : std::string(unless) + " " + message;
}

}  // namespace godwit::graph_advice
