#include "frontends/psql.h"

#include <godwit/text/dialect_text.h>
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "frontends/rendered.h"
#include "frontends/text.h"

namespace godwit::frontends {
namespace {

constexpr int deepest = 8;  ///< of files that include one another

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & '\x80') != 0; }
bool in_name(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

/// A variable that stands in a text.
struct Variable {
  std::string_view name;
  char quote = 0;
  std::size_t end = 0;
};

/// The variable whose `:` is at `at`. A cast, `:=`, a slice of numbers and a lone colon are none.
std::optional<Variable> variable_at(std::string_view text, std::size_t at) {
  if (at > 0 && text[at - 1] == ':') return std::nullopt;
  std::size_t begin = at + 1;
  if (begin >= text.size()) return std::nullopt;
  const char quote = text[begin] == '\'' || text[begin] == '"' ? text[begin++] : '\0';
  std::size_t end = begin;
  while (end < text.size() && in_name(text[end])) ++end;
  if (end == begin || (quote == 0 && !is_letter(text[begin]))) return std::nullopt;
  if (quote != 0 && (end == text.size() || text[end] != quote)) return std::nullopt;
  return Variable{text.substr(begin, end - begin), quote, quote != 0 ? end + 1 : end};
}

std::string in_quotes(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == quote) result += c;
    result += c;
  }
  return result + quote;
}

/// The words of a command's line as psql joins them: without quotes.
std::string value_of(std::string_view words) {
  std::string result;
  char quote = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char c = words[i];
    if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == quote) {
      if (words.substr(i + 1, 1) == std::string_view(&quote, 1)) {
        result += c;
        ++i;
      } else {
        quote = 0;
      }
    } else if (quote != 0 || (c != ' ' && c != '\t')) {
      result += c;
    }
  }
  return result;
}

class Psql {
 public:
  Psql(const FolderView& folder, Migration& migration) : folder_(folder), migration_(migration) {}

  void run(std::string name, const std::string& dialect, const BufferPtr& file, Span stretch, int depth) {
    const Source source{std::move(name), dialect, file, depth};
    Rendered sent;
    const std::string_view text = std::string_view(file->text).substr(0, stretch.end);
    bool pending = false;
    std::string_view before;  // the last word of code
    for (std::size_t at = stretch.begin; at < text.size();) {
      const Token token = default_sql().token(text, at);
      if (!pending && default_sql().is_client_command(text, at)) {
        at = obey(source, at, std::min(text.find('\n', at), text.size()), sent);
        continue;
      }
      const auto variable = text[at] == ':' ? variable_at(text, at) : std::nullopt;
      const std::size_t end = variable ? variable->end : token.end;
      const Span place{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
      if (const auto value = variable ? value_for(*variable, before, text.substr(end)) : std::nullopt; value) {
        sent.append(*value, place, Origin::derived);
      } else {
        sent.append(text.substr(at, end - at), place, Origin::verbatim);
      }
      if (token.is_code()) {
        pending = text[at] != ';';
        before = text.substr(at, end - at);
      }
      at = end;
    }
    send(source, sent);
  }

 private:
  struct Source {
    std::string name;
    std::string dialect;
    BufferPtr file;
    int depth = 0;
  };

  void send(const Source& source, Rendered& sent) {
    if (!sent.text.empty())
      migration_.steps.emplace_back(script_of(source.dialect, source.file, std::exchange(sent, {})));
  }

  /// What a variable stands for; nothing if psql leaves it alone, as it may have to in a slice.
  std::optional<std::string> value_for(const Variable& variable, std::string_view before, std::string_view behind) {
    const auto known = set_.find(variable.name);
    if (variable.quote != 0)
      return in_quotes(known != set_.end() ? std::string_view(known->second) : variable.name, variable.quote);
    if (known != set_.end()) return known->second;
    constexpr std::array<std::string_view, 13> wants_name{"database", "from", "function", "index",  "into",
                                                          "join",     "on",   "only",     "owner", "role",
                                                          "schema",   "table", "update"};
    const bool is_name = behind.starts_with('.') || before == "." || lower(before) == "to" ||
                         std::find(wants_name.begin(), wants_name.end(), lower(before)) != wants_name.end();
    if (is_name) return in_quotes(variable.name, '"');
    return "$1";  // a value that the server is told later
  }

  /// Obeys a command, and says where the text goes on.
  std::size_t obey(const Source& source, std::size_t at, std::size_t end, Rendered& sent) {
    const std::string_view line = trim(std::string_view(source.file->text).substr(at, end - at));
    const std::size_t blank = std::min(line.find_first_of(" \t"), line.size());
    const std::string_view command = line.substr(0, blank);
    const std::string_view words = trim(line.substr(blank));
    const std::size_t name_end = std::min(words.find_first_of(" \t"), words.size());
    if (command == "\\set") {
      set_[std::string(words.substr(0, name_end))] = value_of(words.substr(name_end));
    } else if (command == "\\unset") {
      set_.erase(std::string(words.substr(0, name_end)));
    } else if (command == "\\i" || command == "\\ir" || command == "\\include" || command == "\\include_relative") {
      send(source, sent);
      include(source, value_of(words), {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    } else {
      const Span place{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
      sent.append(std::string_view(source.file->text).substr(at, end - at), place, Origin::verbatim);
    }
    return end;
  }

  /// From the file's own folder, as `\ir` has it, or from where psql may have been started.
  void include(const Source& source, const std::string& path, Span place) {
    std::vector<std::string> candidates{source.name.substr(0, source.name.rfind('/') + 1) + path};
    for (const std::string& above : folder_.upward()) candidates.push_back(path_in(above, path));
    for (const std::string& name : candidates) {
      if (path.starts_with('/') || source.depth == deepest || !folder_.holds(name)) continue;
      const ReadResult read = folder_.read(name);
      if (!read.buffer) continue;
      const auto end = static_cast<std::uint32_t>(read.buffer->text.size());
      return run(name, source.dialect, read.buffer, {0, end}, source.depth + 1);
    }
    migration_.steps.emplace_back(
        Unread{source.dialect, source.file, place, "psql includes `" + path + "` here, which is not there"});
  }

  const FolderView& folder_;
  Migration& migration_;
  std::map<std::string, std::string, std::less<>> set_;
};

bool has_psql_words(std::string_view text) {
  if (text.find('\\') != std::string_view::npos) return true;
  for (std::size_t at = text.find(':'); at < text.size(); at = text.find(':', at + 1))
    if (variable_at(text, at)) return true;
  return false;
}

}  // namespace

void run_through_psql(const FolderView& folder, const std::string& name, Migration& migration) {
  std::vector<Step> steps = std::exchange(migration.steps, {});
  Psql psql(folder, migration);
  for (Step& step : steps) {
    const auto* script = std::get_if<Script>(&step);
    if (script == nullptr || script->rendered != nullptr || !has_psql_words(script->text)) {
      migration.steps.push_back(std::move(step));
      continue;
    }
    const auto begin = static_cast<std::uint32_t>(script->text.data() - script->file->text.data());
    psql.run(name, script->dialect, script->file, {begin, begin + static_cast<std::uint32_t>(script->text.size())}, 0);
  }
}

}  // namespace godwit::frontends
