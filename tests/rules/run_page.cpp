#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <godwit/engine/session.h>
#include <godwit/frontends/frontends.h>
#include <godwit/source/line_index.h>

#include "page.h"

namespace godwit::pages {
namespace {

class PageRun {
 public:
  PageRun(const Page& page, std::string id) : page_(page), id_(std::move(id)), rule_(find_rule(id_)) {}

  std::vector<Error> run() {
    for (const Example& example : examples(page_)) {
      const Report report = lint(example, nullptr, {});
      for (const Problem& failure : report.failures)
        fail(*example.fences.front(), failure.place.file->path + ": " + failure.message);
      for (const Fence* fence : example.before) check_before(*fence, report);
      for (const Fence* fence : example.fences)
        fence->kind == FenceKind::bad ? check_bad(*fence, report) : check_good(*fence, report);
      for (const Fence* fence : example.fences) check_fixed(example, *fence, report);
      for (const Fence* fence : example.fences) check_rolled_back(example, *fence);
    }
    return std::move(errors_);
  }

 private:
  [[nodiscard]] static std::string name_of(const Fence& fence) {
    return fence.file.empty() ? fmt::format("line_{}.{}", fence.line, fence.language_word) : fence.file;
  }

  /// As the runner's frontend reads a file of that name and text, beside the example's other files.
  [[nodiscard]] static Migration migration_of_runner(const Example& example, const Fence& fence,
                                                     const std::string& text) {
    MemoryFiles around;
    for (const auto* fences : {&example.before, &example.fences})
      for (const Fence* each : *fences) around.add(name_of(*each), each->text);
    around.add(name_of(fence), text);
    DiscoveryOptions options;
    options.framework = fence.runner;
    for (History& history : discover({"."}, all_frontends(), around, options).histories)
      for (Migration& each : history.migrations)
        if (each.path == name_of(fence)) return std::move(each);
    return {};
  }

  [[nodiscard]] Migration migration(const Example& example, const Fence& fence, const std::string& text) const {
    if (!fence.runner.empty()) return migration_of_runner(example, fence, text);
    Migration migration;
    migration.path = migration.version = name_of(fence);
    migration.frontend = find_frontend("plain");
    migration.transaction = fence.transaction.value_or(TransactionMode::unknown);
    Script script(dialect_of(fence).id());
    script.file = std::make_shared<Buffer>(Buffer{migration.path, text});
    script.text = script.file->text;
    migration.steps.emplace_back(std::move(script));
    return migration;
  }

  [[nodiscard]] Config config(const Fence& fence) const {
    Config config;
    if (!fence.server.name.empty()) config.servers = {fence.server};
    if (fence.timeouts) config.timeouts = {{"lock_timeout", "2s"}, {"statement_timeout", "10min"}};
    if (rule_ && rule_->severity == Severity::off) config.rules[id_].severity = Severity::warning;
    return config;
  }

  /// Runs the example's history; `replaced`, if any, with another text.
  [[nodiscard]] Report lint(const Example& example, const Fence* replaced, const std::string& text) const {
    History history;
    for (const auto* fences : {&example.before, &example.fences})
      for (const Fence* fence : *fences)
        history.migrations.push_back(migration(example, *fence, fence == replaced ? text : fence->text));
    history.asked.assign(history.migrations.size(), true);
    Discovery discovery;
    discovery.histories.push_back(std::move(history));
    return Session(config(*example.fences.back())).run(discovery);
  }

  [[nodiscard]] static std::vector<const Finding*> findings_in(const Fence& fence, const Report& report) {
    std::vector<const Finding*> found;
    for (const Finding& finding : report.findings)
      if (finding.place.file && finding.place.file->path == name_of(fence) && !finding.suppression)
        found.push_back(&finding);
    return found;
  }

  /// An earlier migration may be bad, but it has to be read.
  void check_before(const Fence& fence, const Report& report) {
    for (const Finding* finding : findings_in(fence, report))
      if (finding->rule.starts_with("any/")) unexpected(fence, *finding);
  }

  void check_good(const Fence& fence, const Report& report) {
    for (const Finding* finding : findings_in(fence, report)) unexpected(fence, *finding);
  }

  void check_bad(const Fence& fence, const Report& report) {
    std::vector<const Finding*> own;
    for (const Finding* finding : findings_in(fence, report)) {
      const std::string_view name = std::string_view(finding->rule).substr(finding->rule.find('/') + 1);
      if (finding->rule == id_)
        own.push_back(finding);
      else if (std::find(fence.also.begin(), fence.also.end(), name) == fence.also.end())
        unexpected(fence, *finding);
    }
    if (own.empty()) fail(fence, fmt::format("bad: expected {}, found nothing of it", id_));
    if (!fence.marks.empty()) check_marks(fence, own);
  }

  void check_marks(const Fence& fence, std::vector<const Finding*> own) {
    for (const Mark& mark : fence.marks) {
      const auto at =
          std::find_if(own.begin(), own.end(), [&](const Finding* finding) { return at_mark(fence, mark, *finding); });
      if (at != own.end())
        own.erase(at);
      else
        fail(fence, mark.begin,
             fmt::format("bad: expected {} at {}{}", id_, range(fence, {mark.begin, mark.end}), saying(mark)));
    }
    for (const Finding* finding : own) unexpected(fence, *finding);
  }

  /// A finding over several lines is marked to the end of its first one.
  [[nodiscard]] static bool at_mark(const Fence& fence, const Mark& mark, const Finding& finding) {
    const Span span = finding.place.span;
    const bool to_line_end = mark.end < span.end && fence.text[mark.end] == '\n';
    return span.begin == mark.begin && (span.end == mark.end || to_line_end) &&
           format(finding.message).find(mark.message) != std::string::npos;
  }

  void check_fixed(const Example& example, const Fence& fence, const Report& report) {
    const Fence* next = fixed_after(fence, page_);
    if (!next) return;
    const std::string text = with_edits(fence, report);
    if (text != next->text) fail(*next, fmt::format("fixed: the edits make this instead:\n{}", text));
    const Report fixed = lint(example, &fence, text);
    for (const Finding* finding : findings_in(fence, fixed))
      if (finding->rule == id_) unexpected(*next, *finding);
  }

  /// What would last is not said of what is rolled back, as a whole or to a savepoint.
  void check_rolled_back(const Example& example, const Fence& fence) {
    const bool lasts = rule_ && (rule_->category == "data-loss" || rule_->category == "compatibility");
    if (!lasts || fence.kind != FenceKind::bad || !fence.runner.empty() || dialect_of(fence).id() != "postgres") return;
    for (const auto& [before, after] : {std::pair{"BEGIN;\n", "\nROLLBACK;\n"},
                                        std::pair{"BEGIN;\nSAVEPOINT s;\n", "\nROLLBACK TO s;\nCOMMIT;\n"}}) {
      const Report undone = lint(example, &fence, before + fence.text + after);
      for (const Finding* finding : findings_in(fence, undone))
        if (finding->rule == id_) fail(fence, "bad: said although it is rolled back: " + format(finding->message));
    }
    const Report committed = lint(example, &fence, "BEGIN;\n" + fence.text + "\nCOMMIT;\n");
    for (const Finding* finding : findings_in(fence, committed))
      if (finding->rule == id_) return;
    fail(fence, "bad: not said when it is committed");
  }

  [[nodiscard]] std::string with_edits(const Fence& fence, const Report& report) const {
    std::vector<Edit> edits;
    for (const Finding* finding : findings_in(fence, report))
      if (finding->rule == id_ && !finding->fixes.empty())
        edits.insert(edits.end(), finding->fixes[0].edits.begin(), finding->fixes[0].edits.end());
    std::sort(edits.begin(), edits.end(),
              [](const Edit& a, const Edit& b) { return a.place.span.begin > b.place.span.begin; });
    std::string text = fence.text;
    for (const Edit& edit : edits)
      text.replace(edit.place.span.begin, edit.place.span.end - edit.place.span.begin, edit.text);
    return text;
  }

  [[nodiscard]] static std::string range(const Fence& fence, Span span) {
    const LineIndex index(fence.text);
    const Place begin = index.place(span.begin);
    const Place end = index.place(span.end);
    return fmt::format("column {} to {}:{}", begin.column,
                       fence.lines[std::min<std::size_t>(end.line, fence.lines.size()) - 1], end.column);
  }

  [[nodiscard]] static std::string saying(const Mark& mark) {
    return mark.message.empty() ? "" : fmt::format(" saying \"{}\"", mark.message);
  }

  void unexpected(const Fence& fence, const Finding& finding) {
    fail(fence, finding.place.span.begin,
         fmt::format("found {} at {}: {}", finding.rule, range(fence, finding.place.span), format(finding.message)));
  }

  void fail(const Fence& fence, std::string message) { errors_.push_back({fence.line, std::move(message)}); }
  void fail(const Fence& fence, std::uint32_t offset, std::string message) {
    const std::uint32_t line = LineIndex(fence.text).place(offset).line;
    errors_.push_back({line <= fence.lines.size() ? fence.lines[line - 1] : fence.line, std::move(message)});
  }

  const Page& page_;
  std::string id_;
  const RulePage* rule_ = nullptr;
  std::vector<Error> errors_;
};

}  // namespace

std::vector<Error> run_fences(const Page& page, const std::string& id) { return PageRun(page, id).run(); }

}  // namespace godwit::pages
