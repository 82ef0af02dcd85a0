#include <cstdio>
#include <memory>

#include <fmt/format.h>

#include <godwit/rules/rule.h>
#include <godwit/source/closest.h>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "report/markdown.h"

namespace godwit::cli {
namespace {

struct ExplainOptions {
  std::string rule;
  std::string color = "auto";
};

ExitStatus unknown(const std::string& rule) {
  std::vector<std::string_view> names;
  for (const RulePage& page : all_rules()) names.insert(names.end(), {page.name, page.id});
  const std::string_view meant = closest(rule, names);
  complain(meant.empty() ? fmt::format("no rule is called `{}`; `godwit rules` lists them", rule)
                         : fmt::format("no rule is called `{}`; did you mean `{}`?", rule, meant));
  return failed;
}

ExitStatus explain(const ExplainOptions& options) {
  const RulePage* page = find_rule(options.rule);
  if (!page) return unknown(options.rule);
  const Paint paint(colored_output(options.color, false));
  fmt::print("{}\n{}\n\n", paint(Tone::strong, page->id), page->summary);
  const std::pair<std::string_view, std::string_view> facts[] = {{"severity", words(page->severity)},
                                                                 {"category", page->category},
                                                                 {"versions", page->versions},
                                                                 {"same as", page->same_as},
                                                                 {"options", page->options}};
  for (const auto& [name, value] : facts)
    if (!value.empty()) fmt::print("{}{}\n", paint(Tone::faint, fmt::format("{:10}", name)), value);
  fmt::print("\n{}", rendered(page->page, paint, output_width()));
  return nothing_found;
}

}  // namespace

void add_explain(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("explain", "Show the page of a rule");
  const auto options = std::make_shared<ExplainOptions>();
  command->add_option("RULE", options->rule, "A rule's name or id, or what another linter calls it")->required();
  add_color(*command, options->color);
  command->callback([options, &action] { action = [options] { return explain(*options); }; });
}

}  // namespace godwit::cli
