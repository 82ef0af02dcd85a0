#include <algorithm>
#include <map>
#include <span>

#include <fmt/format.h>

#include <godwit/report/format.h>
#include <godwit/source/side_by_side.h>
#include <godwit/source/utf8.h>
#include <godwit/text/dialect_text.h>

#include "report/excerpt.h"
#include "report/paint.h"
#include "report/phrases.h"
#include "report/places.h"
#include "report/project.h"
#include "report/prose.h"

namespace godwit {
namespace {

constexpr std::size_t most_effects = 3;    // of one finding: the reader has ten seconds
constexpr std::size_t widest_name = 24;    // of a relation, for what is said of several to stand in one column
constexpr std::size_t widest_prose = 100;  // longer lines are hard to read, however wide the terminal is
constexpr std::size_t most_ignored = 3;
constexpr std::size_t findings_at_once = 128;
constexpr std::size_t usual_size = 768;  // of a finding's text, in bytes

class Writer {
 public:
  Writer(const Report& report, const FormatOptions& options)
      : report_(report),
        partial_(options.partial),
        paint_(options.color),
        width_(std::max<std::size_t>(options.width, 40)),
        prose_(std::min(width_, widest_prose)) {}

  void finding(const Finding& finding);
  void finding_in_one_line(const Finding& finding);
  void statistics(const Report& report);
  void summary(const Report& report);
  void statements_read(const Report& report);
  void risk(const Report& report);
  void ignored(const Report& report);
  void migration(const ReportedMigration& migration);

  void expect(std::size_t bytes) { out_.reserve(bytes); }
  [[nodiscard]] std::string text() && { return std::move(out_); }

 private:
  void source(const Finding& finding);
  void effects(const Finding& finding);
  void way_out(const Finding& finding);
  void elsewhere(const Finding& finding);
  void statement(const ReportedStatement& statement);
  void labelled(Tone tone, std::string_view label, std::size_t wide, std::string_view text, std::size_t margin);
  void painted(Tone tone, std::string_view lines);
  [[nodiscard]] std::string place(const FilePlace& place);

  const Report& report_;
  bool partial_;
  Paint paint_;
  std::size_t width_;
  std::size_t prose_;
  Places places_;
  std::string out_;
};

std::string Writer::place(const FilePlace& place) {
  const Place start = places_.start(place);
  return fmt::format("{}:{}:{}", printable(place.file->path), start.line, start.column);
}

/// `label text` behind `margin` blanks, wrapped so that the text stands clear of the label. Labels of a list are padded
/// to `wide`.
void Writer::labelled(Tone tone, std::string_view label, std::size_t wide, std::string_view text, std::size_t margin) {
  const std::string shown = printable(label);
  const std::size_t length = code_point_count(shown);
  const std::size_t column = margin + std::max(length, wide) + (wide == 0 ? 1 : 2);
  out_.append(margin, ' ').append(paint_(tone, shown)).append(column - margin - length, ' ');
  out_.append(continued(printable(text), prose_, std::min(column, margin + widest_name + 2), column)).append("\n");
}

void Writer::finding(const Finding& finding) {
  out_ += fmt::format("{} {} {}\n", place(finding.place), paint_(tone(finding.severity), words(finding.severity)),
                      finding.rule);
  painted(Tone::strong, wrapped(printable(format(finding.message)), prose_, 2));
  out_ += '\n';
  source(finding);
  effects(finding);
  elsewhere(finding);
  way_out(finding);
  out_ += '\n';
}

/// Line by line, so that no colour reaches the margin of the next line.
void Writer::painted(Tone tone, std::string_view lines) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    out_.append(paint_(tone, lines.substr(0, end))).append("\n");
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
}

void Writer::source(const Finding& finding) {
  std::vector<Mark> marks;
  marks.reserve(finding.related.size() + 2);
  marks.push_back({finding.place.span, "", true});
  for (const RelatedPlace& related : finding.related)
    if (related.place.file == finding.place.file) marks.push_back({related.place.span, related.message, false});
  const BufferPtr& file = finding.place.file;
  // Of a statement over many lines the first says what it works on.
  if (finding.statement.file == file)
    marks.push_back({{finding.statement.span.begin, finding.statement.span.begin}, "", false, true});
  out_ += excerpt(file->text, places_.lines(file), std::move(marks), paint_, tone(finding.severity), width_);
}

/// What makes somebody wait, or writes everything anew; what only reads along is left to the other formats.
void Writer::effects(const Finding& finding) {
  std::vector<const RelationEffect*> shown;
  for (const RelationEffect& effect : finding.effects)
    if (effect.lock.blocks() != Blocks::nothing || effect.rewrite) shown.push_back(&effect);
  if (shown.empty()) return;
  // One more line costs less than saying that there is one more.
  const std::size_t count = shown.size() <= most_effects + 1 ? shown.size() : most_effects;
  std::size_t wide = 0;
  for (std::size_t i = 0; i < count; ++i) wide = std::max(wide, code_point_count(short_name(shown[i]->object.plain())));
  out_ += '\n';
  for (std::size_t i = 0; i < count; ++i)
    labelled(Tone::strong, short_name(shown[i]->object.plain()), std::min(wide, widest_name), phrase(*shown[i]), 2);
  if (count < shown.size())
    out_ += fmt::format("  and {}\n", counted(shown.size() - count, "more relation", "more relations"));
}

/// Related places in other files; those in the same file stand in the excerpt.
void Writer::elsewhere(const Finding& finding) {
  for (const RelatedPlace& related : finding.related)
    if (related.place.file != finding.place.file)
      labelled(Tone::note, "see:", 0, fmt::format("{} {}", place(related.place), related.message), 2);
}

/// What can be pasted. Edits are for editors: a reader sees the line they are about.
void Writer::way_out(const Finding& finding) {
  const Help& help = finding.help;
  const std::string_view comment = language_of(report_.migrations[finding.migration].dialect).comment_mark();
  if (help.text.empty() && help.sql.empty()) return;
  out_ += '\n';
  if (!help.text.empty()) labelled(Tone::good, "help:", 0, help.text, 2);
  for (std::size_t i = 0; i < help.sql.size(); ++i) {
    out_ += '\n';
    if (help.sql.size() > 1)
      painted(Tone::faint, fmt::format("      {} migration {} of {}", comment, i + 1, help.sql.size()));
    painted(Tone::help, indented(printable(help.sql[i]), 6));
  }
  for (const Fix& fix : finding.fixes)
    for (const NewFile& file : fix.new_files) {
      painted(Tone::faint, fmt::format("\n      {} {}, a new file", comment, printable(file.path)));
      painted(Tone::help, indented(printable(file.text), 6));
    }
}

void Writer::finding_in_one_line(const Finding& finding) {
  out_ += fmt::format("{}: {}: {} [{}]\n", paint_(Tone::strong, place(finding.place)),
                      paint_(tone(finding.severity), words(finding.severity)), printable(format(finding.message)),
                      finding.rule);
}

void Writer::statistics(const Report& report) {
  struct RuleCount {
    std::size_t count = 0;
    Severity severity = Severity::note;
    std::string_view rule;
  };
  std::map<std::string_view, RuleCount> by_rule;
  for (const Finding& finding : report.findings) {
    if (finding.suppression) continue;
    RuleCount& row = by_rule[finding.rule];
    row = {row.count + 1, std::max(row.severity, finding.severity), finding.rule};
  }
  std::vector<RuleCount> rows;
  for (auto& entry : by_rule) rows.push_back(std::move(entry.second));
  std::stable_sort(rows.begin(), rows.end(), [](const RuleCount& a, const RuleCount& b) { return a.count > b.count; });
  for (const RuleCount& row : rows) {
    const std::string severity(words(row.severity));
    out_ += fmt::format("{:>6}  {}{} {}\n", row.count, paint_(tone(row.severity), severity),
                        std::string(8 - severity.size(), ' '), row.rule);
  }
  if (!rows.empty()) out_ += '\n';
}

/// What is wrong with a configuration is said beside the report.
std::size_t unread_paths(const Report& report) {
  return static_cast<std::size_t>(
      std::count_if(report.failures.begin(), report.failures.end(),
                    [](const Problem& failure) { return failure.kind == Problem::Kind::unreadable; }));
}

void Writer::statements_read(const Report& report) {
  const Summary& summary = report.summary;
  out_ += "Read " + counted(summary.statements, "statement", "statements");
  if (summary.not_understood == 0)
    out_ += unread_paths(report) == 0 ? ", all understood." : "; not everything was read.";
  else
    out_ += paint_(Tone::warning, fmt::format("; {} not understood.", counted(summary.not_understood, "was", "were")));
  out_ += '\n';
}

/// Scripts that were left out, with the reason.
void Writer::ignored(const Report& report) {
  for (std::size_t i = 0; i < std::min(report.ignored.size(), most_ignored); ++i)
    painted(Tone::faint, fmt::format("Ignored: {}, since {}.", printable(report.ignored[i].path), report.ignored[i].why));
  if (report.ignored.size() > most_ignored)
    painted(Tone::faint, fmt::format("Ignored: {} more; `godwit project` tells which.", report.ignored.size() - most_ignored));
}

void Writer::summary(const Report& report) {
  const Summary& summary = report.summary;
  if (const std::size_t count = unread_paths(report); count > 0)
    painted(Tone::error, counted(count, "path", "paths") + " could not be read.");
  ignored(report);
  if (summary.migrations == 0) {
    painted(Tone::warning, summary.excluded > 0
                               ? "What was found is excluded by the configuration, so nothing was checked."
                               : "No migrations were found, so nothing was checked.");
    return;
  }
  const std::string found = findings_phrase(summary);
  const Tone worst = summary.errors > 0     ? Tone::error
                     : summary.warnings > 0 ? Tone::warning
                     : summary.notes > 0    ? Tone::note
                                            : Tone::good;
  out_ += paint_(worst, found.empty() ? "Nothing found" : "Found " + found);
  out_ += fmt::format(" in {} ({}).", counted(summary.migrations, "migration", "migrations"),
                      counted(summary.files, "file", "files"));
  if (summary.suppressed > 0) out_ += fmt::format(" Suppressed: {}.", summary.suppressed);
  out_ += '\n';
  statements_read(report);
  risk(report);
  if (!found.empty()) painted(Tone::faint, "`godwit explain RULE` tells the reasons.");
}

/// What was not read is not called safe.
void Writer::risk(const Report& report) {
  const Risk risk = report.summary.risk;
  const auto runs_forward = [](const ReportedMigration& each) { return each.direction == Direction::up; };
  if (std::none_of(report.migrations.begin(), report.migrations.end(), runs_forward)) {
    out_ += "Ways back (down migrations) are read and not judged, so nothing is said about their risk.\n";
    return;
  }
  const bool all_read = unread_paths(report) == 0 && report.summary.not_understood == 0;
  if (risk == Risk::safe) {
    if (partial_)
      out_ += "Only some rules were asked for, so nothing is said about the risk.\n";
    else
      out_ += all_read ? "Risk: " + paint_(tone(risk), words(risk)) + ".\n"
                       : "Risk: " + paint_(Tone::warning, "not known") + ", since not everything was read.\n";
    return;
  }
  const auto worst = std::count_if(report.migrations.begin(), report.migrations.end(),
                                   [&](const ReportedMigration& migration) { return migration.risk == risk; });
  out_ += fmt::format("Risk: {} in {} of {}.\n", paint_(tone(risk), words(risk)), worst,
                      counted(report.summary.migrations, "migration", "migrations"));
}

void Writer::migration(const ReportedMigration& migration) {
  out_ +=
      paint_(Tone::strong, printable(migration.path)) + (migration.direction == Direction::down ? " (down)\n" : "\n");
  for (const ReportedStatement& each : migration.effects) statement(each);
  if (migration.effects.empty()) out_ += "  no statements\n";
  out_ += '\n';
}

void Writer::statement(const ReportedStatement& statement) {
  const std::uint32_t line = places_.start(statement.place).line;
  const Span span = statement.place.span;
  const std::string_view text = std::string_view(statement.place.file->text).substr(span.begin, span.end - span.begin);
  out_ += fmt::format("{} {}\n", paint_(Tone::faint, fmt::format("{:>5}", line)), first_words(text, width_ - 6));
  if (!statement.understood) painted(Tone::warning, "        not understood: what it does is not known");
  std::size_t wide = 0;
  const StatementResult& result = statement.result;
  for (const RelationEffect& each : result.relations)
    wide = std::max(wide, code_point_count(short_name(each.known_as())));
  for (const RelationEffect& each : result.relations) {
    std::string words = described(each);
    if (!each.evidence.empty()) words += fmt::format(" [{}]", each.evidence);
    labelled(Tone::strong, short_name(each.known_as()), std::min(wide, widest_name), words, 8);
  }
  for (const PlanEffect& each : result.plan) labelled(Tone::note, "-", 0, phrase(each), 8);
  for (const MemoryEffect& each : result.memory) labelled(Tone::note, "-", 0, phrase(each), 8);
  for (const HazardEffect& hazard : result.hazards) labelled(Tone::warning, "!", 0, phrase(hazard), 8);
}

std::string findings(const Report& report, std::span<const Finding> findings, const FormatOptions& options) {
  Writer writer(report, options);
  writer.expect(options.quiet ? 0 : findings.size() * usual_size);
  for (const Finding& finding : findings) {
    if (finding.suppression) continue;
    if (options.quiet)
      writer.finding_in_one_line(finding);
    else
      writer.finding(finding);
  }
  return std::move(writer).text();
}

/// Many findings are written side by side: none needs to know what was said of another.
ReportText findings_side_by_side(const Report& report, const FormatOptions& options) {
  const std::span<const Finding> all = report.findings;
  ReportText parts((all.size() + findings_at_once - 1) / findings_at_once);
  side_by_side(parts.size(), [&](std::size_t i) {
    const std::span<const Finding> rest = all.subspan(i * findings_at_once);
    parts[i] = findings(report, rest.first(std::min(rest.size(), findings_at_once)), options);
  });
  return parts;
}

ReportText lint(const Report& report, const FormatOptions& options) {
  Writer writer(report, options);
  if (options.statistics) writer.statistics(report);
  if (!options.quiet) writer.summary(report);
  ReportText parts = findings_side_by_side(report, options);
  parts.push_back(std::move(writer).text());
  return parts;
}

ReportText effects(const Report& report, const FormatOptions& options) {
  Writer writer(report, options);
  for (const ReportedMigration& migration : report.migrations) writer.migration(migration);
  writer.statements_read(report);
  return {std::move(writer).text()};
}

}  // namespace

extern const Format text_format;
const Format text_format{"text", lint, effects, project_as_text};

}  // namespace godwit
