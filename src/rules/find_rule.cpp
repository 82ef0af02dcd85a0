#include <string_view>
#include <vector>

#include <godwit/rules/page.h>

namespace godwit {

static bool has_word(std::string_view words, std::string_view wanted) {
  for (std::size_t at = words.find(wanted); at != std::string_view::npos; at = words.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

bool RulePage::holds_for(std::string_view dialect) const { return dialects.empty() || has_word(dialects, dialect); }

bool RulePage::was_called(std::string_view former_id) const { return has_word(formerly, former_id); }

std::string_view RulePage::first_id() const { return formerly.empty() ? id : formerly.substr(0, formerly.find(' ')); }

std::vector<const RulePage*> find_rules(std::string_view name, const std::vector<RulePage>& rules) {
  std::vector<const RulePage*> found;
  if (name.empty() || name.find(' ') != std::string_view::npos) return found;
  for (const RulePage& page : rules)
    if (page.id == name || page.name == name || page.was_called(name)) found.push_back(&page);
  if (!found.empty()) return found;
  for (const RulePage& page : rules)
    if (has_word(page.same_as, name)) found.push_back(&page);
  return found;
}

const RulePage* find_rule(std::string_view name, const std::vector<RulePage>& rules) {
  const auto found = find_rules(name, rules);
  if (found.empty()) return nullptr;
  const bool bare = found.front()->name == name;
  return bare && found.size() > 1 ? nullptr : found.front();
}

}  // namespace godwit
