#include <godwit/dialects/servers.h>

#include <algorithm>
#include <charconv>

#include <godwit/dialects/dialect.h>
#include <godwit/source/closest.h>

namespace godwit {
namespace {

/// Takes what stands before the separator, and the separator.
std::string_view take(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return taken;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const std::string& word : words) out.append(out.empty() ? "" : between).append(word);
  return out;
}

/// `; did you mean ...? (a, b)`, or without the guess.
std::string of_those_known(std::string_view word, const std::vector<std::string>& known) {
  const std::string_view meant = closest(word, {known.begin(), known.end()});
  return (meant.empty() ? "" : "; did you mean `" + std::string(meant) + "`?") + " (" + joined(known, ", ") + ")";
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool all = read.ec == std::errc() && read.ptr == text.data() + text.size() && is_digit(text.front());
  return all ? std::optional(number) : std::nullopt;
}

/// The versions that a text means: one, or all of a major version.
std::optional<Releases> named(const ServerKind& kind, std::string_view text) {
  const bool dotted = kind.form == VersionForm::dotted;
  const std::optional<int> whole = text.empty() ? std::nullopt : whole_number(text.substr(0, text.find('.')));
  if (!whole || text.find_first_not_of("0123456789.") != std::string_view::npos) return std::nullopt;
  const bool all_of_major = dotted && text.find('.') == std::string_view::npos;
  const std::optional<int> version = dotted ? parse_dotted_version(text) : whole;
  for (const Releases& row : kind.releases) {
    if (all_of_major && row.first / 100 == *whole) return row;
    if (version && row.first <= *version && *version <= row.last) return Releases{*version, *version};
  }
  if (!kind.others || !version || *version < kind.releases.front().first) return std::nullopt;
  return Releases{*version, *version};
}

std::string values_in_words(const TraitKind& trait) {
  std::string out;
  for (const std::string_view value : trait.values)
    out.append(out.empty() ? "" : value == trait.values.back() ? " or " : ", ").append(value);
  return out;
}

const TraitKind* find_trait(const ServerKind& kind, std::string_view name) {
  const auto found = std::find_if(kind.traits.begin(), kind.traits.end(),
                                  [&](const TraitKind& each) { return each.name == name; });
  return found == kind.traits.end() ? nullptr : &*found;
}

/// The words that say traits: a value that looks like a version only with its trait's name.
std::vector<std::string> trait_words(const ServerKind& kind) {
  std::vector<std::string> out;
  for (const TraitKind& trait : kind.traits)
    for (const std::string_view value : trait.values)
      out.push_back((is_digit(value.front()) ? std::string(trait.name) + "=" : "") + std::string(value));
  return out;
}

/// A word that is no version: `enterprise`, `edition=enterprise`.
ServerReading parse_trait(const ServerKind& kind, std::string_view word) {
  if (const std::size_t equals = word.find('='); equals != std::string_view::npos) {
    const std::string_view name = word.substr(0, equals);
    if (find_trait(kind, name) == nullptr)
      return {{}, "`" + std::string(name) + "` is nothing of " + std::string(kind.title)};
    ServerReading said = parse_server_value(kind, name, word.substr(equals + 1));
    if (!said.fault.empty()) said.fault = "`" + std::string(name) + "` is " + said.fault;
    return said;
  }
  for (const TraitKind& trait : kind.traits)
    if (std::find(trait.values.begin(), trait.values.end(), word) != trait.values.end())
      return parse_server_value(kind, trait.name, word);
  const std::string fault = "`" + std::string(word) + "` says nothing of " + std::string(kind.title);
  return {{}, kind.traits.empty() ? fault : fault + of_those_known(word, trait_words(kind))};
}

/// `name` or `name-rest`: the kind of that name, and the rest.
const ServerKind* take_kind(std::string_view& text) {
  const std::string_view name = take(text, '-');
  return find_server_kind(name);
}

std::string unknown_server(std::string_view text) {
  const std::string_view name = text.substr(0, text.find('-'));
  std::vector<std::string> known;
  for (const ServerKind* kind : all_server_kinds()) known.emplace_back(kind->name);
  return "unknown server `" + std::string(name) + "`" + of_those_known(name, known);
}

}  // namespace

ServerReading parse_server_value(const ServerKind& kind, std::string_view trait, std::string_view text) {
  ServerReading out{{kind.name, 0, {}}, {}};
  const std::string otherwise = ", not `" + std::string(text) + "`";
  if (trait.empty()) {
    const std::optional<Releases> versions = named(kind, text);
    out.server.version = versions ? versions->last : 0;
    if (!versions) out.fault = versions_in_words(kind) + ", not " + std::string(text);
    return out;
  }
  const TraitKind& which = *find_trait(kind, trait);
  const auto value = std::find(which.values.begin(), which.values.end(), text);
  if (value == which.values.end())
    out.fault = values_in_words(which) + otherwise;
  else
    out.server.with(which.name, *value);
  return out;
}

ServerReading parse_server(const ServerKind& kind, std::string_view text) {
  ServerReading out{{kind.name, 0, {}}, {}};
  std::vector<Server> said{out.server};
  bool is_first = true;
  for (bool more = true; more;) {
    more = text.find('-') != std::string_view::npos;
    const std::string_view word = take(text, '-');
    const bool is_version = is_first && !word.empty() && is_digit(word.front());
    is_first = false;
    ServerReading part = is_version ? parse_server_value(kind, {}, word) : parse_trait(kind, word);
    if (is_version && !part.fault.empty()) part.fault = std::string(kind.title) + " is " + part.fault;
    if (part.fault.empty()) part.fault = say_once(said, part.server);
    if (!part.fault.empty()) return part;
  }
  out.server = said.front();
  return out;
}

ServerReading parse_server(std::string_view text) {
  std::string_view rest = text;
  const ServerKind* kind = take_kind(rest);
  if (kind == nullptr) return {{}, unknown_server(text)};
  if (text == kind->name) return {{kind->name, 0, {}}, {}};
  return parse_server(*kind, rest);
}

std::string write_version(const ServerKind& kind, int version) {
  return kind.form == VersionForm::dotted ? dotted_version(version) : std::to_string(version);
}

std::string versions_in_words(const ServerKind& kind) {
  const std::string oldest = write_version(kind, kind.releases.front().first);
  if (kind.others) return "a version such as " + write_version(kind, kind.otherwise) + ", from " + oldest + " on";
  return oldest + " to " + write_version(kind, kind.releases.back().last);
}

RangesReading parse_server_ranges(std::string_view text) {
  RangesReading out;
  while (!text.empty()) {
    const std::string_view word = take(text, ' ');
    if (word.empty()) continue;
    std::string_view rest = word;
    const ServerKind* kind = take_kind(rest);
    if (kind == nullptr) return {{}, unknown_server(word)};
    const std::size_t dots = rest.find("..");
    const std::string_view from = rest.substr(0, dots);
    const std::string_view to = dots == std::string_view::npos ? from : rest.substr(dots + 2);
    const auto first = from.empty() ? std::optional(kind->releases.front()) : named(*kind, from);
    const auto last = to.empty() ? std::optional(Releases{0, INT32_MAX}) : named(*kind, to);
    if (!first || !last || rest.empty() || rest == ".." || first->first > last->last)
      return {{}, "`" + std::string(word) + "` is no versions of " + std::string(kind->title)};
    out.ranges.push_back({kind->name, {first->first, last->last}});
  }
  return out;
}

bool is_meant(const std::vector<ServerRange>& ranges, const Server& server) {
  bool is_named = false;
  for (const ServerRange& range : ranges) {
    if (range.name != server.name) continue;
    is_named = true;
    if (range.versions.first <= server.version && server.version <= range.versions.last) return true;
  }
  return !is_named;
}

std::vector<const ServerKind*> all_server_kinds() {
  std::vector<const ServerKind*> out;
  for (const Dialect* dialect : all_dialects())
    for (const ServerKind& kind : dialect->servers()) out.push_back(&kind);
  return out;
}

const ServerKind* find_server_kind(std::string_view name) {
  for (const ServerKind* kind : all_server_kinds())
    if (kind->name == name) return kind;
  return nullptr;
}

const Dialect* dialect_of_server(std::string_view name) {
  for (const Dialect* dialect : all_dialects())
    for (const ServerKind& kind : dialect->servers())
      if (kind.name == name) return dialect;
  return nullptr;
}

Server server_of(const Dialect& dialect, const std::vector<Server>& said) {
  const ServerKind* kind = &dialect.servers().front();
  const Server* chosen = nullptr;
  for (const Server& each : said)
    for (const ServerKind& candidate : dialect.servers()) {
      if (candidate.name != each.name) continue;
      kind = &candidate;
      chosen = &each;
    }
  Server out{kind->name, kind->otherwise, {}};
  for (const TraitKind& trait : kind->traits)
    if (!trait.otherwise.empty()) out.with(trait.name, trait.otherwise);
  return chosen ? overlaid(out, *chosen) : out;
}

std::string say_once(std::vector<Server>& said, const Server& more) {
  const Dialect* dialect = dialect_of_server(more.name);
  for (const Server& before : said) {
    if (dialect_of_server(before.name) != dialect) continue;
    if (before.name != more.name)
      return "two servers of one database are named, `" + std::string(before.name) + "` and `" +
             std::string(more.name) + "`";
    const ServerKind& kind = *find_server_kind(more.name);
    if (before.version != 0 && more.version != 0 && before.version != more.version)
      return "two versions of " + std::string(kind.title) + " are named, " + write_version(kind, before.version) +
             " and " + write_version(kind, more.version);
    for (const ServerTrait& trait : more.traits)
      if (const std::string_view other = before.trait(trait.name);
          !trait.name.empty() && !other.empty() && other != trait.value)
        return "the " + std::string(trait.name) + " of " + std::string(kind.title) + " is named twice, " +
               std::string(other) + " and " + std::string(trait.value);
  }
  say(said, more);
  return {};
}

}  // namespace godwit
