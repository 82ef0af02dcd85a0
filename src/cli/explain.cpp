#include <cstdio>

#include <fmt/format.h>

#include <godwit/engine/config.h>
#include <godwit/rules/page.h>
#include <godwit/source/closest.h>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "report/markdown.h"
#include "report/prose.h"

namespace godwit::cli {
namespace {

ExitStatus unknown(const std::string& rule) {
  std::vector<std::string_view> names;
  for (const RulePage& page : all_rules()) names.insert(names.end(), {page.name, page.id});
  const std::string_view meant = closest(rule, names);
  complain(meant.empty() ? fmt::format("no rule is called `{}`; `godwit rules` lists them", rule)
                         : fmt::format("no rule is called `{}`; did you mean `{}`?", rule, meant));
  return failed;
}

void print_list(const Paint& paint, std::string_view name, std::string_view list) {
  if (list.empty()) return;
  const std::size_t width = std::min<std::size_t>(output_width(), 100);
  fmt::print("{}\n\n{}\n\n", paint(Tone::strong, name), wrapped(list, width, 2));
}

}  // namespace

ExitStatus explain(const ExplainOptions& options) {
  const RulePage* page = find_rule(options.rule);
  if (!page) return unknown(options.rule);
  const Paint paint(colored_output(options.color, false));
  if (const std::string now = former_id_note(options.rule); !now.empty()) fmt::print("{}.\n\n", now);
  fmt::print("{} ({}, {})\n\n", paint(Tone::strong, page->id), paint(tone(page->severity), words(page->severity)),
             page->category);
  fmt::print("{}\n", rendered(page->page, paint, output_width()));
  if (page->folder != page->dialects) print_list(paint, "Dialects", page->dialects);
  print_list(paint, "For these servers", page->versions);
  print_list(paint, "Options", page->options);
  print_list(paint, "Formerly", page->formerly);
  print_list(paint, "Called elsewhere", page->same_as);
  return nothing_found;
}

}  // namespace godwit::cli
