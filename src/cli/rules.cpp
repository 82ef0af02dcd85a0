#include <cstdio>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <godwit/rules/page.h>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "report/paint.h"
#include "report/prose.h"

namespace godwit::cli {
namespace {

using Json = nlohmann::ordered_json;

Json names(std::string_view list) {
  Json out = Json::array();
  for (const std::string_view name : words_of(list)) out.push_back(name);
  return out;
}

void print_json() {
  Json out = Json::array();
  for (const RulePage& rule : all_rules())
    out.push_back({{"id", rule.id},
                   {"dialect", rule.dialect},
                   {"name", rule.name},
                   {"summary", rule.summary},
                   {"severity", words(rule.severity)},
                   {"category", rule.category},
                   {"versions", rule.versions},
                   {"same_as", names(rule.same_as)},
                   {"options", names(rule.options)}});
  fmt::print("{}\n", out.dump(2));
}

void print_text(const Paint& paint) {
  std::map<std::string_view, std::vector<const RulePage*>> by_category;
  std::size_t wide = 0;
  for (const RulePage& rule : all_rules()) {
    by_category[rule.category].push_back(&rule);
    wide = std::max(wide, rule.id.size());
  }
  for (const auto& [category, rules] : by_category) {
    fmt::print("{}\n", paint(Tone::strong, category));
    for (const RulePage* rule : rules) {
      const std::string severity(words(rule->severity));
      const std::size_t column = 2 + wide + 2 + 9;
      fmt::print("  {:{}}  {}{}{}\n", rule->id, wide, paint(tone(rule->severity), severity),
                 std::string(9 - severity.size(), ' '),
                 continued(rule->summary, std::max<std::size_t>(output_width(), column + 20), column, column));
    }
    fmt::print("\n");
  }
  fmt::print("{}. `godwit explain RULE` tells the whole story of one.\n", counted(all_rules().size(), "rule", "rules"));
}

}  // namespace

ExitStatus rules(const RulesOptions& options) {
  if (options.format == "json")
    print_json();
  else
    print_text(Paint(colored_output(options.color, false)));
  return nothing_found;
}

}  // namespace godwit::cli
