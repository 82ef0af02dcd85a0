#include "frontends/drizzle/journal.h"

#include <godwit/text/databases.h>
#include <nlohmann/json.hpp>

namespace godwit::drizzle {
namespace {

using Json = nlohmann::json;

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Where the journal names the tag: a journal writes each once.
Span place_of(std::string_view text, const std::string& tag) {
  const std::size_t at = text.find(Json(tag).dump());
  if (at == std::string_view::npos) return {0, 0};
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + tag.size() + 2)};
}

}  // namespace

Journal read_journal(const Buffer& file) {
  Journal journal;
  const Json root = Json::parse(file.text, nullptr, false);
  const auto entries = root.is_object() ? root.find("entries") : root.end();
  if (!root.is_object() || entries == root.end() || !entries->is_array()) {
    journal.error = "is not a journal of Drizzle: it must be JSON with a list of `entries`";
    return journal;
  }
  journal.dialect = database_called(text_of(root, "dialect"));
  for (const Json& each : *entries) {
    if (!each.is_object() || text_of(each, "tag").empty()) continue;
    Entry& entry = journal.entries.emplace_back();
    entry.tag = text_of(each, "tag");
    const auto when = each.find("when");
    if (when != each.end() && when->is_number()) entry.when = when->get<double>();
    entry.place = place_of(file.text, entry.tag);
  }
  return journal;
}

}  // namespace godwit::drizzle
