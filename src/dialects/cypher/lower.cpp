#include "dialects/cypher/lower.h"

#include <algorithm>
#include <array>

namespace godwit::cypher {
namespace {

constexpr int deepest = 500;  // what is read by functions that call themselves; no person writes a tenth of it

/// How deeply those nodes are nested that lowering follows by recursion.
int depth_of(const Node& root) {
  constexpr std::array<std::string_view, 12> followed{
      "call_subquery", "query_block",         "conditional_query", "foreach_clause", "label_and",        "label_or",
      "label_not",     "parenthesized_label", "path_group",        "shortest_path",  "unary_expression", "query"};
  return root.depth(
      [&](std::string_view type) { return std::find(followed.begin(), followed.end(), type) != followed.end(); });
}

}  // namespace

void Lowering::source(const Node& root) {
  for (const Node& part : root.children()) {
    if (part.is("cypher_prefix")) {
      language(part);
    } else if (part.is("plan_prefix")) {
      add(Explain{is_word(part.text(), "PROFILE")}, part);
    } else if (part.is("use_clause")) {
      add(graph::Use{dotted_name(part.field("graph")), false}, part);
      check_use(root, part);
    } else if (part.is("query")) {
      Scope scope;
      query(part, scope);
    } else if (part.is("create_index")) {
      create_index(part);
    } else if (part.is("create_constraint")) {
      create_constraint(part);
    } else if (part.is("drop_index")) {
      drop_index(part);
    } else if (part.is("drop_constraint")) {
      drop_constraint(part);
    } else if (part.is("show_query")) {
      show(part);
    } else if (part.is("admin_command")) {
      administer(part);
    }
  }
}

/// Administration runs on the system database by itself, and takes no USE.
void Lowering::check_use(const Node& root, const Node& use) {
  for (const Node& part : root.children()) {
    if (part.is("admin_command")) refuse("42N79", "an administration command takes no USE", use);
    const Node target = part.child("show_command").field("target");
    if (is_word(target.text(), "DATABASES") || is_word(target.text(), "DATABASE"))
      use_feature("use-before-show-databases", use);
    else if (is_word(target.text(), "USERS") || is_word(target.text(), "ROLES"))
      refuse("42N79", "an administration command takes no USE", use);
  }
}

void Lowering::language(const Node& prefix) {
  const std::string version(prefix.field("version").text());
  for (const Node& option : prefix.children())
    if (option.is("cypher_option") && is_word(option.field("name").text(), "PLANNER") &&
        !is_word(option.field("value").text(), "COST") && !is_word(option.field("value").text(), "DP") &&
        !is_word(option.field("value").text(), "IDP"))
      refuse("22N10", "the planner is `cost`, `idp` or `dp`", option);
  if (version.empty()) return;
  graph::SelectLanguage made{version == "5" ? 5 : version == "25" ? 25 : 0, version};
  if (made.language == 5) use_feature("language-prefix", prefix);
  if (made.language == 25) use_feature("language-25-prefix", prefix);
  if (version.starts_with("3.") || version.starts_with("4."))
    use_feature("old-language-prefix", prefix);
  else if (made.language == 0)
    refuse("22N10", "no server speaks Cypher " + version, prefix);
  add(std::move(made), prefix);
}

void lower_statement(const Tree& tree, std::uint32_t base, Statement& out) {
  Lowering to(base, out);
  const Node root = tree.root();
  // Each level takes a character at least.
  if (root.text().size() > deepest && depth_of(root) > deepest) {
    to.add(Opaque{"it is nested too deeply to be followed", {}}, root);
    return;
  }
  to.source(root);
  to.features(root);
}

}  // namespace godwit::cypher
