// The shape of these documents is a promise: docs/formats/json.md and its schemas say it, tests hold it.

#include <algorithm>
#include <map>

#include <godwit/report/format.h>

#include "report/json_writer.h"
#include "report/phrases.h"
#include "report/places.h"
#include "report/project.h"
#include "report/tokens.h"

namespace godwit {
namespace {

constexpr unsigned lint_version = 1;

void position(JsonWriter& json, std::string_view key, const Place& place) {
  json.object(key, [&] {
    json.member("line", place.line);
    json.member("column", place.column);
    json.member("offset", place.offset);
  });
}

/// `path`, `start` and `end`.
void located(JsonWriter& json, Places& places, const FilePlace& place) {
  json.member("path", place.file->path);
  position(json, "start", places.start(place));
  position(json, "end", places.end(place));
}

void effect(JsonWriter& json, const RelationEffect& effect) {
  json.object([&] {
    json.member("relation", effect.object.plain());
    json.member("lock", effect.lock.server_name());
    json.member("blocks", token(effect.lock.blocks()));
    json.member("rewrite", effect.rewrite);
    json.member("scan", effect.scan);
    json.member("index_build", effect.index_build);
    json.member("words", phrase(effect));
    if (!effect.evidence.empty()) json.member("evidence", effect.evidence);
  });
}

void edits(JsonWriter& json, Places& places, const std::vector<Edit>& edits) {
  json.array("edits", [&] {
    for (const Edit& edit : edits)
      json.object([&] {
        located(json, places, edit.place);
        json.member("text", edit.text);
      });
  });
}

/// The edits of the first fix stand here, too: once they had no other place.
void help(JsonWriter& json, Places& places, const Finding& finding) {
  static const std::vector<Edit> none;
  json.object("help", [&] {
    json.member("text", finding.help.text);
    json.array("sql", [&] {
      for (const std::string& each : finding.help.sql) json.value(each);
    });
    edits(json, places, finding.fixes.empty() ? none : finding.fixes.front().edits);
  });
}

void fixes(JsonWriter& json, Places& places, const std::vector<Fix>& fixes) {
  json.array("fixes", [&] {
    for (const Fix& fix : fixes)
      json.object([&] {
        json.member("title", fix.title);
        json.member("applicability", words(fix.applicability));
        edits(json, places, fix.edits);
        json.array("new_files", [&] {
          for (const NewFile& file : fix.new_files)
            json.object([&] {
              json.member("path", file.path);
              json.member("text", file.text);
            });
        });
      });
  });
}

void suppression(JsonWriter& json, Places& places, const std::optional<Suppression>& suppression) {
  json.member("suppressed", suppression.has_value());
  if (!suppression) return;
  json.member("suppression_reason", suppression->reason);
  json.object("suppression", [&] {
    json.member("by", words(suppression->by));
    if (suppression->place.file) located(json, places, suppression->place);
  });
}

/// What is said twice under one name counts as it was said last.
void arguments(JsonWriter& json, const Message& message) {
  const auto& all = message.arguments;
  json.object("arguments", [&] {
    for (auto each = all.begin(); each != all.end(); ++each) {
      const auto same = [&](const auto& other) { return other.first == each->first; };
      if (std::find_if(all.begin(), each, same) != each) continue;
      json.member(each->first, std::find_if(all.rbegin(), all.rend(), same)->second);
    }
  });
}

void finding(JsonWriter& json, Places& places, const Finding& finding) {
  json.object([&] {
    json.member("rule", finding.rule);
    json.member("severity", words(finding.severity));
    json.member("category", finding.category);
    json.member("risk", words(finding.risk));
    json.member("message", format(finding.message));
    arguments(json, finding.message);
    json.member("migration", finding.migration);
    located(json, places, finding.place);
    json.object("statement",
                [&] { located(json, places, finding.statement.file ? finding.statement : finding.place); });
    json.array("effects", [&] {
      for (const RelationEffect& each : finding.effects) effect(json, each);
    });
    help(json, places, finding);
    fixes(json, places, finding.fixes);
    json.array("related", [&] {
      for (const RelatedPlace& related : finding.related)
        json.object([&] {
          located(json, places, related.place);
          json.member("message", related.message);
        });
    });
    json.member("fingerprint", finding.fingerprint);
    suppression(json, places, finding.suppression);
  });
}

void summary(JsonWriter& json, const Summary& summary) {
  json.object("summary", [&] {
    json.member("files", summary.files);
    json.member("migrations", summary.migrations);
    json.member("statements", summary.statements);
    json.member("not_understood", summary.not_understood);
    json.object("findings", [&] {
      json.member("error", summary.errors);
      json.member("warning", summary.warnings);
      json.member("note", summary.notes);
      json.member("suppressed", summary.suppressed);
    });
    json.member("excluded", summary.excluded);
    json.member("risk", words(summary.risk));
  });
}

void migration(JsonWriter& json, const ReportedMigration& migration) {
  json.object([&] {
    json.member("path", migration.path);
    json.member("framework", migration.framework);
    json.member("version", migration.version);
    json.member("direction", token(migration.direction));
    json.member("transaction", words(migration.transaction));
    json.member("risk", words(migration.risk));
    json.member("statements", migration.statements);
    json.member("not_understood", migration.not_understood);
  });
}

void findings(JsonWriter& json, const std::vector<Finding>& all) {
  json.array_side_by_side("findings", all.size(), [&](JsonWriter& part, std::size_t begin, std::size_t end) {
    Places places;
    for (std::size_t i = begin; i < end; ++i) finding(part, places, all[i]);
  });
}

void failures(JsonWriter& json, const std::vector<Problem>& failures) {
  Places places;
  json.array("failures", [&] {
    for (const Problem& each : failures)
      json.object([&] {
        json.member("path", each.place.file->path);
        json.member("message", each.message);
        json.member("kind", words(each.kind));
        if (!each.help.empty()) json.member("help", each.help);
        if (!has_span(each)) return;
        position(json, "start", places.start(each.place));
        position(json, "end", places.end(each.place));
      });
  });
}

ReportText lint(const Report& report, const FormatOptions& options) {
  JsonWriter json;
  json.object([&] {
    json.member("version", lint_version);
    json.object("tool", [&] {
      json.member("name", "godwit");
      json.member("version", options.version);
    });
    summary(json, report.summary);
    json.array("migrations", [&] {
      for (const ReportedMigration& each : report.migrations) migration(json, each);
    });
    findings(json, report.findings);
    failures(json, report.failures);
    json.array("ignored", [&] {
      for (const Ignored& each : report.ignored)
        json.object([&] {
          json.member("path", each.path);
          json.member("why", each.why);
        });
    });
  });
  return std::move(json).text();
}

// ------------------------------------------------------------------------------------------------------- effects

bool is_table(ObjectKind kind) {
  return kind == ObjectKind::table || kind == ObjectKind::partitioned_table || kind == ObjectKind::materialized_view;
}

bool is_label(ObjectKind kind) { return kind == ObjectKind::label || kind == ObjectKind::relationship_type; }

/// Under which key a relation stands.
std::string_view place_of(const RelationEffect& effect) {
  if (is_label(effect.object.kind)) return "labels";
  return is_table(effect.object.kind) && !effect.made_here ? "tables" : "others";
}

void whole_effect(JsonWriter& json, const RelationEffect& effect) {
  json.object(effect.known_as(), [&] {
    json.member("lock", effect.lock.server_name());
    json.member("rewrite", effect.rewrite);
    json.member("scan", effect.scan);
    json.member("index_build", effect.index_build);
    json.member("blocks", token(effect.lock.blocks()));
    json.member("kind", words(effect.object.kind));
    json.member("in_use", token(effect.in_use));
    json.member("readers_blocked_by_index", effect.readers_blocked_by_index);
    if (!effect.evidence.empty()) json.member("evidence", effect.evidence);
  });
}

/// The relations that stand under `key`, each once: as what was said of it last.
void relations(JsonWriter& json, std::string_view key, const std::vector<RelationEffect>& effects) {
  std::vector<const RelationEffect*> shown;
  std::map<std::string, std::size_t> by_name;
  for (const RelationEffect& each : effects) {
    if (place_of(each) != key) continue;
    const auto [entry, is_new] = by_name.try_emplace(each.known_as(), shown.size());
    if (is_new) shown.push_back(nullptr);
    shown[entry->second] = &each;
  }
  json.object(key, [&] {
    for (const RelationEffect* each : shown) whole_effect(json, *each);
  });
}

/// What only statements of a graph have.
void graph(JsonWriter& json, const ReportedStatement& statement) {
  if (std::any_of(statement.result.relations.begin(), statement.result.relations.end(), [](const auto& each) { return is_label(each.object.kind); }))
    relations(json, "labels", statement.result.relations);
  if (statement.result.kind == StatementKind::unknown) return;
  json.member("statement_kind", words(statement.result.kind));
  json.array("plan", [&] {
    for (const PlanEffect& each : statement.result.plan)
      json.object([&] {
        json.member("kind", token(each.kind));
        json.member("what", each.what);
        json.member("words", phrase(each));
      });
  });
  json.array("memory", [&] {
    for (const MemoryEffect& each : statement.result.memory)
      json.object([&] {
        json.member("what", each.what);
        json.member("grows", each.grows);
        json.member("words", phrase(each));
      });
  });
}

void statement(JsonWriter& json, Places& places, const ReportedStatement& statement) {
  const Place start = places.start(statement.place);
  json.object([&] {
    json.member("offset", start.offset);
    json.member("end", statement.place.span.end);
    json.member("line", start.line);
    json.member("column", start.column);
    json.member("understood", statement.understood);
    json.member("in_transaction", token(statement.in_transaction));
    relations(json, "tables", statement.result.relations);
    relations(json, "others", statement.result.relations);
    json.array("hazards", [&] {
      for (const HazardEffect& each : statement.result.hazards)
        json.object([&] {
          json.member("hazard", token(each.hazard));
          json.member("certain", token(each.certain));
          json.member("object", each.object.innermost());
          json.member("words", phrase(each));
        });
    });
    graph(json, statement);
  });
}

/// All migrations of one file, which may hold both directions (goose).
using OfOneFile = std::vector<const ReportedMigration*>;

std::vector<OfOneFile> by_file(const std::vector<ReportedMigration>& migrations) {
  std::vector<OfOneFile> out;
  std::map<std::string_view, std::size_t> numbers;
  for (const ReportedMigration& each : migrations) {
    const auto [entry, is_new] = numbers.try_emplace(each.path, out.size());
    if (is_new) out.emplace_back();
    out[entry->second].push_back(&each);
  }
  return out;
}

void statements(JsonWriter& json, Places& places, std::string_view key, const OfOneFile& file, Direction direction) {
  json.array(key, [&] {
    for (const ReportedMigration* migration : file) {
      if (migration->direction != direction) continue;
      for (const ReportedStatement& each : migration->effects) statement(json, places, each);
    }
  });
}

/// One entry a file: `statements` are those that run forward, `down` those that take it back.
ReportText effects(const Report& report, const FormatOptions&) {
  Places places;
  JsonWriter json;
  json.array([&] {
    for (const OfOneFile& file : by_file(report.migrations))
      json.object([&] {
        json.member("file", file[0]->path);
        json.member("framework", file[0]->framework);
        json.member("version", file[0]->version);
        json.member("transaction", words(file[0]->transaction));
        statements(json, places, "statements", file, Direction::up);
        statements(json, places, "down", file, Direction::down);
      });
  });
  return std::move(json).text();
}

}  // namespace

extern const Format json_format;
const Format json_format{"json", lint, effects, project_as_json};

}  // namespace godwit
