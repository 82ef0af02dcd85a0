#include "frontends/sqitch/plan.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "frontends/text.h"

namespace godwit::sqitch {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view blanks = " \t";

/// Takes the first word off; what stands in `[...]` is one.
std::string_view take_word(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
  std::size_t end = std::min(rest.find_first_of(blanks), rest.size());
  if (rest.starts_with('[')) end = std::min(rest.find(']') == npos ? npos : rest.find(']') + 1, rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end);
  return word;
}

/// Names of changes in `[a b !conflict other:x c@tag]` that are this project's and required.
std::vector<std::string> required(std::string_view list) {
  std::vector<std::string> names;
  list = list.substr(1, list.size() - (list.ends_with(']') ? 2 : 1));
  for (std::string_view word = take_word(list); !word.empty(); word = take_word(list)) {
    const bool other = word.starts_with('!') || word.starts_with('@') || word.find(':') != npos;
    if (!other) names.emplace_back(word.substr(0, word.find('@')));
  }
  return names;
}

class PlanReader {
 public:
  explicit PlanReader(std::string_view text) : text_(text) {}

  Plan run() {
    std::string_view rest = text_;
    while (!rest.empty()) read(frontends::take_line(rest));
    return std::move(plan_);
  }

 private:
  [[nodiscard]] Span span(std::string_view part) const {
    const auto begin = static_cast<std::uint32_t>(part.data() - text_.data());
    return {begin, begin + static_cast<std::uint32_t>(part.size())};
  }

  void read(std::string_view line) {
    const std::string_view whole = frontends::trim(line);
    line = whole.substr(0, std::min(whole.find(" #"), whole.size()));
    if (line.empty() || line.starts_with('#') || line.starts_with('%')) return;
    if (line.starts_with('@')) return tag(line.substr(0, line.find_first_of(blanks)));
    if (line.starts_with('-') || line.starts_with('+')) line = frontends::trim(line.substr(1));
    const std::string_view name = take_word(line);
    std::string_view word = take_word(line);
    Change change{std::string(name), std::string(name), {}, span(name)};
    if (word.starts_with('[')) {
      change.requires_ = required(word);
      word = take_word(line);
    }
    if (word.find('T') == npos || name.starts_with('[')) return plan_.unread.push_back(span(whole));
    rework(change.name);
    newest_[change.name] = plan_.changes.size();
    plan_.changes.push_back(std::move(change));
  }

  void tag(std::string_view name) {
    for (std::size_t i = 0; i < plan_.changes.size(); ++i) first_tag_.try_emplace(i, std::string(name));
  }

  /// The scripts of a change that comes again keep the name; those of the earlier one have its tag behind it.
  void rework(const std::string& name) {
    const auto earlier = newest_.find(name);
    if (earlier == newest_.end()) return;
    const auto tag = first_tag_.find(earlier->second);
    if (tag != first_tag_.end()) plan_.changes[earlier->second].file += tag->second;
  }

  std::string_view text_;
  Plan plan_;
  std::map<std::string, std::size_t> newest_;
  std::map<std::size_t, std::string> first_tag_;  ///< that stands behind a change
};

}  // namespace

Plan read_plan(const Buffer& file) { return PlanReader(file.text).run(); }

}  // namespace godwit::sqitch
