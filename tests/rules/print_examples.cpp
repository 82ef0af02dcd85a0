// Prints what the pages run as JSON, for tests that run it elsewhere: print_examples PAGE...
//   [{"page", "line", "dialect", "kind", "migrations": [{"kind", "transaction", "version", "text"}]}]

#include <filesystem>
#include <iostream>

#include <fmt/format.h>
#include <godwit/source/buffer.h>
#include <nlohmann/json.hpp>

#include "page.h"

namespace {

using Json = nlohmann::ordered_json;
using namespace godwit::pages;

/// `fence` is what runs; what `written` says about transaction and version holds for its fixed form, too.
Json migration(const Fence& fence, const Fence& written) {
  return {{"kind", word_of(fence.kind)},
          {"transaction", word_of(written.transaction.value_or(godwit::TransactionMode::unknown))},
          {"version", godwit::server_of(dialect_of(written), {written.server}).version},
          {"text", fence.text}};
}

/// The example as it stands, or with `fixed` in the place of the fence before it.
Json history(const Example& example, const Fence* fixed) {
  Json migrations = Json::array();
  for (const Fence* fence : example.before) migrations.push_back(migration(*fence, *fence));
  for (const Fence* fence : example.fences)
    migrations.push_back(migration(fixed && fence + 1 == fixed ? *fixed : *fence, *fence));
  return migrations;
}

void print_into(Json& out, const std::string& path) {
  const auto read = godwit::read_buffer(path, path);
  if (!read.buffer) throw std::runtime_error(fmt::format("{}: {}", path, read.error));
  const Page page = read_page(read.buffer->text);
  const auto add = [&](const Example& example, const Fence& first, const Fence* fixed) {
    out.push_back({{"page", std::filesystem::path(path).stem().string()},
                   {"line", first.line},
                   {"dialect", dialect_of(first).id()},
                   {"kind", word_of(first.kind)},
                   {"migrations", history(example, fixed)}});
  };
  for (const Example& example : examples(page)) {
    add(example, *example.fences.front(), nullptr);
    for (const Fence* fence : example.fences)
      if (const Fence* fixed = fixed_after(*fence, page)) add(example, *fixed, fixed);
  }
}

}  // namespace

int main(int count, char** arguments) {
  try {
    Json out = Json::array();
    for (int i = 1; i < count; ++i) print_into(out, arguments[i]);
    std::cout << out.dump(1) << '\n';
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
