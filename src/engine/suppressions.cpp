#include "engine/suppressions.h"

#include <algorithm>
#include <tuple>

#include "engine/comment_places.h"
#include "engine/rule_patterns.h"

namespace godwit {
namespace {

constexpr std::string_view unused_suppression = "any/unused-suppression";
constexpr std::string_view unknown_suppression = "any/unknown-suppression";
constexpr std::string_view blanks = " \t\r\n\f\v";

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

/// Takes a word off the front of a text: it must end there, or at one of `ends`.
bool take(std::string_view& text, std::string_view word, std::string_view ends) {
  if (!text.starts_with(word)) return false;
  if (text.size() > word.size() && !ends.empty() && ends.find(text[word.size()]) == std::string_view::npos)
    return false;
  text = trimmed(text.substr(word.size()));
  return true;
}

std::vector<std::string_view> split(std::string_view list, std::string_view separators) {
  std::vector<std::string_view> out;
  while (!list.empty()) {
    const auto end = std::min(list.find_first_of(separators), list.size());
    if (const auto name = trimmed(list.substr(0, end)); !name.empty()) out.push_back(name);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return out;
}

Problem problem(std::string_view rule, Span span, Message message, std::string help) {
  return {{nullptr, span}, std::move(message.text), std::move(help), std::string(rule), Problem::Kind::suppression, span,
          std::move(message.arguments)};
}

}  // namespace

struct Suppressions::Comment {
  std::uint32_t script = 0;
  CommentText whole;
  std::uint32_t anchor = 0;

  [[nodiscard]] Span span(std::string_view part) const {
    const auto begin = whole.span.begin + static_cast<std::uint32_t>(part.data() - whole.text.data());
    return {begin, begin + static_cast<std::uint32_t>(part.size())};
  }
};

bool Suppressions::Allowance::means(const RulePage& page) const {
  if (tool.empty()) return closeness(rule, page) >= Closeness::name;
  const auto names = listed(page.same_as);
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    return name.starts_with(tool) && (rule.empty() || name.substr(tool.size()) == rule);
  });
}

void Suppressions::read(std::uint32_t script, std::string_view text, const DialectText& language,
                        const std::vector<CommentText>& comments) {
  std::vector<std::uint32_t> anchors;
  for (std::size_t i = 0; i < comments.size(); ++i) {
    std::string_view body = language.without_marks(comments[i].text);
    if (!body.starts_with("godwit:") && !body.starts_with("squawk-ignore") && !body.starts_with("eugene:")) continue;
    if (anchors.empty()) anchors = comment_anchors(text, comments);
    const Comment comment{script, comments[i], anchors[i]};
    if (take(body, "godwit:", "")) {
      read_ours(comment, body);
    } else if (take(body, "squawk-ignore-file", blanks)) {
      read_foreign(comment, "squawk/", body, true);
    } else if (take(body, "squawk-ignore", blanks)) {
      read_foreign(comment, "squawk/", body, false);
    } else if (take(body, "eugene:", "") && take(body, "ignore", blanks)) {
      read_foreign(comment, "eugene/", body, false);
    }
  }
}

void Suppressions::read_ours(const Comment& comment, std::string_view rest) {
  const bool whole_file = take(rest, "allow-file", blanks);
  if (!whole_file && !take(rest, "allow", blanks)) {
    return complain(comment, comment.whole.text, {"`godwit:` is followed by neither `allow` nor `allow-file`", {}},
                    "write `godwit: allow RULE: reason`, or `godwit: allow-file RULE: reason`");
  }
  const auto colon = rest.find(':');
  const auto reason = colon == std::string_view::npos ? std::string_view() : trimmed(rest.substr(colon + 1));
  const auto names = split(rest.substr(0, colon), ",");
  if (names.empty()) {
    return complain(comment, comment.whole.text, {"no rule is named that would be allowed", {}},
                    "write `godwit: allow RULE: reason`");
  }
  for (std::string_view name : names) {
    if (colon == std::string_view::npos) name = name.substr(0, name.find_first_of(blanks));
    add(comment, name, reason, whole_file);
  }
}

void Suppressions::add(const Comment& comment, std::string_view name, std::string_view reason, bool whole_file) {
  Allowance allowance{comment.script,      comment.anchor,     {},   std::string(name),
                      std::string(reason), comment.span(name), false};
  const bool known =
      std::any_of(rules_.begin(), rules_.end(), [&](const RulePage& page) { return allowance.means(page); });
  if (!known) {
    const std::string_view meant = meant_rule(name, rules_);
    return complain(comment, name, {"no rule is called `{rule}`", {{"rule", std::string(name)}}},
                    meant.empty() ? "see `godwit rules` for their names" : "write `" + std::string(meant) + "`");
  }
  if (reason.empty()) {
    return complain(comment, name, {"`{rule}` is to be allowed without a reason", {{"rule", std::string(name)}}},
                    "say why, after a colon: `godwit: allow " + std::string(name) + ": reason`");
  }
  (whole_file ? of_files_ : of_statements_).push_back(std::move(allowance));
}

void Suppressions::read_foreign(const Comment& comment, std::string_view tool, std::string_view names,
                                bool whole_file) {
  auto rules = split(names, ", \t");
  if (rules.empty()) rules.emplace_back();
  const std::string reason = "a comment for " + std::string(tool.substr(0, tool.size() - 1));
  for (const std::string_view rule : rules) {
    (whole_file ? of_files_ : of_statements_)
        .push_back(
            {comment.script, comment.anchor, std::string(tool), std::string(rule), reason, comment.whole.span, false});
  }
}

void Suppressions::complain(const Comment& comment, std::string_view at, Message message, std::string help) {
  problems_.push_back({comment.script, problem(unknown_suppression, comment.span(at), std::move(message), std::move(help))});
}

std::optional<Suppressions::Allowed> Suppressions::find(const RulePage& rule, std::uint32_t script, Span statement) {
  std::optional<Allowed> found;
  const auto use = [&](Allowance& allowance) {
    if (!allowance.means(rule)) return;
    allowance.used = true;
    if (!found) found = {allowance.reason, allowance.script, allowance.span};
  };
  auto nearest = std::lower_bound(
      of_statements_.begin(), of_statements_.end(), std::tie(script, statement.begin),
      [](const Allowance& one, const auto& place) { return std::tie(one.script, one.anchor) < place; });
  for (; nearest != of_statements_.end() && nearest->script == script && nearest->anchor < statement.end; ++nearest)
    use(*nearest);
  for (Allowance& allowance : of_files_) use(allowance);
  return found;
}

std::vector<std::string_view> Suppressions::former_ids() const {
  std::vector<std::string_view> out;
  for (const auto* allowances : {&of_statements_, &of_files_})
    for (const Allowance& allowance : *allowances)
      if (formerly_called(allowance.rule, rules_)) out.push_back(allowance.rule);
  return out;
}

std::vector<Suppressions::Wrong> Suppressions::problems(const std::function<bool(const RulePage&)>& enabled) const {
  std::vector<Wrong> out = problems_;
  for (const auto* allowances : {&of_statements_, &of_files_}) {
    for (const Allowance& allowance : *allowances) {
      if (allowance.used || !allowance.tool.empty()) continue;
      const bool could_be_used = std::any_of(rules_.begin(), rules_.end(), [&](const RulePage& page) {
        const bool about_suppressions = page.id == unused_suppression || page.id == unknown_suppression;
        return !about_suppressions && allowance.means(page) && enabled(page);
      });
      if (!could_be_used) continue;
      out.push_back({allowance.script,
                     problem(unused_suppression, allowance.span,
                             {"`{rule}` is allowed here, and nothing here breaks it", {{"rule", allowance.rule}}},
                             "remove `" + allowance.rule + "` from the comment")});
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Wrong& a, const Wrong& b) {
    return std::tie(a.script, a.problem.place.span.begin) < std::tie(b.script, b.problem.place.span.begin);
  });
  return out;
}

}  // namespace godwit
