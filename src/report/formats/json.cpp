// The shape of these documents is a promise: docs/formats/json.md and its schemas say it, tests hold it.

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include <godwit/report/format.h>

#include "report/phrases.h"
#include "report/places.h"
#include "report/tokens.h"

namespace godwit {
namespace {

using Json = nlohmann::ordered_json;

constexpr int lint_version = 1;

Json position(const Place& place) { return {{"line", place.line}, {"column", place.column}, {"offset", place.offset}}; }

/// `path`, `start` and `end`.
Json located(Places& places, const FilePlace& place) {
  return {{"path", place.file->path}, {"start", position(places.start(place))}, {"end", position(places.end(place))}};
}

Json effect(const RelationEffect& effect) {
  Json out{{"relation", effect.object.plain()},
           {"lock", server_name(effect.lock)},
           {"blocks", token(blocks(effect.lock))},
           {"rewrite", effect.rewrite},
           {"scan", effect.scan},
           {"index_build", effect.index_build},
           {"words", phrase(effect)}};
  if (!effect.evidence.empty()) out["evidence"] = effect.evidence;
  return out;
}

Json help(Places& places, const Help& help) {
  Json edits = Json::array();
  for (const Edit& edit : help.edits) {
    edits.push_back(located(places, edit.place));
    edits.back()["text"] = edit.text;
  }
  return {{"text", help.text}, {"sql", help.sql}, {"edits", std::move(edits)}};
}

Json finding(Places& places, const Finding& finding) {
  Json out{{"rule", finding.rule},          {"severity", words(finding.severity)}, {"category", finding.category},
           {"risk", words(finding.risk)},   {"message", format(finding.message)},  {"arguments", Json::object()},
           {"migration", finding.migration}};
  for (const auto& [name, value] : finding.message.arguments) out["arguments"][name] = value;
  out.update(located(places, finding.place));
  out["statement"] = located(places, finding.statement.file ? finding.statement : finding.place);
  out["effects"] = Json::array();
  for (const RelationEffect& each : finding.effects) out["effects"].push_back(effect(each));
  out["help"] = help(places, finding.help);
  out["related"] = Json::array();
  for (const RelatedPlace& related : finding.related) {
    out["related"].push_back(located(places, related.place));
    out["related"].back()["message"] = related.message;
  }
  out["fingerprint"] = finding.fingerprint;
  out["suppressed"] = finding.suppression.suppressed;
  if (finding.suppression.suppressed) out["suppression_reason"] = finding.suppression.reason;
  return out;
}

Json summary(const Summary& summary) {
  return {{"files", summary.files},
          {"migrations", summary.migrations},
          {"statements", summary.statements},
          {"not_understood", summary.not_understood},
          {"findings",
           {{"error", summary.errors},
            {"warning", summary.warnings},
            {"note", summary.notes},
            {"suppressed", summary.suppressed}}},
          {"risk", words(summary.risk)}};
}

Json migration(const ReportedMigration& migration) {
  return {{"path", migration.path},
          {"framework", migration.framework},
          {"version", migration.version},
          {"direction", token(migration.direction)},
          {"transaction", words(migration.transaction)},
          {"risk", words(migration.risk)},
          {"statements", migration.statements},
          {"not_understood", migration.not_understood}};
}

/// Bytes that are not UTF-8 (in a path, in words of the user) become U+FFFD.
std::string written(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

ReportText lint(const Report& report, const FormatOptions& options) {
  Places places;
  Json out{{"version", lint_version},
           {"tool", {{"name", "godwit"}, {"version", options.version}}},
           {"summary", summary(report.summary)},
           {"migrations", Json::array()},
           {"findings", Json::array()},
           {"failures", Json::array()}};
  for (const ReportedMigration& each : report.migrations) out["migrations"].push_back(migration(each));
  for (const Finding& each : report.findings) out["findings"].push_back(finding(places, each));
  for (const Failure& each : report.failures)
    out["failures"].push_back({{"path", each.path}, {"message", each.message}});
  return {written(out)};
}

// ------------------------------------------------------------------------------------------------------- effects

bool is_table(ObjectKind kind) {
  return kind == ObjectKind::table || kind == ObjectKind::partitioned_table || kind == ObjectKind::materialized_view;
}

bool is_label(ObjectKind kind) { return kind == ObjectKind::label || kind == ObjectKind::relationship_type; }

/// Under which key a relation stands.
const char* place_of(const RelationEffect& effect) {
  if (is_label(effect.object.kind)) return "labels";
  return is_table(effect.object.kind) && !effect.made_here ? "tables" : "others";
}

Json whole_effect(const RelationEffect& effect) {
  Json out{{"lock", server_name(effect.lock)},
           {"rewrite", effect.rewrite},
           {"scan", effect.scan},
           {"index_build", effect.index_build},
           {"blocks", token(blocks(effect.lock))},
           {"kind", words(effect.object.kind)},
           {"in_use", token(effect.in_use)},
           {"readers_blocked_by_index", effect.readers_blocked_by_index}};
  if (!effect.evidence.empty()) out["evidence"] = effect.evidence;
  return out;
}

/// What only statements of a graph have.
void add_graph(const ReportedStatement& statement, Json& out) {
  if (statement.result.kind == StatementKind::unknown) return;
  out["statement_kind"] = words(statement.result.kind);
  out["plan"] = Json::array();
  for (const PlanEffect& each : statement.result.plan)
    out["plan"].push_back({{"kind", token(each.kind)}, {"what", each.what}, {"words", phrase(each)}});
  out["memory"] = Json::array();
  for (const MemoryEffect& each : statement.result.memory)
    out["memory"].push_back({{"what", each.what}, {"grows", each.grows}, {"words", phrase(each)}});
}

Json statement(Places& places, const ReportedStatement& statement) {
  const Place start = places.start(statement.place);
  Json out{{"offset", start.offset},
           {"end", statement.place.span.end},
           {"line", start.line},
           {"column", start.column},
           {"understood", statement.understood},
           {"in_transaction", token(statement.in_transaction)},
           {"tables", Json::object()},
           {"others", Json::object()},
           {"hazards", Json::array()}};
  for (const RelationEffect& each : statement.result.relations) out[place_of(each)][each.known_as] = whole_effect(each);
  for (const HazardEffect& each : statement.result.hazards)
    out["hazards"].push_back({{"hazard", token(each.hazard)},
                              {"certain", token(each.certain)},
                              {"object", each.object.innermost()},
                              {"words", phrase(each)}});
  add_graph(statement, out);
  return out;
}

/// One entry a file, though a file may hold both directions of a migration (goose): `statements` are those that run
/// forward, `down` those that take it back.
ReportText effects(const Report& report, const FormatOptions&) {
  Places places;
  Json out = Json::array();
  std::map<std::string_view, std::size_t> by_path;
  for (const ReportedMigration& migration : report.migrations) {
    const auto [entry, added] = by_path.try_emplace(migration.path, out.size());
    if (added)
      out.push_back({{"file", migration.path},
                     {"framework", migration.framework},
                     {"version", migration.version},
                     {"transaction", words(migration.transaction)},
                     {"statements", Json::array()},
                     {"down", Json::array()}});
    Json& list = out[entry->second][migration.direction == Direction::up ? "statements" : "down"];
    for (const ReportedStatement& each : migration.effects) list.push_back(statement(places, each));
  }
  return {written(out)};
}

}  // namespace

extern const Format json_format;
const Format json_format{"json", lint, effects};

}  // namespace godwit
