#include <godwit/rules/cypher/modernize.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>
#include <godwit/text/dialect_text.h>

namespace godwit {
namespace {

using Rewrites = std::vector<Rewrite>;
constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view blank = " \t\r\n";

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; };
    return upper(x) == upper(y);
  });
}

/// The place right behind the first time that this keyword or symbol stands outside strings, names and comments.
std::optional<Span> behind_token(const RuleContext& context, Span span, std::string_view wanted) {
  const std::string_view text = context.text(span);
  for (std::size_t at = 0; at < text.size();) {
    const Token next = context.language().token(text, at);
    const bool may_be = next.kind == Token::Kind::word || next.kind == Token::Kind::symbol;
    const std::uint32_t end = span.begin + static_cast<std::uint32_t>(next.end);
    if (may_be && same_letters(text.substr(at, next.end - at), wanted)) return Span{end, end};
    at = next.end;
  }
  return std::nullopt;
}

struct Use {
  const Operation& operation;
  const Statement& statement;
  const RuleContext& context;

  [[nodiscard]] Span span() const { return operation.span; }
  [[nodiscard]] std::string_view text() const { return context.text(span()); }
  [[nodiscard]] Span part(std::size_t begin, std::size_t end) const {
    return {span().begin + static_cast<std::uint32_t>(begin), span().begin + static_cast<std::uint32_t>(end)};
  }
  /// The operation of a kind with the same words.
  template <class T>
  [[nodiscard]] const T* same() const {
    for (const Operation& each : statement.operations)
      if (const T* found = each.as<T>(); found && each.span == span()) return found;
    return nullptr;
  }
};

/// Whether operators that bind more tightly than IS NOT NULL stand around.
bool is_operand(const Use& use) {
  const std::string_view all = use.context.text(use.statement.span);
  const std::size_t before = all.substr(0, use.span().begin - use.statement.span.begin).find_last_not_of(blank);
  const std::size_t after = all.find_first_not_of(blank, use.span().end - use.statement.span.begin);
  constexpr std::string_view operators = "=<>+-*/%^[.";
  return (before != npos && operators.find(all[before]) != npos) ||
         (after != npos && operators.find(all[after]) != npos);
}

Rewrites exists_property(const Use& use) {
  const auto open = behind_token(use.context, use.span(), "(");
  if (!open || !use.text().ends_with(')')) return {};
  std::string_view inside = use.context.text({open->end, use.span().end - 1});
  inside.remove_prefix(std::min(inside.find_first_not_of(blank), inside.size()));
  inside = inside.substr(0, inside.find_last_not_of(blank) + 1);
  const std::string text = std::string(inside) + " IS NOT NULL";
  return {{use.span(), is_operand(use) ? "(" + text + ")" : text}};
}

Rewrites octal(const Use& use) { return {{use.span(), "0o" + std::string(use.text().substr(1))}}; }
Rewrites hexadecimal(const Use& use) { return {{use.part(0, 2), "0x"}}; }
Rewrites distance(const Use& use) { return {{use.part(0, 0), "point."}}; }

/// `:A|:B`.
Rewrites colons(const Use& use) {
  Rewrites out;
  bool bar = false;
  for (std::size_t at = 0; at < use.text().size();) {
    const Token next = language_of("cypher").token(use.text(), at);
    if (next.kind == Token::Kind::symbol) {
      if (bar && use.text()[at] == ':') out.push_back({use.part(at, next.end), ""});
      bar = use.text()[at] == '|';
    } else if (next.kind != Token::Kind::blank) {
      bar = false;
    }
    at = next.end;
  }
  return out;
}

/// Takes a word out, with the blank behind it.
Rewrites without_word(const Use& use, std::string_view word) {
  const auto end = behind_token(use.context, use.span(), word);
  if (!end) return {};
  const std::uint32_t begin = end->end - static_cast<std::uint32_t>(word.size());
  return {{{begin, end->end + 1}, ""}};
}

Rewrites btree_index(const Use& use) {
  const auto* index = use.same<graph::CreateIndex>();
  // A plain index is BTREE before 5 and RANGE from 5 on: the kind that each server means.
  return index && !index->has_options ? without_word(use, "BTREE") : Rewrites{};
}
Rewrites btree_hint(const Use& use) { return without_word(use, "BTREE"); }

Rewrites old_index(const Use& use) {
  const auto* index = use.same<graph::CreateIndex>();
  if (!index || index->over.properties.empty()) return {};
  const std::string name = graph_advice::made_name(index->over, "index");
  return {{use.span(), "CREATE INDEX " + name + " " + graph_advice::index_pattern(index->over)}};
}

Rewrites old_constraint(const Use& use) {
  const auto* made = use.same<graph::CreateConstraint>();
  if (!made || made->over.properties.empty() || made->has_options || made->name_is_parameter) return {};
  const bool unique = made->kind == graph::ConstraintKind::unique;
  const std::string suffix = unique ? "unique" : made->kind == graph::ConstraintKind::key ? "key" : "exists";
  const std::string name =
      graph_advice::name(made->name.empty() ? graph_advice::made_name(made->over, suffix) : made->name);
  return {{use.span(), "CREATE CONSTRAINT " + name + (made->if_not_exists ? " IF NOT EXISTS " : " ") +
                           graph_advice::constraint_pattern(*made)}};
}

/// Where the history knows the name.
Rewrites old_drop(const Use& use) {
  const GraphSchema& graph = use.context.world().catalog.graph;
  if (const auto* index = use.same<graph::DropIndex>())
    for (const GraphIndex& each : graph.indexes())
      if (each.over == index->over && !each.name_made_up)
        return {{use.span(), "DROP INDEX " + graph_advice::name(each.name)}};
  if (const auto* constraint = use.same<graph::DropConstraint>())
    for (const GraphConstraint& each : graph.constraints())
      if (each.over == constraint->over && constraint->kind == each.kind && !each.name_made_up)
        return {{use.span(), "DROP CONSTRAINT " + graph_advice::name(each.name)}};
  return {};
}

/// The variables that a subquery's first WITH brings in, and where the next clause begins; nothing where that WITH does
/// more than bring in.
std::optional<std::pair<std::string, std::size_t>> imports(std::string_view text, std::size_t at) {
  std::string names;
  bool name_next = true;
  while (at < text.size()) {
    const Token next = language_of("cypher").token(text, at);
    const std::string_view word = text.substr(at, next.end - at);
    const bool is_name = next.kind == Token::Kind::word || next.kind == Token::Kind::name || word == "*";
    if (next.kind == Token::Kind::comment) return std::nullopt;
    if (is_name && !name_next) {
      constexpr std::array<std::string_view, 13> clauses{"MATCH",  "OPTIONAL", "SET",    "CREATE", "MERGE",
                                                         "DELETE", "DETACH",   "REMOVE", "UNWIND", "CALL",
                                                         "WITH",   "RETURN",   "FOREACH"};
      std::string upper(word);
      std::transform(upper.begin(), upper.end(), upper.begin(),
                     [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
      if (std::find(clauses.begin(), clauses.end(), upper) == clauses.end()) return std::nullopt;
      return std::pair(names, at);
    }
    if (is_name) names += std::string(word), name_next = false;
    if (word == ",") names += ", ", name_next = true;
    if (!is_name && word != "," && next.kind != Token::Kind::blank) return std::nullopt;
    at = next.end;
  }
  return std::nullopt;
}

/// `CALL { WITH n ... }` as `CALL (n) { ... }`.
Rewrites unscoped_call(const Use& use) {
  const std::string_view text = use.text();
  const auto brace = behind_token(use.context, use.span(), "{");
  const auto call = behind_token(use.context, use.span(), "CALL");
  if (!brace || !call || behind_token(use.context, use.span(), "UNION")) return {};
  const std::size_t first = text.find_first_not_of(blank, brace->end - use.span().begin);
  if (first == npos || text.substr(first, 2) == "//" || text.substr(first, 2) == "/*") return {};
  const Token word = language_of("cypher").token(text, first);
  const auto with = behind_token(use.context, use.part(first, word.end), "WITH");
  if (!with) return {{*call, " ()"}};
  const auto brought = imports(text, word.end);
  if (!brought) return {};
  return {{*call, " (" + brought->first + ")"}, {use.part(first, brought->second), ""}};
}

struct FeatureRewrite {
  std::string_view feature;
  Rewrites (*make)(const Use&);
};
constexpr std::array rows{FeatureRewrite{"exists-property", exists_property},
                          FeatureRewrite{"old-octal", octal},
                          FeatureRewrite{"upper-case-hexadecimal", hexadecimal},
                          FeatureRewrite{"distance-function", distance},
                          FeatureRewrite{"colon-in-type-alternatives", colons},
                          FeatureRewrite{"btree-index", btree_index},
                          FeatureRewrite{"btree-hint", btree_hint},
                          FeatureRewrite{"old-index-form", old_index},
                          FeatureRewrite{"old-constraint-form", old_constraint},
                          FeatureRewrite{"old-index-drop", old_drop},
                          FeatureRewrite{"old-constraint-drop", old_drop},
                          FeatureRewrite{"unscoped-call", unscoped_call}};

}  // namespace

std::vector<Rewrite> modernized(const graph::UseFeature& use, const Operation& operation, const Statement& statement,
                                const RuleContext& context) {
  const auto row =
      std::find_if(rows.begin(), rows.end(), [&](const FeatureRewrite& each) { return each.feature == use.feature; });
  if (row == rows.end() || operation.in_code) return {};
  return row->make({operation, statement, context});
}

std::string with_rewrites(Span span, const std::vector<Rewrite>& edits, const RuleContext& context) {
  std::string text(context.text(span));
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit)
    text.replace(edit->span.begin - span.begin, edit->span.end - edit->span.begin, edit->text);
  return text + ";";
}

}  // namespace godwit
