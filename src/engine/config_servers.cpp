#include <algorithm>
#include <optional>

#include <godwit/dialects/dialect.h>

#include "engine/config_reader.h"

namespace godwit {
namespace {

struct Spelled {
  const ServerKind* kind = nullptr;
  const ServerSpelling* spelling = nullptr;
};

Spelled find_spelling(std::string_view key) {
  for (const ServerKind* kind : all_server_kinds())
    for (const ServerSpelling& each : kind->spellings)
      if (each.key == key) return {kind, &each};
  return {};
}

/// The words of a value: `"5.26"`, `15`.
std::optional<std::string> value_words(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  return std::nullopt;
}

void take(const ConfigReader& reader, const toml::node& node, const ServerReading& reading,
          std::vector<Server>& servers) {
  std::string fault = reading.fault.empty() ? say_once(servers, reading.server) : reading.fault;
  if (!fault.empty()) reader.error(node.source(), std::move(fault));
}

/// The value of a key that says one thing: a trait, or with an empty name the version.
void read_value(const ConfigReader& reader, std::string_view key, const ServerKind& kind, std::string_view trait,
                const toml::node& node, std::vector<Server>& servers) {
  const std::optional<std::string> words = value_words(node);
  if (!words && trait.empty()) return reader.wrong_type(key, versions_in_words(kind) + ", as a string", node);
  if (!words) return reader.wrong_type(key, "a string", node);
  ServerReading reading = parse_server_value(kind, trait, *words);
  if (!reading.fault.empty()) reading.fault = "`" + std::string(key) + "` is " + reading.fault;
  take(reader, node, reading, servers);
}

/// `neo4j = { version = "5.26", edition = "enterprise" }`
void read_parts(const ConfigReader& reader, const ServerKind& kind, const toml::table& table,
                std::vector<Server>& servers) {
  std::vector<std::string_view> known{"version"};
  for (const TraitKind& trait : kind.traits) known.push_back(trait.name);
  for (const auto& [key, node] : table) {
    if (std::find(known.begin(), known.end(), key.str()) == known.end())
      reader.error(key.source(), "unknown key `" + std::string(key.str()) + "`" + suggestion(key.str(), known));
    else
      read_value(reader, key.str(), kind, key.str() == "version" ? std::string_view() : key.str(), node, servers);
  }
}

void read_server(const ConfigReader& reader, const toml::key& key, const toml::node& node,
                 std::vector<Server>& servers) {
  const ServerKind* kind = find_server_kind(key.str());
  if (kind == nullptr) return reader.error(key.source(), parse_server(key.str()).fault);
  if (const toml::table* parts = node.as_table()) return read_parts(reader, *kind, *parts, servers);
  if (const auto* words = node.as_string()) return take(reader, node, parse_server(*kind, words->get()), servers);
  read_value(reader, key.str(), *kind, {}, node, servers);
}

}  // namespace

std::vector<std::string_view> server_spellings() {
  std::vector<std::string_view> out;
  for (const ServerKind* kind : all_server_kinds())
    for (const ServerSpelling& each : kind->spellings) out.push_back(each.key);
  return out;
}

bool read_server_spelling(const ConfigReader& reader, std::string_view key, const toml::node& node,
                          std::vector<Server>& servers) {
  const auto [kind, spelling] = find_spelling(key);
  if (kind == nullptr) return false;
  const bool must_be_number = spelling->trait.empty() && kind->form == VersionForm::whole;
  if (must_be_number && !node.is_integer())
    reader.wrong_type(key, "a whole number from " + versions_in_words(*kind), node);
  else
    read_value(reader, key, *kind, spelling->trait, node, servers);
  return true;
}

void read_servers(const ConfigReader& reader, const toml::node& node, std::vector<Server>& servers) {
  const toml::table* table = node.as_table();
  if (table == nullptr) return reader.wrong_type("servers", "a table", node);
  for (const auto& [key, value] : *table) read_server(reader, key, value, servers);
}

std::string check_dialect(std::string_view name) {
  std::vector<std::string_view> known;
  std::string all;
  for (const Dialect* dialect : all_dialects()) {
    if (dialect->id() == name) return {};
    known.push_back(dialect->id());
    all += (all.empty() ? "" : ", ") + std::string(dialect->id());
  }
  return "unknown dialect `" + std::string(name) + "`" + suggestion(name, known) + " (" + all + ")";
}

}  // namespace godwit
