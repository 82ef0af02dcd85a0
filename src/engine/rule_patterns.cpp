#include "engine/rule_patterns.h"

#include <algorithm>

#include <godwit/engine/config.h>
#include <godwit/source/closest.h>

namespace godwit {
namespace {

bool is_tool_name(std::string_view same_as, std::string_view word) {
  return same_as == word || (same_as.ends_with(word) && same_as.substr(0, same_as.size() - word.size()).ends_with('/'));
}

/// The rule that another tool calls by that word, or null.
const RulePage* known_elsewhere(std::string_view word, const std::vector<RulePage>& rules) {
  const auto called_so = [&](std::string_view name) { return is_tool_name(name, word); };
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const RulePage& page) {
    const auto names = listed(page.same_as);
    return std::any_of(names.begin(), names.end(), called_so);
  });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace

std::vector<std::string_view> listed(std::string_view names) {
  std::vector<std::string_view> out;
  while (!names.empty()) {
    const auto end = std::min(names.find(' '), names.size());
    if (end > 0) out.push_back(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return out;
}

Closeness closeness(std::string_view pattern, const RulePage& page, std::string_view dialect) {
  if (pattern == page.id || page.was_called(pattern)) return Closeness::id;
  if (pattern == page.name) return Closeness::name;
  if (pattern == page.category) return Closeness::category;
  if (pattern.ends_with("/*")) pattern.remove_suffix(2);
  if (pattern == page.folder) return Closeness::folder;
  const bool of_dialect = !page.dialects.empty() && page.holds_for(pattern);
  if (of_dialect && (dialect.empty() || dialect == pattern)) return Closeness::dialect;
  return pattern == "*" ? Closeness::everything : Closeness::none;
}

const RulePage* formerly_called(std::string_view id, const std::vector<RulePage>& rules) {
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const RulePage& page) { return page.was_called(id); });
  return found == rules.end() ? nullptr : &*found;
}

std::string_view meant_rule(std::string_view word, const std::vector<RulePage>& rules) {
  if (const RulePage* page = known_elsewhere(word, rules)) return page->id;
  std::vector<std::string_view> names;
  for (const RulePage& page : rules) names.insert(names.end(), {page.name, page.id});
  return closest(word, names);
}

std::string former_id_note(std::string_view pattern, const std::vector<RulePage>& rules) {
  const RulePage* page = formerly_called(pattern, rules);
  return page ? "`" + std::string(pattern) + "` is now `" + std::string(page->id) + "`" : "";
}

std::string check_rule_pattern(std::string_view pattern, const std::vector<RulePage>& rules) {
  std::vector<std::string_view> groups;
  for (const RulePage& page : rules) {
    if (closeness(pattern, page) != Closeness::none) return {};
    groups.insert(groups.end(), {page.category, page.folder});
    for (const std::string_view dialect : listed(page.dialects)) groups.push_back(dialect);
  }
  std::string message = "no rule, category or dialect is called `" + std::string(pattern) + "`";
  std::string_view meant = meant_rule(pattern, rules);
  if (meant.empty()) meant = closest(pattern, groups);
  if (!meant.empty()) message += "; did you mean `" + std::string(meant) + "`?";
  return message;
}

}  // namespace godwit
