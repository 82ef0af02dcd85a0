#include "report/phrases.h"

#include <fmt/format.h>

#include "report/prose.h"

namespace godwit {
namespace {

struct Work {
  bool rewrite, scan, index_build;
  ObjectKind kind;
};

std::string_view words(const Work& work) {
  if (work.rewrite) return "every row is rewritten";
  if (work.index_build) return "an index is built";
  if (!work.scan) return "";
  if (work.kind == ObjectKind::label) return "every node is read";
  return work.kind == ObjectKind::relationship_type ? "every relationship is read" : "every row is read";
}

std::string phrase(Lock lock, const Work& work) {
  const std::string_view work_words = words(work);
  if (lock == Lock()) return std::string(work_words.empty() ? "no lock" : work_words);
  const std::string who = fmt::format("{} lock: {} {}", lock.manual_name(), lock.who_waits(), lock.wait());
  if (work_words.empty()) return who;
  return fmt::format("{}{} {}", who, lock.blocks() == Blocks::nothing ? "," : " while", work_words);
}

std::string_view words(Hazard hazard, bool certain) {
  switch (hazard) {
    case Hazard::fails_on_existing_rows:
      return certain ? "fails on rows that are there" : "may fail on rows that are there";
    case Hazard::loses_data:
      return certain ? "loses data" : "may lose data";
    case Hazard::breaks_deployed_code:
      return certain ? "breaks the application that is still running"
                     : "may break the application that is still running";
    case Hazard::refused_in_transaction:
      return certain ? "is refused inside a transaction" : "is refused if it runs inside a transaction";
    case Hazard::refused:
      return certain ? "is refused by the server" : "may be refused by the server";
    case Hazard::deprecated:
      return "is deprecated";
  }
  return {};
}

}  // namespace

std::string phrase(const RelationEffect& effect) {
  return phrase(effect.lock, {effect.rewrite, effect.scan, effect.index_build, effect.object.kind});
}

std::string described(const RelationEffect& effect) {
  const Work work{effect.rewrite, effect.scan, effect.index_build, effect.object.kind};
  if (effect.in_use == Known::no && effect.lock != Lock()) {
    const std::string_view what = words(work);
    return fmt::format("{} lock, but nobody else uses it{}{}", effect.lock.manual_name(), what.empty() ? "" : "; ",
                       what);
  }
  std::string out = phrase(effect.lock, work);
  if (effect.readers_blocked_by_index) out += "; queries that plan with its index wait, too";
  return out;
}

std::string phrase(const HazardEffect& hazard) {
  std::string out(words(hazard.hazard, hazard.certain == Known::yes));
  if (!hazard.object.name.empty()) out += fmt::format(" ({})", hazard.object.innermost());
  if (!hazard.why.empty()) out += ": " + hazard.why;
  return out;
}

std::string phrase(const PlanEffect& plan) {
  switch (plan.kind) {
    case PlanEffect::Kind::all_nodes_scan:
      return "every node of the graph is read";
    case PlanEffect::Kind::all_relationships_scan:
      return "every relationship of the graph is read";
    case PlanEffect::Kind::label_scan:
      return fmt::format("all of {} is read", plan.what);
    case PlanEffect::Kind::cartesian_product:
      return fmt::format("each is combined with each: {}", plan.what);
    case PlanEffect::Kind::eager:
      return "all rows are gathered before the first is worked on";
    case PlanEffect::Kind::unbounded_expand:
      return "paths of any length are followed";
  }
  return {};
}

std::string phrase(const MemoryEffect& memory) {
  return fmt::format("its changes{} stay in memory until the commit{}", memory.what.empty() ? "" : " of " + memory.what,
                     memory.grows ? ", and grow with the graph" : "");
}

std::string_view short_name(std::string_view relation) {
  constexpr std::string_view schema = "public.";
  if (relation.starts_with(schema)) relation.remove_prefix(schema.size());
  return relation;
}

std::string findings_phrase(const Summary& summary) {
  std::vector<std::string> parts;
  if (summary.errors > 0) parts.push_back(counted(summary.errors, "error", "errors"));
  if (summary.warnings > 0) parts.push_back(counted(summary.warnings, "warning", "warnings"));
  if (summary.notes > 0) parts.push_back(counted(summary.notes, "note", "notes"));
  return enumerated(parts);
}

}  // namespace godwit
