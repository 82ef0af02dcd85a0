#include "frontends/diesel/metadata.h"

#include <toml++/toml.h>
#include <algorithm>
#include <optional>

namespace godwit::diesel {
namespace {

constexpr std::string_view key = "run_in_transaction";

std::optional<toml::table> parse(const std::string& text) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error&) {
    return std::nullopt;
  }
}

/// The line with the key, or the start of the file.
Span place_of_key(std::string_view text) {
  const std::size_t at = text.find(key);
  if (at == std::string_view::npos) return {0, 0};
  const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
}

}  // namespace

Metadata read_metadata(const BufferPtr& file) {
  Metadata result;
  const Span place = place_of_key(file->text);
  const auto table = parse(file->text);
  if (!table) {
    result.problems.push_back({file, place,
                               "Diesel cannot read this file and runs the migration in a transaction, without a word: "
                               "make it valid TOML"});
    return result;
  }
  const toml::node* value = table->get(key);
  if (value == nullptr) {
    result.transaction = false;
    result.problems.push_back({file, place,
                               "without `run_in_transaction` in it, this file switches the migration's transaction "
                               "off: say `run_in_transaction = true` or `run_in_transaction = false`"});
  } else if (!value->is_boolean()) {
    result.problems.push_back({file, place,
                               "Diesel takes only `true` or `false` here, without quotes, and runs the migration in a "
                               "transaction for anything else: say `run_in_transaction = false`"});
  } else {
    result.transaction = value->as_boolean()->get();
  }
  return result;
}

}  // namespace godwit::diesel
