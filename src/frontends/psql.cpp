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

constexpr std::size_t most_includes = 1000;  ///< of one migration

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

/// Whether psql takes it for true or for false; nothing where it takes it for neither, or only the server knows.
std::optional<bool> truth_of(std::string_view words) {
  const std::string word = lower(value_of(words));
  constexpr std::array<std::string_view, 8> words_of_truth{"true", "t", "yes", "y", "on", "1", "tru", "ye"};
  constexpr std::array<std::string_view, 8> words_of_lie{"false", "f", "no", "n", "off", "0", "fals", "of"};
  if (std::find(words_of_truth.begin(), words_of_truth.end(), word) != words_of_truth.end()) return true;
  if (std::find(words_of_lie.begin(), words_of_lie.end(), word) != words_of_lie.end()) return false;
  return std::nullopt;
}

/// A command's line, cut into the command and what is behind it.
struct Command {
  std::string_view name, words;
  std::size_t end = 0;  ///< of the line, without its end
};

Command command_at(std::string_view text, std::size_t at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  const std::string_view line = trim(text.substr(at, end - at));
  const std::size_t blank = std::min(line.find_first_of(" \t"), line.size());
  return {line.substr(0, blank), trim(line.substr(blank)), end};
}

class Psql {
 public:
  Psql(const FolderView& folder, Migration& migration) : folder_(folder), migration_(migration) {}

  void run(std::string name, const std::string& dialect, const BufferPtr& file, Span stretch) {
    const Source source{std::move(name), dialect, file, std::string_view(file->text).substr(0, stretch.end)};
    open_.push_back(place_of(source.name));
    Rendered sent;
    const std::string_view text = source.text;
    bool pending = false;
    std::string_view before;  // the last word of code
    for (std::size_t at = stretch.begin; at < text.size();) {
      const Token token = default_sql().token(text, at);
      if (!pending && default_sql().is_client_command(text, at)) {
        at = obey(source, at, sent);
        continue;
      }
      if (pending && text[at] == '\\' && command_at(text, at).name == "\\gexec") {
        at = run_what_it_gives(source, at, sent);
        pending = false;
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
    open_.pop_back();
  }

 private:
  struct Source {
    std::string name;
    std::string dialect;
    BufferPtr file;
    std::string_view text;  ///< of the file, up to where it is run
  };

  [[nodiscard]] std::string place_of(const std::string& name) const {
    return absolute_path(folder_.access->working_folder(), path_in(folder_.path, name));
  }

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

  void leave_unread(const Source& source, Span place, std::string reason, Rendered& sent) {
    send(source, sent);
    migration_.steps.emplace_back(Unread{source.dialect, source.file, place, std::move(reason)});
  }

  static Span span(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  /// `SELECT 'DROP TABLE ' || name FROM x \gexec`: the query is sent, and then what is in its rows.
  std::size_t run_what_it_gives(const Source& source, std::size_t at, Rendered& sent) {
    const std::size_t end = at + std::string_view("\\gexec").size();
    sent.append(";", span(at, end), Origin::derived);
    leave_unread(source, span(at, end), "psql runs what the query gives", sent);
    return end;
  }

  /// Obeys a command, and says where the text goes on.
  std::size_t obey(const Source& source, std::size_t at, Rendered& sent) {
    const Command command = command_at(source.text, at);
    const std::string_view words = command.words;
    const std::size_t name_end = std::min(words.find_first_of(" \t"), words.size());
    if (command.name == "\\set") {
      set_[std::string(words.substr(0, name_end))] = value_of(words.substr(name_end));
    } else if (command.name == "\\unset") {
      set_.erase(std::string(words.substr(0, name_end)));
    } else if (command.name == "\\i" || command.name == "\\ir" || command.name == "\\include" ||
               command.name == "\\include_relative") {
      include(source, value_of(words), span(at, command.end), sent);
    } else if (command.name == "\\q" || command.name == "\\quit") {
      return source.text.size();
    } else if (command.name == "\\if") {
      return choose(source, at, command, sent);
    } else if (command.name == "\\elif" || command.name == "\\else") {
      return end_of_choice(source.text, command.end);  // the branch that was taken is over
    } else if (command.name == "\\!") {
      leave_unread(source, span(at, command.end), "psql runs a program here", sent);
    } else if (command.name != "\\endif") {
      sent.append(source.text.substr(at, command.end - at), span(at, command.end), Origin::verbatim);
    }
    return command.end;
  }

  /// The next `\elif`, `\else` or `\endif` of the choice that `from` is in; the end of the text if there is none.
  static std::size_t next_branch(std::string_view text, std::size_t from) {
    int inside = 0;
    for (std::size_t at = from; at < text.size();) {
      const std::string_view name = text[at] == '\\' ? command_at(text, at).name : std::string_view();
      if (name == "\\if") ++inside;
      if (inside == 0 && (name == "\\elif" || name == "\\else" || name == "\\endif")) return at;
      if (name == "\\endif") --inside;
      at = name.empty() ? default_sql().token(text, at).end : at + name.size();
    }
    return text.size();
  }

  static std::size_t end_of_choice(std::string_view text, std::size_t from) {
    for (std::size_t at = next_branch(text, from); at < text.size(); at = next_branch(text, at + 1))
      if (const Command command = command_at(text, at); command.name == "\\endif") return command.end;
    return text.size();
  }

  /// Goes on in the branch that is taken. What is between is not read where nobody can tell.
  std::size_t choose(const Source& source, std::size_t at, Command condition, Rendered& sent) {
    const std::size_t begin = at;
    while (condition.name == "\\if" || condition.name == "\\elif") {
      const std::optional<bool> holds = truth_of(known_value(condition.words));
      if (!holds) {
        const std::size_t end = end_of_choice(source.text, condition.end);
        leave_unread(source, span(begin, end), "nothing tells which branch of this `\\if` psql takes", sent);
        return end;
      }
      if (*holds) return condition.end;
      at = next_branch(source.text, condition.end);
      if (at >= source.text.size()) return at;
      condition = command_at(source.text, at);
    }
    return condition.end;
  }

  /// What the words of a condition stand for, as far as `\set` said it.
  [[nodiscard]] std::string_view known_value(std::string_view words) const {
    const auto known = words.starts_with(':') ? set_.find(words.substr(1)) : set_.end();
    return known == set_.end() ? words : std::string_view(known->second);
  }

  /// From the file's own folder, as `\ir` has it, or from where psql may have been started.
  void include(const Source& source, const std::string& path, Span place, Rendered& sent) {
    std::vector<std::string> candidates;
    if (!path.starts_with('/')) candidates.push_back(source.name.substr(0, source.name.rfind('/') + 1) + path);
    for (const std::string& above : folder_.upward())
      if (!path.starts_with('/')) candidates.push_back(path_in(above, path));
    const auto name = std::find_if(candidates.begin(), candidates.end(),
                                   [&](const std::string& each) { return folder_.holds(each); });
    const ReadResult read = name == candidates.end() ? ReadResult{} : folder_.read(*name);
    const auto refuse = [&](const std::string& why) {
      leave_unread(source, place, "psql includes `" + path + "` here, " + why, sent);
    };
    if (!read.buffer) return refuse("which is not there");
    if (std::find(open_.begin(), open_.end(), place_of(*name)) != open_.end()) return refuse("which includes itself");
    if (++includes_ > most_includes) return refuse("after a thousand other files");
    send(source, sent);
    run(*name, source.dialect, read.buffer, {0, static_cast<std::uint32_t>(read.buffer->text.size())});
  }

  const FolderView& folder_;
  Migration& migration_;
  std::map<std::string, std::string, std::less<>> set_;
  std::vector<std::string> open_;  ///< files that are being read, by their absolute paths
  std::size_t includes_ = 0;
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
    psql.run(name, script->dialect, script->file, {begin, begin + static_cast<std::uint32_t>(script->text.size())});
  }
}

}  // namespace godwit::frontends
