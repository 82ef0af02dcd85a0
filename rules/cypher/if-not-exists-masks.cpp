#include <optional>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

/// What keeps the statement from making anything.
struct Mask {
  std::string what;
  std::string name;
  bool by_name = false;  ///< it is another thing of that name; else the same under another name
};

static std::optional<Mask> mask(const graph::CreateIndex& op, const RuleContext& context) {
  const GraphSchema& graph = context.world().catalog.graph;
  if (const GraphConstraint* named = graph.constraint(op.name))
    return Mask{graph_advice::called(*named), named->name, true};
  const bool plain = op.kind == graph::IndexKind::range || op.kind == graph::IndexKind::btree;
  const auto same_kind = [&](graph::IndexKind kind) {
    const bool its_plain = kind == graph::IndexKind::range || kind == graph::IndexKind::btree;
    return kind == op.kind || (plain && its_plain && !op.kind_is_written);
  };
  if (const GraphIndex* named = graph.index(op.name)) {
    if (named->over == op.over && same_kind(named->kind)) return std::nullopt;
    return Mask{graph_advice::called(*named), named->name, true};
  }
  for (const GraphIndex& each : graph.indexes())
    if (each.owner.empty() && each.over == op.over && same_kind(each.kind) && !op.name.empty())
      return Mask{graph_advice::called(each), each.name, false};
  return std::nullopt;
}

static std::optional<Mask> mask(const graph::CreateConstraint& op, const RuleContext& context) {
  const GraphSchema& graph = context.world().catalog.graph;
  if (const GraphConstraint* named = graph.constraint(op.name)) {
    if (named->over == op.over && named->kind == op.kind) return std::nullopt;
    return Mask{graph_advice::called(*named), named->name, true};
  }
  for (const GraphConstraint& each : graph.constraints())
    if (each.over == op.over && each.kind == op.kind && !op.name.empty())
      return Mask{graph_advice::called(each), each.name, false};
  return std::nullopt;
}

template <class Op>
static void look_at(const Op& op, const Operation& operation, const char* what, RuleContext& context) {
  if (!op.if_not_exists || cannot_run(context.effects())) return;
  const std::optional<Mask> found = mask(op, context);
  if (!found) return;
  auto finding = context.report(operation.span);
  if (found->by_name)
    finding.say("this makes nothing, and the migration goes on: the name is taken by {what}", {{"what", found->what}})
        .help("give it a name of its own, such as `" + graph_advice::made_name(op.over, what) + "`");
  else
    finding
        .say("this makes nothing: there is {what}, and none called `{name}` to drop",
             {{"what", found->what}, {"name", op.name}})
        .help("take the statement out, or give it the name that is there")
        .at_most(Severity::note);
  if (const StatementPlace* made = maker(found->name, context))
    finding.related(made->span, "made here", made->script);
}

static void check(const Statement& statement, RuleContext& context) {
  for (const Operation& operation : statement.operations) {
    if (const auto* index = operation.as<graph::CreateIndex>()) look_at(*index, operation, "index", context);
    if (const auto* constraint = operation.as<graph::CreateConstraint>())
      look_at(*constraint, operation, "constraint", context);
  }
}

extern const Rule if_not_exists_masks = on_statement(check);

}  // namespace godwit::rules::cypher
