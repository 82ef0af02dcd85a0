#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <godwit/rules/context.h>
#include <godwit/rules/finding_builder.h>

namespace godwit {

FindingBuilder& FindingBuilder::say(std::string text, std::vector<std::pair<std::string, std::string>> arguments) {
  finding_.message = {std::move(text), std::move(arguments)};
  return *this;
}

FindingBuilder& FindingBuilder::help(std::string text, std::vector<std::string> sql) {
  finding_.help.text = std::move(text);
  finding_.help.sql = std::move(sql);
  for (Fix& fix : finding_.fixes) fix.title = finding_.help.text;
  return *this;
}

FindingBuilder& FindingBuilder::related(Span span, std::string message, std::uint32_t script) {
  finding_.related.push_back({context_.file_place(span, script), std::move(message)});
  return *this;
}

FindingBuilder& FindingBuilder::risk(Risk risk) {
  finding_.risk = risk;
  return *this;
}

FindingBuilder& FindingBuilder::at_most(Severity severity) {
  finding_.severity = std::min(finding_.severity, severity);
  if (severity < Severity::error) finding_.risk = std::min(finding_.risk, Risk::careful);
  return *this;
}

FindingBuilder& FindingBuilder::because(const RelationEffect& effect) {
  if (!effects_chosen_) finding_.effects.clear();
  effects_chosen_ = true;
  finding_.effects.push_back(effect);
  return *this;
}

FindingBuilder& FindingBuilder::edit(Span span, std::string text, Applicability applicability) {
  if (!context_.editable(span)) return *this;
  if (finding_.fixes.empty()) finding_.fixes.emplace_back().title = finding_.help.text;
  Fix& fix = finding_.fixes.front();
  fix.applicability = std::max(fix.applicability, applicability);
  fix.edits.push_back({context_.file_place(span, context_.current_script()), std::move(text)});
  return *this;
}

}  // namespace godwit
