// Runs rule pages as tests: run_pages PAGE...

#include <filesystem>

#include <fmt/format.h>
#include <godwit/rules/page.h>
#include <godwit/source/buffer.h>

#include "page.h"

using namespace godwit;

static std::vector<pages::Error> run(const std::filesystem::path& path) {
  const auto read = read_buffer(path, path.generic_string());
  if (!read.buffer) return {{0, read.error}};
  const std::string id = path.parent_path().filename().string() + "/" + path.stem().string();
  const RulePage* rule = find_rule(id);
  if (!rule) return {{0, "no rule of that name was built in"}};

  const pages::Page page = pages::read_page(read.buffer->text, rule->dialects);
  std::vector<pages::Error> errors = page.errors;
  for (auto& error : pages::check_form(page, rule->summary, !rule->options.empty(), rule->dialects)) errors.push_back(std::move(error));
  for (auto& error : pages::run_fences(page, id)) errors.push_back(std::move(error));
  return errors;
}

int main(int count, char** arguments) {
  if (count < 2) return fmt::print(stderr, "usage: run_pages PAGE...\n"), 2;
  std::size_t failures = 0;
  for (int i = 1; i < count; ++i) {
    const auto errors = run(arguments[i]);
    for (const auto& error : errors) fmt::print("{}:{}: {}\n", arguments[i], error.line, error.message);
    failures += errors.size();
  }
  return failures == 0 ? 0 : 1;
}
