#include "engine/rule_runner.h"

#include <algorithm>

namespace godwit {

EnabledRules::EnabledRules(const std::vector<RulePage>& rules, const Config& config, std::string_view file,
                           std::string_view dialect, const Server& server) {
  for (const RulePage& page : rules) {
    if (!page.holds_for(dialect) || !is_meant(parse_server_ranges(page.versions).ranges, server)) continue;
    RuleSettings settings = config.effective(page, file, dialect);
    if (!settings.severity || *settings.severity == Severity::off) continue;
    const std::size_t index = entries.size();
    entries.push_back({&page, std::move(settings)});
    judge_down |= page.rule->of_down;
    if (page.rule->on_operation) by_operation[page.rule->operation].push_back(index);
    if (page.rule->on_statement) by_statement.push_back(index);
    if (page.rule->on_migration) by_migration.push_back(index);
  }
}

const EnabledRules::Entry* EnabledRules::find(std::string_view id) const {
  for (const Entry& entry : entries)
    if (entry.page->id == id) return &entry;
  return nullptr;
}

void RuleRunner::check(const Statement& statement, const StatementResult& result, std::span<const Moment> moments,
                       const StatementPlace& place) {
  statement_ = &statement;
  result_ = &result;
  moments_ = moments;
  result_of_.clear();
  place_ = place;
  const bool down = migration_.direction == Direction::down;
  const auto has_nothing_to_say = [&](const RulePage* page) {
    return page->rule->of_down != down || std::find(said_.begin(), said_.end(), page) != said_.end();
  };
  for (const Moment& moment : moments) {
    world_ = moment.world;
    for (const Operation& operation : moment.part)
      for (std::size_t index : rules_.by_operation[operation.what.index()]) {
        rule_ = &rules_.entries[index];
        if (!has_nothing_to_say(rule_->page)) rule_->page->rule->on_operation(operation, *this);
      }
  }
  world_ = moments.front().world;
  for (std::size_t index : rules_.by_statement) {
    rule_ = &rules_.entries[index];
    if (!has_nothing_to_say(rule_->page)) rule_->page->rule->on_statement(statement, *this);
  }
}

/// Locks were taken and work was done all the same: only what would have lasted is gone.
static bool lasts(const RulePage& page) { return page.category == "data-loss" || page.category == "compatibility"; }

void RuleRunner::undo(std::uint32_t first) {
  std::erase_if(done, [&](const StatementRecord& each) { return each.number >= first; });
  std::erase_if(findings, [&](const Found& each) {
    if (each.number < first || !lasts(*each.page)) return false;
    std::erase(said_, each.page);
    return true;
  });
}

void RuleRunner::finish_migration(const World& world) {
  static const StatementRecord nothing;
  world_ = &world;
  for (std::size_t index : rules_.by_migration) {
    rule_ = &rules_.entries[index];
    go_to(done.empty() ? nothing : done.back());
    rule_->page->rule->on_migration(*this);
  }
}

bool RuleRunner::report_own(std::string_view rule, Span span, Span statement, std::uint32_t script, Message message,
                            std::string help) {
  const EnabledRules::Entry* entry = rules_.find(rule);
  if (!entry) return false;
  Finding& finding = add(*entry, span, statement, script);
  finding.message = std::move(message);
  finding.help.text = std::move(help);
  return true;
}

Finding& RuleRunner::add(const EnabledRules::Entry& rule, Span span, Span statement, std::uint32_t script) {
  findings.push_back({{}, rule.page, statement, script, place_.number});
  Finding& finding = findings.back().finding;
  finding.rule = rule.page->id;
  finding.category = rule.page->category;
  finding.severity = *rule.settings.severity;
  finding.risk = rule.page->severity == Severity::error ? Risk::dangerous : Risk::careful;
  finding.place = file_place(span, script);
  finding.statement = file_place(statement, script);
  if (rule.page->rule->once_a_migration) said_.push_back(rule.page);
  return finding;
}

std::vector<RelationEffect> RuleRunner::evidence() const {
  std::vector<RelationEffect> out;
  // What a graph's server refuses does nothing to anyone.
  const bool refused = result_->kind != StatementKind::unknown &&
                       std::any_of(result_->hazards.begin(), result_->hazards.end(), [](const HazardEffect& each) {
                         return each.certain == Known::yes && each.refusal != Refusal::unsaid;
                       });
  if (refused) return out;
  for (const RelationEffect& effect : result_->relations) {
    if (effect.in_use == Known::no) continue;
    const bool weak = effect.lock.everyday();
    if (weak && !effect.scan && !effect.rewrite) continue;
    if (effect.object.kind != ObjectKind::index && effect.object.kind != ObjectKind::partitioned_index)
      out.push_back(effect);
  }
  return out;
}

const StatementResult& RuleRunner::effects_of(const Operation& operation) const {
  if (statement_->operations.size() == 1) return *result_;
  const auto [known, is_new] = result_of_.try_emplace(&operation);
  if (!is_new) return known->second;
  const World* world = world_;
  for (const Moment& moment : moments_)
    if (&operation >= moment.part.data() && &operation < moment.part.data() + moment.part.size()) world = moment.world;
  return known->second = dialect_.effects(*statement_, StatementPart(&operation, 1), *world);
}

std::string_view RuleRunner::text(Span span) const {
  return text_of(migration_.steps[place_.script]).substr(span.begin, span.end - span.begin);
}

const std::string* RuleRunner::option(std::string_view name) const {
  const auto found = rule_->settings.options.find(name);
  return found == rule_->settings.options.end() ? nullptr : &found->second;
}

void RuleRunner::go_to(const StatementRecord& record) {
  statement_ = &record.statement;
  result_ = &record.result;
  moments_ = {};
  result_of_.clear();
  place_ = {record.statement.span, record.number, record.script};
}

FindingBuilder RuleRunner::report(Span span) {
  Finding& finding = add(*rule_, span, statement_->span, place_.script);
  finding.effects = evidence();
  return FindingBuilder(finding, *this);
}

FilePlace RuleRunner::file_place(Span span, std::uint32_t script) const {
  const Step& from = migration_.steps[script];
  return {file_of(from), to_file(from, span)};
}

bool RuleRunner::editable(Span span) const { return godwit::editable(migration_.steps[place_.script], span); }

}  // namespace godwit
