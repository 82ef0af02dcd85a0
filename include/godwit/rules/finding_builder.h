#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <godwit/findings/finding.h>
#include <godwit/source/span.h>
#include <godwit/world/catalog.h>
#include <godwit/world/result.h>

namespace godwit {

class RuleContext;

/// A finding in the making. Copy nothing: `RuleContext::report` hands out a reference.
class FindingBuilder {
 public:
  explicit FindingBuilder(Finding& finding, const RuleContext& context) : finding_(finding), context_(context) {}

  /// What is wrong, in one sentence: lower case, no full stop, names as `{name}` in backticks.
  FindingBuilder& say(std::string text, std::vector<std::pair<std::string, std::string>> arguments = {});
  /// The way out in one imperative sentence, and the SQL to paste, one text a migration.
  FindingBuilder& help(std::string text, std::vector<std::string> sql = {});
  /// Another place that matters, in the migration at hand.
  FindingBuilder& related(Span span, std::string message, std::uint32_t script = 0);
  FindingBuilder& risk(Risk risk);
  /// Less severe than the page says, where what it says is not certain.
  FindingBuilder& at_most(Severity severity);
  /// The effects that are its evidence. Without this call: those of the statement's relations that are in use and
  /// locked, scanned or rewritten.
  FindingBuilder& because(const RelationEffect& effect);
  /// Replaces a stretch of the script by `text`, as a part of the finding's fix; dropped where the script is not the
  /// user's own words. The fix is as safe as the least safe of its edits.
  FindingBuilder& edit(Span span, std::string text, Applicability applicability = Applicability::safe);

 private:
  Finding& finding_;
  const RuleContext& context_;
  bool effects_chosen_ = false;
};

}  // namespace godwit
