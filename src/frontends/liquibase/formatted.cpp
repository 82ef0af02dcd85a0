#include "frontends/liquibase/formatted.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "frontends/liquibase/sql_reading.h"
#include "frontends/note.h"
#include "frontends/text.h"

namespace godwit::liquibase {
namespace {

using frontends::Rendered;
using frontends::trim;

constexpr std::size_t npos = std::string_view::npos;

/// What follows `--` and blanks on a line, if it begins with that word: any blanks may stand before and between.
std::optional<std::string_view> directive(std::string_view line, std::string_view word) {
  line = trim(line);
  if (!line.starts_with("--")) return std::nullopt;
  line = trim(line.substr(2));
  if (lower(line.substr(0, word.size())) != word) return std::nullopt;
  return line.substr(word.size());
}

// Directives that are no part of what is sent.
constexpr std::array<std::string_view, 7> others{"comment",  "preconditions", "precondition-", "validchecksum",
                                                 "property", "labels",        "ignorelines"};

bool is_other(std::string_view line) {
  return std::any_of(others.begin(), others.end(),
                     [&](std::string_view word) { return directive(line, word).has_value(); });
}

/// `key:value` on a changeset's line: the value is one word that follows the colon directly, as recorded.
std::string attribute(std::string_view line, std::string_view key) {
  const std::string text = lower(line);
  const std::size_t at = text.find(' ' + lower(key) + ':');
  if (at == npos) return {};
  const std::size_t begin = at + key.size() + 2;
  return std::string(line.substr(begin, line.find_first_of(" \t", begin) - begin));
}

bool flag(std::string_view line, std::string_view key, bool otherwise) {
  const std::string word = lower(attribute(line, key));
  const std::string_view value = std::string_view(word).substr(0, word.find_first_not_of("abcdefghijklmnopqrstuvwxyz"));
  return value == "true" || value == "false" ? value == "true" : otherwise;
}

/// `author:id` of what follows `changeset`; both may stand in double quotes.
std::string identity(std::string_view rest) {
  rest = trim(rest);
  const bool in_quotes = rest.starts_with('"');
  const std::size_t quote = in_quotes ? rest.find('"', 1) : npos;
  const std::size_t colon = rest.find(':', quote == npos ? 0 : quote);
  if (colon == npos) return {};
  const std::string_view author = trim(rest.substr(0, colon));
  std::string_view id = trim(rest.substr(colon + 1));
  id = id.starts_with('"') ? id.substr(0, std::min(id.find('"', 1), id.size() - 1) + 1)
                           : id.substr(0, id.find_first_of(" \t"));
  return std::string(author) + ':' + std::string(id);
}

class FormattedReader {
 public:
  FormattedReader(const BufferPtr& file, const Migration& form, Target& target)
      : file_(file), form_(form), target_(target) {}

  std::vector<Migration> run() {
    std::string_view rest = file_->text;
    while (!rest.empty()) {
      const auto begin = static_cast<std::size_t>(rest.data() - file_->text.data());
      const std::string_view line = frontends::take_line(rest);
      const std::size_t end =
          rest.empty() ? file_->text.size() : static_cast<std::size_t>(rest.data() - file_->text.data());
      read(line, begin, end);
    }
    finish();
    return std::move(result_);
  }

 private:
  void read(std::string_view line, std::size_t begin, std::size_t end) {
    if (in_rollback_) {
      in_rollback_ = line.find("*/") == npos;
      const std::size_t stop = in_rollback_ ? end : begin + line.find("*/");
      append(rollback_, begin, stop);
    } else if (const auto changeset = directive(line, "changeset"); changeset && changeset->starts_with(' ')) {
      finish();
      line_ = *changeset;
      open_ = true;
    } else if (const auto back = directive(line, "rollback"); back && open_) {
      const std::string_view text = trim(*back);
      const auto at = static_cast<std::size_t>(text.data() - file_->text.data());
      if (!text.empty()) append(rollback_, at, at + text.size());
      if (!text.empty()) rollback_.append("\n", span(begin, end), Origin::derived);
    } else if (open_ && begins_rollback(line)) {
      in_rollback_ = true;
    } else if (const auto property = directive(line, "property")) {
      const std::string name = attribute(*property, "name");
      if (!name.empty()) target_.parameters.try_emplace(name, attribute(*property, "value"));
    } else if (open_ && !is_other(line)) {
      append(body_, begin, end);
    }
  }

  /// `/* liquibase rollback`, whose text goes on to the end of the comment.
  [[nodiscard]] static bool begins_rollback(std::string_view line) {
    line = trim(line);
    if (!line.starts_with("/*")) return false;
    line = trim(line.substr(2));
    return lower(line.substr(0, 9)) == "liquibase" && lower(trim(line.substr(9))) == "rollback";
  }

  [[nodiscard]] static Span span(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  void append(Rendered& to, std::size_t begin, std::size_t end) {
    to.append(std::string_view(file_->text).substr(begin, end - begin), span(begin, end), Origin::verbatim);
  }

  void finish() {
    const Rendered body = std::exchange(body_, {});
    const Rendered back = std::exchange(rollback_, {});
    if (!std::exchange(open_, false) || !is_for(target_, attribute(line_, "dbms")) || flag(line_, "ignore", false)) return;
    Migration up = form_;
    up.version = identity(line_);
    up.transaction =
        flag(line_, "runInTransaction", true) ? TransactionMode::per_migration : TransactionMode::per_statement;
    Migration down = up;
    const Splitting splitting{flag(line_, "stripComments", true), flag(line_, "splitStatements", true),
                              attribute(line_, "endDelimiter")};
    if (trim(body.text).empty()) {
      const auto at = static_cast<std::size_t>(line_.data() - file_->text.data());
      frontends::note(up, file_, frontends::line_at(file_->text, at), "Liquibase refuses the changeset: it is empty",
                      "give it a statement, or remove it");
    }
    add_text(up, file_, body, splitting, target_);
    result_.push_back(std::move(up));
    const std::string word = lower(trim(back.text));
    if (word.empty() || word == "empty" || word == "not required") return;
    down.direction = Direction::down;
    add_text(down, file_, back, {splitting.strip_comments, true, {}}, target_);
    result_.push_back(std::move(down));
  }

  BufferPtr file_;
  const Migration& form_;
  Target& target_;
  std::vector<Migration> result_;
  std::string_view line_;  ///< what follows `changeset` on its line
  bool open_ = false;
  bool in_rollback_ = false;  ///< a comment that is one is open
  Rendered body_;
  Rendered rollback_;
};

}  // namespace

Format format_of(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  while (!head.empty()) {
    const std::string_view line = frontends::take_line(head);
    if (trim(line).empty()) continue;
    const auto rest = directive(line, "liquibase");
    if (!rest) return Format::none;
    const std::string words = lower(trim(*rest));
    if (!words.starts_with("formatted")) return Format::none;
    return words.find("cypher") != std::string::npos ? Format::cypher : Format::sql;
  }
  return Format::none;
}

std::size_t first_changeset(std::string_view text) {
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view line = frontends::take_line(rest);
    const auto found = directive(line, "changeset");
    if (found && found->starts_with(' ')) return static_cast<std::size_t>(line.data() - text.data());
  }
  return npos;
}

bool is_formatted_cypher(std::string_view name, std::string_view head) {
  const Format format = format_of(head);
  return format == Format::cypher || (format == Format::sql && name.ends_with(".cypher"));
}

std::vector<Migration> read_formatted(const BufferPtr& file, const Migration& form, Target& target) {
  return FormattedReader(file, form, target).run();
}

bool is_for(const Target& target, std::string_view dbms) {
  bool any_named = false;
  while (!dbms.empty()) {
    const std::string_view name = trim(dbms.substr(0, dbms.find(',')));
    dbms.remove_prefix(std::min(dbms.find(',') == npos ? dbms.size() : dbms.find(',') + 1, dbms.size()));
    if (name == target.database || name == "all") return true;
    if (name == '!' + target.database || name == "none") return false;
    any_named = any_named || !name.starts_with('!');
  }
  return !any_named;
}

}  // namespace godwit::liquibase
