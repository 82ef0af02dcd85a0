#include "frontends/placeholders.h"

#include <godwit/text/dialect_text.h>
#include <algorithm>
#include <array>
#include <utility>

#include "frontends/rendered.h"
#include "frontends/text.h"

namespace godwit::frontends {
namespace {

constexpr std::size_t npos = std::string_view::npos;

struct Placeholder {
  std::size_t begin = 0, end = 0;   ///< in the text
  std::string_view name;
  std::string_view open, close;
};

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_name(std::string_view text) {
  const auto part = [](char c) { return is_word_byte(c) || c == '.' || c == '-' || c == ':'; };
  return !text.empty() && std::all_of(text.begin(), text.end(), part) && !(text[0] >= '0' && text[0] <= '9');
}

/// What begins at `at`, if something does. A template's ends behind quotes: `{{ index .Options "a}}b" }}`.
std::optional<Placeholder> begins(std::string_view text, std::size_t at, const PlaceholderForm& form) {
  if (!text.substr(at).starts_with(form.open)) return std::nullopt;
  const std::size_t from = at + form.open.size();
  const std::size_t close = text.find(form.close, from);
  if (close == npos || text.substr(from, close - from).find('\n') != npos) return std::nullopt;
  const std::string_view inner = text.substr(from, close - from);
  if (form.name_only && !is_name(inner)) return std::nullopt;
  // An address is no placeholder: `a@b@c`.
  if (form.open == at_signs.open && at > 0 && (is_word_byte(text[at - 1]) || text[at - 1] == '@')) return std::nullopt;
  if (trim(inner).empty()) return std::nullopt;
  return Placeholder{at, close + form.close.size(), trim(inner), form.open, form.close};
}

std::vector<Placeholder> find_all(std::string_view text, const std::vector<PlaceholderForm>& forms) {
  std::string starts;
  for (const PlaceholderForm& form : forms) starts += form.open.front();
  std::vector<Placeholder> found;
  for (std::size_t at = text.find_first_of(starts); at < text.size(); at = text.find_first_of(starts, at)) {
    std::optional<Placeholder> here;
    for (const PlaceholderForm& form : forms)
      if (!here) here = begins(text, at, form);
    if (here) found.push_back(*here);
    at = here ? here->end : at + 1;
  }
  return found;
}

/// Whether it sends nothing: `{{ if .X }}`, `{{/* */}}`, `<% end %>`. What is written out is `{{ .X }}`, `<%= x %>`.
bool only_steers(const Placeholder& placeholder) {
  std::string_view name = placeholder.name;
  if (placeholder.open == angle_percent.open) return !name.starts_with('=') && !name.starts_with('-');
  if (placeholder.open != double_braces.open) return false;
  if (name.starts_with('-')) name = trim(name.substr(1));
  constexpr std::array<std::string_view, 13> words{"if",    "else", "end",   "range",  "with",  "define", "block",
                                                   "break", "/*",   "#",     "continue", "/",   "!"};
  const auto is = [&](std::string_view word) {
    return name.starts_with(word) && (!is_word_byte(word.back()) || name.size() == word.size() || !is_word_byte(name[word.size()]));
  };
  const std::size_t assigned = name.find(":=");
  return std::any_of(words.begin(), words.end(), is) || (name.starts_with('$') && assigned != npos);
}

/// As it is written, in one way: `${a}`, `{{ .A }}`.
std::string written(const Placeholder& placeholder) {
  const std::string blank = placeholder.open == dollar_braces.open || placeholder.open == at_signs.open ? "" : " ";
  return std::string(placeholder.open) + blank + std::string(placeholder.name) + blank + std::string(placeholder.close);
}

enum class Inside : std::uint8_t { code, string, name, comment };

/// Words behind which there is a value and never a name.
bool is_before_value(std::string_view word) {
  constexpr std::array<std::string_view, 3> words{"default", "interval", "password"};
  return std::find(words.begin(), words.end(), lower(word)) != words.end();
}

std::string doubled(std::string text, char quote) {
  for (std::size_t at = text.find(quote); at != npos; at = text.find(quote, at + 2)) text.insert(at, 1, quote);
  return text;
}

class Filler {
 public:
  Filler(std::string_view dialect, const BufferPtr& file, const Rendered& source, std::vector<Placeholder> found,
         const PlaceholderValue& value)
      : dialect_(dialect), file_(file), source_(source), text_(source.text), found_(std::move(found)), value_(value),
        language_(language_of(dialect)), masked_(source.text) {}

  std::vector<Step> run() {
    // A word in the place of each shows what is around it.
    for (const Placeholder& each : found_)
      std::fill(masked_.begin() + static_cast<std::ptrdiff_t>(each.begin),
                masked_.begin() + static_cast<std::ptrdiff_t>(each.end), only_steers(each) ? ' ' : 'x');
    scan(0, masked_.size());
    flush(text_.size());
    return std::move(steps_);
  }

 private:
  /// A stretch of code, token by token. Bodies in dollar quotes are code as well.
  void scan(std::size_t begin, std::size_t end) {
    std::size_t statement = begin;
    std::string_view before;
    for (std::size_t at = begin; at < end && next_ < found_.size();) {
      const Token token = language_.token(std::string_view(masked_).substr(0, end), at);
      const std::string_view word = std::string_view(masked_).substr(at, token.end - at);
      if (token.kind == Token::Kind::string && word.starts_with('$') && token.terminated && begin == 0) {
        const std::size_t tag = word.find('$', 1) + 1;
        scan(at + tag, token.end - tag);
      } else {
        take(at, token, before, at == statement && begin == 0);
      }
      const bool nothing_yet = at == statement;
      at = std::max(token.end, skipped_);
      if (token.is_code()) before = word;
      if (word == ";" || skipped_ == at || (!token.is_code() && nothing_yet)) statement = at;
    }
  }

  /// The placeholders that begin in a token.
  void take(std::size_t at, const Token& token, std::string_view before, bool begins_statement) {
    if (next_ == found_.size() || found_[next_].begin >= token.end) return;
    const bool alone = begins_statement && token.kind == Token::Kind::word && covers(at, token.end) &&
                       !known(found_[next_]) && !only_steers(found_[next_]);
    if (alone) return leave_unread(at);
    const Inside inside = token.kind == Token::Kind::string    ? Inside::string
                          : token.kind == Token::Kind::name    ? Inside::name
                          : token.kind == Token::Kind::comment ? Inside::comment
                                                               : Inside::code;
    if (inside == Inside::code && token.kind == Token::Kind::word && !all_known(token.end))
      return name_word(at, token.end, is_before_value(before));
    for (; next_ < found_.size() && found_[next_].begin < token.end; ++next_) fill(found_[next_], inside);
  }

  [[nodiscard]] std::optional<std::string> known(const Placeholder& placeholder) const {
    return value_ ? value_(placeholder.name) : std::nullopt;
  }

  [[nodiscard]] bool all_known(std::size_t end) const {
    for (std::size_t i = next_; i < found_.size() && found_[i].begin < end; ++i)
      if (!known(found_[i]) && !only_steers(found_[i])) return false;
    return true;
  }

  [[nodiscard]] bool covers(std::size_t at, std::size_t end) const {
    return found_[next_].begin == at && found_[next_].end == end;
  }

  void copy(std::size_t until) {
    if (until > done_) out_.append(source_.part(done_, until));
    done_ = std::max(done_, until);
  }

  [[nodiscard]] Span in_file(std::size_t begin, std::size_t end) const {
    const Rendered part = source_.part(begin, end);
    if (part.segments.empty()) return {};
    return {part.segments.front().file.begin, part.segments.back().file.end};
  }

  void append(std::string_view more, std::size_t begin, std::size_t end) {
    out_.append(more, in_file(begin, end), Origin::derived);
  }

  void fill(const Placeholder& placeholder, Inside inside) {
    const bool untouched = inside == Inside::string && !known(placeholder) && placeholder.name.find('\'') == npos;
    if (inside == Inside::comment || untouched) return;
    copy(placeholder.begin);
    std::string with = known(placeholder).value_or(only_steers(placeholder) ? " " : written(placeholder));
    if (inside == Inside::string && !known(placeholder)) with = doubled(std::move(with), '\'');
    if (inside == Inside::name && !known(placeholder)) with = doubled(std::move(with), '"');
    append(with, placeholder.begin, placeholder.end);
    done_ = placeholder.end;
  }

  /// A word with something in it that nobody knows is one name: `${prefix}_users` is "${prefix}_users".
  void name_word(std::size_t begin, std::size_t end, bool is_value) {
    copy(begin);
    std::string name;
    std::size_t at = begin;
    for (; next_ < found_.size() && found_[next_].begin < end; ++next_) {
      const Placeholder& each = found_[next_];
      name += lower(text_.substr(at, each.begin - at));
      name += known(each).value_or(only_steers(each) ? "" : written(each));
      at = each.end;
    }
    name += lower(text_.substr(at, end - at));
    const std::string with = is_value ? '\'' + doubled(name, '\'') + '\'' : language_.quoted(name);
    append(with, begin, end);
    done_ = end;
  }

  void flush(std::size_t until) {
    copy(until);
    if (out_.text.empty() && !steps_.empty()) return;
    steps_.emplace_back(script_of(dialect_, file_, std::exchange(out_, {})));
  }

  /// What a placeholder stands for that begins a statement may be anything, up to the end of that.
  void leave_unread(std::size_t at) {
    flush(at);
    std::size_t end = at;
    while (end < masked_.size() && masked_[end] != ';') end = language_.token(masked_, end).end;
    const Placeholder& placeholder = found_[next_];
    steps_.emplace_back(Unread{std::string(dialect_), file_, in_file(at, end),
                               "nothing tells what stands for `" + written(placeholder) + "`"});
    while (next_ < found_.size() && found_[next_].begin < end) ++next_;
    done_ = skipped_ = std::min(end + 1, masked_.size());
  }

  std::string_view dialect_;
  const BufferPtr& file_;
  const Rendered& source_;
  std::string_view text_;
  std::vector<Placeholder> found_;
  const PlaceholderValue& value_;
  const DialectText& language_;
  std::string masked_;
  std::size_t next_ = 0;      ///< of those found
  std::size_t done_ = 0;      ///< what of the text is written
  std::size_t skipped_ = 0;   ///< the end of what was left unread
  Rendered out_;
  std::vector<Step> steps_;
};

}  // namespace

std::vector<Step> filled(std::string_view dialect, const BufferPtr& file, const Rendered& text,
                         const std::vector<PlaceholderForm>& forms, const PlaceholderValue& value) {
  std::vector<Placeholder> found = find_all(text.text, forms);
  if (found.empty()) return {script_of(dialect, file, text)};
  return Filler(dialect, file, text, std::move(found), value).run();
}

void fill_placeholders(Migration& migration, const std::vector<PlaceholderForm>& forms, const PlaceholderValue& value) {
  std::vector<Step> steps;
  for (Step& step : migration.steps) {
    const auto* script = std::get_if<Script>(&step);
    const bool is_sql = script != nullptr && script->rendered == nullptr && script->dialect != "cypher";
    if (!is_sql || find_all(script->text, forms).empty()) {
      steps.push_back(std::move(step));
      continue;
    }
    const auto size = static_cast<std::uint32_t>(script->text.size());
    Rendered text;
    text.append(script->text, script->map.to_file({0, size}), Origin::verbatim);
    for (Step& part : filled(script->dialect, script->file, text, forms, value)) steps.push_back(std::move(part));
  }
  migration.steps = std::move(steps);
}

void read_templates(Migration& migration) {
  fill_placeholders(migration, {dollar_braces, double_braces, angle_percent, at_signs}, nullptr);
}

}  // namespace godwit::frontends
