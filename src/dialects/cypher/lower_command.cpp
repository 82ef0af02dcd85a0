#include <algorithm>
#include <array>

#include "dialects/cypher/lower.h"

namespace godwit::cypher {
namespace {

using graph::AdministrationKind;
using Verb = graph::AdministrationVerb;

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return out;
}

template <class Value, std::size_t count>
Value value_of(const std::array<std::pair<std::string_view, Value>, count>& rows, std::string_view word,
               Value otherwise) {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& each) { return each.first == word; });
  return row == rows.end() ? otherwise : row->second;
}

constexpr std::array<std::pair<std::string_view, Verb>, 9> verbs{{{"CREATE", Verb::create},
                                                                  {"ALTER", Verb::alter},
                                                                  {"DROP", Verb::drop},
                                                                  {"START", Verb::start},
                                                                  {"STOP", Verb::stop},
                                                                  {"GRANT", Verb::grant},
                                                                  {"DENY", Verb::deny},
                                                                  {"REVOKE", Verb::revoke},
                                                                  {"RENAME", Verb::rename}}};
constexpr std::array<std::pair<std::string_view, AdministrationKind>, 6> kinds{
    {{"DATABASE", AdministrationKind::database},
     {"ALIAS", AdministrationKind::alias},
     {"USER", AdministrationKind::user},
     {"ROLE", AdministrationKind::role},
     {"SERVER", AdministrationKind::server},
     {"GRAPH", AdministrationKind::graph_type}}};

/// The words of a command in order, upper case; other tokens as written.
std::vector<std::string> words_of(const Node& node) {
  std::vector<std::string> out;
  for (const Node& each : node.children())
    out.push_back(each.is("identifier") || each.is("keyword") ? upper(each.text()) : std::string(each.text()));
  return out;
}

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Where the kind of object stands, or the end.
std::vector<std::string>::const_iterator kind_word(const std::vector<std::string>& words) {
  return std::find_if(words.begin(), words.end(), [](const std::string& word) {
    return std::any_of(kinds.begin(), kinds.end(), [&](const auto& each) { return each.first == word; });
  });
}

}  // namespace

void Lowering::administer(const Node& node) {
  const std::vector<std::string> words = words_of(node);
  graph::Administer made;
  made.verb = value_of(verbs, words.empty() ? std::string() : words.front(), Verb::other);
  const auto kind = kind_word(words);
  if (made.verb == Verb::grant || made.verb == Verb::deny || made.verb == Verb::revoke)
    made.kind = AdministrationKind::privilege;
  else if (kind != words.end())
    made.kind = value_of(kinds, std::string_view(*kind), AdministrationKind::other);
  const std::vector<Node> parts = node.children();
  const auto name = static_cast<std::size_t>(kind - words.begin()) + 1;
  if (kind != words.end() && name < parts.size()) made.object = name_of(parts[name]);
  made.if_exists = has(words, "IF");
  made.or_replace = node.has("or_replace");
  made.dumps_data = has(words, "DUMP");
  for (std::size_t i = 0; i + 1 < parts.size(); ++i)
    made.literal_password |= words[i] == "PASSWORD" &&
                             (parts[i + 1].is("string_literal") ||
                              (i + 2 < parts.size() && words[i + 1] == "CHANGE" && parts[i + 2].is("string_literal")));
  if (made.kind == AdministrationKind::graph_type) use_feature("graph-type", node);
  if (made.kind == AdministrationKind::database && has(words, "LANGUAGE")) {
    use_feature("default-language", node);
    made.kind = AdministrationKind::other;  // every edition takes it (admin-on-system-11)
  }
  add(std::move(made), node);
}

void Lowering::show(const Node& node) {
  for (const Node& command : node.children()) {
    graph::Show made;
    for (const Node& target : command.fields("target"))
      made.what += (made.what.empty() ? "" : " ") + upper(target.text());
    if (command.is("terminate_command")) made.what = "TRANSACTIONS";
    constexpr std::array<std::string_view, 12> administration{"USERS",   "USER",  "DATABASES",  "DATABASE",
                                                              "ROLES",   "ROLE",  "PRIVILEGES", "PRIVILEGE",
                                                              "ALIASES", "ALIAS", "SERVERS",    "CURRENT USER"};
    for (const std::string_view word : administration) made.administration |= made.what.find(word) != std::string::npos;
    const auto says = [&](std::string_view words) { return made.what.find(words) != std::string::npos; };
    if (says("BRIEF") || says("VERBOSE")) use_feature("show-output", command);
    if (says("BTREE")) use_feature("show-btree", command);
    if (says("VECTOR")) use_feature("show-vector", command);
    if (says("UNIQUENESS")) use_feature("show-uniqueness", command);
    if (says("PROPERTY TYPE")) use_feature("show-property-type", command);
    if (says("SETTING")) use_feature("show-settings", command);
    if (says("SERVER")) use_feature("show-servers", command);
    if (says("GRAPH TYPE")) use_feature("graph-type", command);
    if (command.is("show_command") || command.is("terminate_command")) add(std::move(made), command);
  }
}

}  // namespace godwit::cypher
