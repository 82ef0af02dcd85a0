#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "page.h"

namespace godwit::pages {
namespace {

constexpr std::array<std::string_view, 4> sections{"## What happens", "## Bad", "## Instead", "## When it is fine"};
constexpr std::size_t longest_summary = 100;
constexpr std::uint32_t longest_page = 120;

void check_headings(const Page& page, std::string_view summary, bool has_options, std::vector<Error>& errors) {
  std::vector<std::string> expected{fmt::format("# {}", summary)};
  expected.insert(expected.end(), sections.begin(), sections.end());
  if (has_options) expected.emplace_back("## Options");
  for (std::size_t i = 0; i < std::max(expected.size(), page.headings.size()); ++i) {
    const Heading* found = i < page.headings.size() ? &page.headings[i] : nullptr;
    const std::string_view wanted = i < expected.size() ? std::string_view(expected[i]) : "the end of the page";
    if (found && found->text == wanted) continue;
    errors.push_back({found ? found->line : page.line_count,
                      fmt::format("expected `{}`, found {}", wanted, found ? "`" + found->text + "`" : "the end")});
    return;
  }
}

bool has_fence(const Page& page, std::string_view section, FenceKind kind) {
  return std::any_of(page.fences.begin(), page.fences.end(),
                     [&](const Fence& fence) { return fence.section == section && fence.kind == kind; });
}

std::vector<std::string_view> words_of(std::string_view list) {
  std::vector<std::string_view> out;
  while (!list.empty()) {
    const auto end = std::min(list.find(' '), list.size());
    out.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return out;
}

/// Of a page that holds for several dialects, each fence says which it is in, and each dialect has something bad to show.
void check_dialects(const Page& page, std::string_view list, std::vector<Error>& errors) {
  const auto dialects = words_of(list);
  const auto holds_for = [&](std::string_view dialect) {
    return std::find(dialects.begin(), dialects.end(), dialect) != dialects.end();
  };
  for (const Fence& fence : page.fences) {
    if (fence.kind == FenceKind::shown || dialects.empty()) continue;
    if (fence.dialect.empty() && fence.server.name.empty())
      errors.push_back({fence.line, "says not in which of the page's dialects it is (`dialect=`)"});
    else if (!holds_for(dialect_of(fence).id()))
      errors.push_back({fence.line, fmt::format("the page does not hold for {}", dialect_of(fence).id())});
  }
  for (const std::string_view dialect : dialects)
    if (std::none_of(page.fences.begin(), page.fences.end(), [&](const Fence& fence) {
          return fence.kind == FenceKind::bad && dialect_of(fence).id() == dialect;
        }))
      errors.push_back({1, fmt::format("no `bad` example is in {}", dialect)});
}

bool has_marks(const Page& page) {
  return std::any_of(page.fences.begin(), page.fences.end(),
                     [](const Fence& fence) { return fence.kind == FenceKind::bad && !fence.marks.empty(); });
}

}  // namespace

std::vector<Error> check_form(const Page& page, std::string_view summary, bool has_options, std::string_view dialects) {
  std::vector<Error> errors;
  check_headings(page, summary, has_options, errors);
  check_dialects(page, dialects, errors);
  const auto need = [&](bool given, std::string_view message) {
    if (!given) errors.push_back({1, std::string(message)});
  };
  need(summary.size() <= longest_summary, "the summary is longer than 100 characters");
  need(page.line_count <= longest_page, "the page is longer than 120 lines");
  need(has_fence(page, "## Bad", FenceKind::bad), "`## Bad` shows no `bad` example");
  need(has_fence(page, "## Instead", FenceKind::good), "`## Instead` shows no `good` example");
  need(has_marks(page), "no `bad` example marks with carets what is found");
  return errors;
}

}  // namespace godwit::pages
