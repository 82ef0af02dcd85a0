#include "frontends/flyway/settings.h"

#include <toml++/toml.h>
#include <yaml-cpp/yaml.h>
#include <algorithm>
#include <array>
#include <pugixml.hpp>

#include "frontends/text.h"

namespace godwit::flyway {
namespace {

using frontends::take_line;
using frontends::trim;
using Values = std::map<std::string, std::string, std::less<>>;

constexpr std::size_t npos = std::string_view::npos;

/// Without what leads to it; empty if it is no setting of Flyway. Spring writes `flyway.baseline-on-migrate`.
std::string key_of(std::string_view path) {
  std::string key = lower(path);
  const std::size_t at = key.find("flyway");
  if (at == std::string::npos) return {};
  key.erase(0, std::min(at + 7, key.size()));
  const bool placeholder = key.starts_with("placeholders.");
  const auto end = placeholder ? key.begin() + 13 : key.end();
  key.erase(std::remove_if(key.begin(), end, [](char c) { return c == '-' || c == '_'; }), end);
  return key;
}

void add(Values& values, std::string_view path, std::string_view value) {
  const std::string key = key_of(path);
  if (!key.empty()) values.try_emplace(key, trim(value));
}

std::string_view without_quotes(std::string_view value) {
  value = trim(value);
  const bool quoted = value.size() > 1 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front();
  return quoted ? value.substr(1, value.size() - 2) : value;
}

/// `key=value`, `key: value`.
void read_properties(std::string_view text, Values& values) {
  while (!text.empty()) {
    const std::string_view line = trim(take_line(text));
    if (line.starts_with('#') || line.starts_with('!')) continue;
    const std::size_t end = line.find_first_of("=:");
    if (end != npos) add(values, trim(line.substr(0, end)), line.substr(end + 1));
  }
}

void flatten(const toml::node& node, const std::string& path, Values& values) {
  if (const auto* table = node.as_table()) {
    for (const auto& [key, each] : *table) flatten(each, path + '.' + std::string(key.str()), values);
  } else if (const auto* array = node.as_array()) {
    std::string all;
    for (const toml::node& each : *array) all += (all.empty() ? "" : ",") + each.value_or(std::string());
    add(values, path, all);
  } else if (const auto* truth = node.as_boolean()) {
    add(values, path, truth->get() ? "true" : "false");
  } else {
    add(values, path, node.value_or(std::string()));
  }
}

void read_toml(const std::string& text, Values& values) {
  try {
    flatten(toml::parse(text), "", values);
  } catch (const toml::parse_error&) {
    return;  // Flyway would not start with it either
  }
}

void flatten(const YAML::Node& node, const std::string& path, int depth, Values& values) {
  if (depth > 16) return;
  if (node.IsMap()) {
    for (const auto& each : node)
      if (each.first.IsScalar()) flatten(each.second, path + '.' + each.first.Scalar(), depth + 1, values);
  } else if (node.IsSequence()) {
    std::string all;
    for (const auto& each : node)
      if (each.IsScalar()) all += (all.empty() ? "" : ",") + each.Scalar();
    add(values, path, all);
  } else if (node.IsScalar()) {
    add(values, path, node.Scalar());
  }
}

void read_yaml(const std::string& text, Values& values) {
  try {
    for (const YAML::Node& document : YAML::LoadAll(text)) flatten(document, "", 0, values);
  } catch (const YAML::Exception&) {
    return;
  }
}

/// The configuration of `flyway-maven-plugin`, and properties called `flyway.…`.
void read_pom(const std::string& text, Values& values) {
  pugi::xml_document document;
  if (!document.load_buffer(text.data(), text.size())) return;
  const auto add_all = [&](const pugi::xml_node& parent, const std::string& path) {
    for (const pugi::xml_node& each : parent.children()) {
      std::string all;
      bool keyed = false;
      for (const pugi::xml_node& inner : each.children()) {
        if (inner.type() != pugi::node_element) continue;
        keyed = keyed || std::string_view(each.name()) == "placeholders";
        if (keyed) add(values, path + "placeholders." + inner.name(), inner.child_value());
        all += (all.empty() ? "" : ",") + std::string(inner.child_value());
      }
      if (!keyed) add(values, path + each.name(), all.empty() ? each.child_value() : all);
    }
  };
  const auto is_plugin = [](const pugi::xml_node& node) {
    return std::string_view(node.child_value("artifactId")) == "flyway-maven-plugin";
  };
  add_all(document.document_element().child("properties"), "");
  for (pugi::xml_node at = document.find_node(is_plugin); at; at = pugi::xml_node()) add_all(at.child("configuration"), "flyway.");
}

/// `flyway { locations = ['filesystem:db'] ... }`, in Groovy or Kotlin; a value over several lines ends with its bracket.
void read_gradle(std::string_view text, Values& values) {
  const std::size_t block = text.find("flyway {");
  if (block == npos) return;
  text.remove_prefix(block + 8);
  std::string pending;
  for (int depth = 1; depth > 0 && !text.empty();) {
    const std::string_view line = trim(take_line(text));
    pending += pending.empty() || line.empty() ? "" : " ";
    pending += line;
    for (const char c : line) depth += c == '{' ? 1 : (c == '}' ? -1 : 0);
    const bool open = std::count(pending.begin(), pending.end(), '[') > std::count(pending.begin(), pending.end(), ']') ||
                      std::count(pending.begin(), pending.end(), '(') > std::count(pending.begin(), pending.end(), ')');
    if (open) continue;
    const std::size_t end = std::min(pending.find_first_of("= "), pending.size());
    const std::string key = pending.substr(0, end);
    std::string all;
    std::string before;
    for (std::size_t at = pending.find_first_of("'\"", end); at != npos; at = pending.find_first_of("'\"", at + 1)) {
      const std::size_t close = pending.find(pending[at], at + 1);
      if (close == npos) break;
      const std::string part = pending.substr(at + 1, close - at - 1);
      if (key == "placeholders" && !before.empty()) {
        add(values, "flyway.placeholders." + before, part);
        before.clear();
      } else {
        before = part;
      }
      all += (all.empty() ? "" : ",") + part;
      at = close;
    }
    const bool truth = all.empty() && pending.find("true") != npos;
    const bool lie = all.empty() && pending.find("false") != npos;
    if (truth || lie) all = truth ? "true" : "false";
    if (key != "placeholders" && !all.empty()) add(values, "flyway." + key, all);
    pending.clear();
  }
}

/// `FLYWAY_LOCATIONS=…` in an environment, `FLYWAY_LOCATIONS: …` in a compose file, `-locations=…` of a command there.
void read_environment(std::string_view text, Values& values) {
  while (!text.empty()) {
    std::string_view line = trim(take_line(text));
    if (line.starts_with('#')) continue;
    const std::size_t name = line.find("FLYWAY_");
    const std::size_t end = name == npos ? npos : line.find_first_of("=: \"'", name);
    if (end == npos) continue;
    std::string key(line.substr(name, end - name));
    std::replace(key.begin(), key.end(), '_', '.');
    // The first `_` leads to the key, the second to a placeholder's name; the others are part of it.
    const std::size_t rest = std::min(end + 1, line.size());
    std::string path = "flyway." + key.substr(7);
    if (key.starts_with("FLYWAY.POSTGRESQL.")) path = "flyway.postgresql." + key.substr(18);
    if (!key.starts_with("FLYWAY.PLACEHOLDERS.") && !key.starts_with("FLYWAY.POSTGRESQL."))
      path.erase(std::remove(path.begin() + 7, path.end(), '.'), path.end());
    if (key.starts_with("FLYWAY.PLACEHOLDERS.")) path = "flyway.placeholders." + std::string(line.substr(name + 20, end - name - 20));
    add(values, path, without_quotes(line.substr(rest)));
  }
}

struct Kind {
  bool (*is)(std::string_view name);
  void (*read)(const std::string& text, Values& values);
};
constexpr std::array<Kind, 6> kinds{{
    {[](std::string_view name) { return name == "flyway.toml" || name == "flyway.user.toml"; }, read_toml},
    {[](std::string_view name) {
       return name == "flyway.conf" || name == "flyway.properties" || name == "application.properties";
     },
     [](const std::string& text, Values& values) { read_properties(text, values); }},
    {[](std::string_view name) { return name == "application.yml" || name == "application.yaml"; }, read_yaml},
    {[](std::string_view name) { return name == "pom.xml"; }, read_pom},
    {[](std::string_view name) { return name == "build.gradle" || name == "build.gradle.kts"; },
     [](const std::string& text, Values& values) { read_gradle(text, values); }},
    {[](std::string_view name) {
       return name == ".env" || name.starts_with("docker-compose") || name.starts_with("compose.y");
     },
     [](const std::string& text, Values& values) { read_environment(text, values); }},
}};

}  // namespace

bool may_hold_settings(std::string_view name) {
  return std::any_of(kinds.begin(), kinds.end(), [&](const Kind& kind) { return kind.is(name); });
}

void Settings::read(const Buffer& file, std::string_view name) {
  if (lower(file.text).find("flyway") == std::string::npos) return;
  for (const Kind& kind : kinds)
    if (kind.is(name)) kind.read(file.text, values_);
}

std::string_view Settings::value(std::string_view key, std::string_view otherwise) const {
  const auto found = values_.find(key);
  return found == values_.end() ? otherwise : std::string_view(found->second);
}

bool Settings::flag(std::string_view key, bool otherwise) const {
  const std::string word = lower(value(key));
  return word == "true" || word == "false" ? word == "true" : otherwise;
}

std::vector<std::string> Settings::list(std::string_view key) const {
  std::vector<std::string> parts;
  for (std::string_view rest = value(key); !rest.empty();) {
    const std::string_view part = trim(rest.substr(0, rest.find(',')));
    rest.remove_prefix(std::min(rest.find(',') == npos ? rest.size() : rest.find(',') + 1, rest.size()));
    if (!part.empty()) parts.emplace_back(without_quotes(part));
  }
  return parts;
}

std::optional<std::string> Settings::placeholder(std::string_view name) const {
  const auto found = values_.find("placeholders." + lower(name));
  if (found == values_.end()) return std::nullopt;
  return found->second;
}

FoundSettings settings_around(const FolderView& folder) {
  FoundSettings found;
  for (const std::string& above : folder.upward()) {
    for (const std::string_view inside : {"", "conf", "config", "src/main/resources"}) {
      const std::string at = inside.empty() ? above : path_in(above, inside);
      for (const std::string& name : folder.list(at).files) {
        if (!may_hold_settings(name)) continue;
        const ReadResult read = folder.read(path_in(at, name));
        const bool nothing = found.settings.empty();
        if (read.buffer) found.settings.read(*read.buffer, name);
        if (nothing && !found.settings.empty()) found.from = folder.shown(path_in(at, name));
      }
    }
  }
  return found;
}

}  // namespace godwit::flyway
