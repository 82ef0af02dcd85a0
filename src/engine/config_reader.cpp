#include "engine/config_reader.h"

#include <algorithm>
#include <array>
#include <tuple>

#include <godwit/frontends/frontends.h>
#include <godwit/source/buffer.h>

namespace godwit {
namespace {

constexpr std::array modes{TransactionMode::unknown,       TransactionMode::one_for_all,
                           TransactionMode::per_migration, TransactionMode::batch,
                           TransactionMode::pipeline,      TransactionMode::per_statement,
                           TransactionMode::client};

std::string_view type_words(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::none:
      return "nothing";
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::string:
      return "a string";
    case toml::node_type::integer:
      return "a whole number";
    case toml::node_type::floating_point:
      return "a fraction";
    case toml::node_type::boolean:
      return "a boolean";
    case toml::node_type::date:
    case toml::node_type::time:
    case toml::node_type::date_time:
      return "a date or time";
  }
  return "nothing";
}

template <class Settings>
void read_transaction(const ConfigReader& reader, const toml::node& node, Settings& settings) {
  const std::string* word = reader.text("transaction", node);
  if (word == nullptr) return;
  std::vector<std::string_view> known;
  for (const TransactionMode mode : modes) {
    known.push_back(words(mode));
    if (words(mode) != *word) continue;
    settings.transaction = mode;
    return;
  }
  std::string all;
  for (const std::string_view name : known) all += (all.empty() ? "" : ", ") + std::string(name);
  reader.error(node.source(), "unknown transaction mode `" + *word + "`" + suggestion(*word, known) + " (" + all + ")");
}

template <class Settings>
void read_dialect(const ConfigReader& reader, const toml::node& node, Settings& settings) {
  const std::string* word = reader.text("dialect", node);
  if (word == nullptr) return;
  if (std::string wrong = check_dialect(*word); !wrong.empty()) return reader.error(node.source(), std::move(wrong));
  settings.dialect = *word;
}

void read_framework(const ConfigReader& reader, const toml::node& node, Config& config) {
  const std::string* word = reader.text("framework", node);
  if (word == nullptr) return;
  std::vector<std::string_view> known;
  for (const Frontend* frontend : all_frontends()) known.push_back(frontend->id());
  if (std::find(known.begin(), known.end(), *word) == known.end()) {
    std::string all;
    for (const std::string_view name : known) all += (all.empty() ? "" : ", ") + std::string(name);
    return reader.error(node.source(),
                        "unknown framework `" + *word + "`" + suggestion(*word, known) + " (" + all + ")");
  }
  config.framework = *word;
}

void read_excluded(const ConfigReader& reader, const toml::node& node, Config& config) {
  const toml::array* list = node.as_array();
  if (list == nullptr) return reader.wrong_type("exclude", "a list of strings", node);
  for (const toml::node& entry : *list)
    if (const std::string* pattern = reader.text("exclude", entry)) config.excluded.push_back(*pattern);
}

/// As PostgreSQL reads one: `5s`, `500 ms`, `0`.
bool is_duration(std::string_view text) {
  const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
  auto unit = text.substr(digits);
  unit.remove_prefix(std::min(unit.find_first_not_of(' '), unit.size()));
  constexpr std::array<std::string_view, 7> units{"", "us", "ms", "s", "min", "h", "d"};
  return digits > 0 && std::find(units.begin(), units.end(), unit) != units.end();
}

template <const char* setting>
void read_timeout(const ConfigReader& reader, const toml::node& node, std::map<std::string, std::string>& timeouts) {
  if (const auto* number = node.as_integer(); number != nullptr && number->get() >= 0) {
    timeouts[setting] = std::to_string(number->get());
  } else if (const auto* text = node.as_string(); text != nullptr && is_duration(text->get())) {
    timeouts[setting] = text->get();
  } else {
    reader.error(node.source(), "a timeout is a string such as \"5s\" or a number of milliseconds");
  }
}

constexpr char lock_timeout[] = "lock_timeout";
constexpr char statement_timeout[] = "statement_timeout";
constexpr ConfigKey<std::map<std::string, std::string>> timeout_keys[]{
    {"lock-timeout", read_timeout<lock_timeout>},
    {"statement-timeout", read_timeout<statement_timeout>},
};

void read_timeouts(const ConfigReader& reader, const toml::node& node, Config& config) {
  const toml::table* table = node.as_table();
  if (table == nullptr) return reader.wrong_type("timeouts", "a table", node);
  read_keys(reader, *table, timeout_keys, config.timeouts);
}

constexpr ConfigKey<PathSettings> path_keys[]{
    {"pattern",
     [](const ConfigReader& reader, const toml::node& node, PathSettings& entry) {
       if (const std::string* pattern = reader.text("pattern", node)) entry.pattern = *pattern;
     }},
    {"rules", [](const ConfigReader& reader, const toml::node& node,
                 PathSettings& entry) { read_rules(reader, node, entry.rules); }},
    {"servers", [](const ConfigReader& reader, const toml::node& node,
                   PathSettings& to) { read_servers(reader, node, to.servers); }},
    {"dialect", read_dialect<PathSettings>},
    {"transaction", read_transaction<PathSettings>},
    {"unread",
     [](const ConfigReader& reader, const toml::node& node, PathSettings& entry) {
       const std::string* reason = reader.text("unread", node);
       if (reason == nullptr) return;
       if (reason->empty()) reader.error(node.source(), "`unread` says why these files need not be read");
       entry.unread = *reason;
     }},
};

void read_path(const ConfigReader& reader, const toml::node& node, Config& config) {
  const toml::table* table = node.as_table();
  if (table == nullptr) return reader.wrong_type("paths", "written as [[paths]]", node);
  PathSettings entry;
  read_keys(reader, *table, path_keys, entry);
  if (!table->contains("pattern")) reader.error(table->source(), "[[paths]] lacks `pattern`");
  config.paths.push_back(std::move(entry));
}

void read_paths(const ConfigReader& reader, const toml::node& node, Config& config) {
  const toml::array* list = node.as_array();
  if (list == nullptr) return reader.wrong_type("paths", "written as [[paths]]", node);
  for (const toml::node& entry : *list) read_path(reader, entry, config);
}

constexpr ConfigKey<Config> config_keys[]{
    {"servers", [](const ConfigReader& reader, const toml::node& node,
                   Config& to) { read_servers(reader, node, to.servers); }},
    {"dialect", read_dialect<Config>},
    {"transaction", read_transaction<Config>},
    {"framework", read_framework},
    {"exclude", read_excluded},
    {"rules", [](const ConfigReader& reader, const toml::node& node,
                 Config& config) { read_rules(reader, node, config.rules); }},
    {"timeouts", read_timeouts},
    {"paths", read_paths},
};

Problem unreadable_configuration(const std::string& path, const std::string& why) {
  Problem problem = unreadable(path, why);
  problem.kind = Problem::Kind::configuration;
  return problem;
}

std::string shown(const std::filesystem::path& file) {
  std::error_code failed;
  const auto near = std::filesystem::proximate(file, failed);
  return (failed ? file : near).generic_string();
}

}  // namespace

void ConfigReader::error(const toml::source_region& at, std::string message) const {
  errors_.push_back(problem(at, std::move(message)));
}

void ConfigReader::note(const toml::source_region& at, std::string message) const {
  notes_.push_back(problem(at, std::move(message)));
}

Problem ConfigReader::problem(const toml::source_region& at, std::string message) const {
  const std::uint32_t begin = lines_.offset(at.begin.line, at.begin.column);
  const std::uint32_t end = lines_.offset(at.end.line, at.end.column);
  Problem out{{file_, {begin, std::max(begin, end)}}, std::move(message)};
  out.kind = Problem::Kind::configuration;
  return out;
}

void ConfigReader::wrong_type(std::string_view key, std::string_view expected, const toml::node& found) const {
  error(found.source(),
        "`" + std::string(key) + "` is " + std::string(expected) + ", not " + std::string(type_words(found)));
}

const std::string* ConfigReader::text(std::string_view key, const toml::node& node) const {
  const auto* string = node.as_string();
  if (string == nullptr) wrong_type(key, "a string", node);
  return string == nullptr ? nullptr : &string->get();
}

std::string suggestion(std::string_view word, const std::vector<std::string_view>& candidates) {
  const std::string_view meant = closest(word, candidates);
  return meant.empty() ? std::string() : "; did you mean `" + std::string(meant) + "`?";
}

ConfigResult parse_config(std::string_view text, std::string_view shown_as, const std::vector<RulePage>& rules) {
  ConfigResult result;
  const auto file = std::make_shared<const Buffer>(Buffer{std::string(shown_as), std::string(text)});
  const ConfigReader reader(file, rules, result);
  try {
    read_keys(reader, toml::parse(text), config_keys, result.config);
  } catch (const toml::parse_error& wrong) {
    reader.error(wrong.source(), std::string(wrong.description()));
  }
  for (auto* list : {&result.errors, &result.notes})
    std::stable_sort(list->begin(), list->end(), [](const Problem& a, const Problem& b) {
      return a.place.span.begin < b.place.span.begin;
    });
  return result;
}

ConfigResult read_config(const std::filesystem::path& file, const std::vector<RulePage>& rules) {
  const std::string name = shown(file);
  const ReadResult read = read_buffer(file, name);
  if (read.buffer == nullptr) return {{}, {unreadable_configuration(name, read.error)}, {}, file};
  ConfigResult result = parse_config(read.buffer->text, name, rules);
  result.path = file;
  result.config.base = BaseFolder(file.parent_path());
  return result;
}

ConfigResult find_config(const std::filesystem::path& start, const std::vector<RulePage>& rules) {
  std::error_code ignored;
  for (auto folder = std::filesystem::absolute(start, ignored).lexically_normal();; folder = folder.parent_path()) {
    const auto file = folder / config_name;
    if (std::filesystem::is_regular_file(file, ignored)) return read_config(file, rules);
    if (folder == folder.parent_path()) return {};
  }
}

}  // namespace godwit
