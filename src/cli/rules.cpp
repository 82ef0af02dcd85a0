#include <cstdio>
#include <map>

#include <fmt/format.h>

#include <godwit/rules/page.h>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "report/json_writer.h"
#include "report/paint.h"
#include "report/prose.h"

namespace godwit::cli {
namespace {

void names(JsonWriter& json, std::string_view key, std::string_view list) {
  json.array(key, [&] {
    for (const std::string_view name : words_of(list)) json.value(name);
  });
}

void print_json() {
  JsonWriter json;
  json.array([&] {
    for (const RulePage& rule : all_rules())
      json.object([&] {
        json.member("id", rule.id);
        names(json, "dialects", rule.dialects);
        json.member("name", rule.name);
        json.member("summary", rule.summary);
        json.member("severity", words(rule.severity));
        json.member("category", rule.category);
        json.member("versions", rule.versions);
        names(json, "same_as", rule.same_as);
        names(json, "formerly", rule.formerly);
        names(json, "options", rule.options);
      });
  });
  for (const std::string& piece : std::move(json).text()) fmt::print("{}", piece);
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
