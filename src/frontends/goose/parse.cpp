#include "frontends/goose/parse.h"

#include <godwit/source/utf8.h>
#include <godwit/text/dialect_text.h>
#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace godwit::goose {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t npos = std::string_view::npos;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

enum class Command : std::uint8_t { up, down, begin, end, no_transaction, envsub_on, envsub_off };

struct Spelling {
  std::string_view lower, as_written;
  Command command;
};
constexpr std::array spellings{
    Spelling{"up", "Up", Command::up},
    Spelling{"down", "Down", Command::down},
    Spelling{"statementbegin", "StatementBegin", Command::begin},
    Spelling{"statementend", "StatementEnd", Command::end},
    Spelling{"no transaction", "NO TRANSACTION", Command::no_transaction},
    Spelling{"envsub on", "ENVSUB ON", Command::envsub_on},
    Spelling{"envsub off", "ENVSUB OFF", Command::envsub_off},
};

/// What goose takes for the command: the line without `--` and `+goose`, blanks around it cut off.
std::string command_text(std::string_view line) {
  std::string text(line);
  for (std::size_t at = text.find("--"); at != npos; at = text.find("--")) text.erase(at, 2);
  if (const std::size_t at = text.find("+goose"); at != npos) text.erase(at, 6);
  return std::string(trim(text));
}

/// The command that was meant: exactly what goose reads, or else the one that differs only in blanks or what follows.
const Spelling* meant(const std::string& text) {
  std::string squeezed;
  for (const char c : lower(text)) {
    if (!is_blank(c)) squeezed += c;
  }
  for (const Spelling& spelling : spellings) {
    std::string name(spelling.lower);
    name.erase(std::remove(name.begin(), name.end(), ' '), name.end());
    if (squeezed.starts_with(name)) return &spelling;
  }
  return nullptr;
}

/// `words` are a line without the blanks around it.
bool is_annotation(std::string_view words) { return words.starts_with("--") && words.find("+goose") != npos; }

/// goose ends a statement where the last word of a line, comments left out, ends with `;`.
bool ends_statement(std::string_view line) {
  if (line.find(';') == npos) return false;
  std::string_view last;
  while (!line.empty()) {
    const auto end = static_cast<std::size_t>(std::find_if(line.begin(), line.end(), is_blank) - line.begin());
    if (line.starts_with("--")) break;
    if (end > 0) last = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return last.ends_with(';');
}

class Parser {
 public:
  explicit Parser(const BufferPtr& file) : file_(file), text_(file->text) {}

  File run() {
    for (std::size_t at = text_.starts_with(byte_order_mark) ? byte_order_mark.size() : 0; at < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      read_line(at, end);
      at = end + 1;
    }
    finish();
    return std::move(result_);
  }

 private:
  enum class Section : std::uint8_t { none, up, down };

  void problem(std::size_t begin, std::size_t end, std::string message) {
    result_.problems.push_back(
        {file_, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, std::move(message)});
  }

  void read_line(std::size_t begin, std::size_t end) {
    const std::string_view line = text_.substr(begin, end - begin);
    const std::string_view words = trim(line);
    if (is_annotation(words)) return read_annotation(begin, begin + line.size());
    if (pending_ == npos && (words.empty() || words.starts_with("--"))) return;
    if (section_ == Section::none) return refuse_early_statement(begin, words);
    if (pending_ == npos) pending_ = begin;
    if (!in_block_ && ends_statement(line)) {
      check_cut(end);
      send(end);
    }
  }

  void refuse_early_statement(std::size_t begin, std::string_view words) {
    if (std::exchange(early_, true)) return;
    const std::size_t at = begin + text_.substr(begin).find(words);
    problem(at, at + words.size(),
            "goose refuses the file: this stands before `-- +goose Up`, where it allows only "
            "comments that begin with `--`");
  }

  void read_annotation(std::size_t begin, std::size_t end) {
    const std::string_view line = text_.substr(begin, end - begin);
    const std::string_view words = trim(line);
    const std::size_t at = begin + line.find(words);
    const std::string command = command_text(words);
    const Spelling* spelling = meant(command);
    if (spelling == nullptr) {
      problem(at, at + words.size(), "goose refuses the file: it has no annotation `" + command + "`");
      return;
    }
    const std::string right = "write `-- +goose " + std::string(spelling->as_written) + "`";
    if (at != begin) {
      problem(begin, at, "goose refuses the file: an annotation must begin in the first column");
    } else if (lower(command) != spelling->lower) {
      problem(at, at + words.size(), "goose refuses the file: it has no annotation `" + command + "`; " + right);
    }
    obey(spelling->command, at, at + words.size());
  }

  void obey(Command command, std::size_t begin, std::size_t end) {
    switch (command) {
      case Command::up:
        return start_up(begin, end);
      case Command::down:
        return start_down(begin, end);
      case Command::begin:
        return begin_block(begin, end);
      case Command::end:
        return end_block(begin, end);
      case Command::no_transaction:
        result_.transaction = false;
        return;
      case Command::envsub_on:
        substitute_from_ = end;
        return;
      case Command::envsub_off:
        stop_substituting(begin);
        return;
    }
  }

  void start_up(std::size_t begin, std::size_t end) {
    if (section_ != Section::none)
      problem(begin, end,
              "goose refuses the file: `-- +goose Up` may stand only once, "
              "before `-- +goose Down`");
    if (section_ == Section::none) section_ = Section::up;
  }

  void start_down(std::size_t begin, std::size_t end) {
    if (section_ != Section::up) {
      problem(begin, end, "goose refuses the file: `-- +goose Down` may stand only once, after `-- +goose Up`");
    }
    close_section(begin);
    section_ = Section::down;
    if (!result_.down) result_.down = static_cast<std::uint32_t>(begin);
  }

  void begin_block(std::size_t begin, std::size_t end) {
    if (section_ == Section::none || in_block_) {
      problem(begin, end,
              "goose refuses the file: `-- +goose StatementBegin` must follow `-- +goose Up` or "
              "`-- +goose Down`, and the block before it must be closed");
    }
    in_block_ = true;
    block_ = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  void end_block(std::size_t begin, std::size_t end) {
    if (!in_block_) {
      problem(begin, end, "goose refuses the file: there is no `-- +goose StatementBegin` before this");
    }
    in_block_ = false;
    send(begin);
  }

  void send(std::size_t end) {
    if (pending_ != npos)
      result_.sent.push_back({static_cast<std::uint32_t>(pending_), static_cast<std::uint32_t>(end)});
    pending_ = npos;
  }

  /// goose does not know quotes. What is cut inside of them reaches the server in pieces.
  void check_cut(std::size_t end) {
    if (pending_ < quoted_until_) return;
    check_body(end);
    // Nearly always there is no quote and no comment over several lines that could go on.
    if (text_.substr(pending_, end - pending_).find_first_of("'\"$*") == npos) return;
    for (std::size_t at = pending_; at < end;) {
      const Token token = default_sql().token(text_, at);
      const std::size_t next = token.terminated ? token.end : npos;
      if (next > end && token.kind != Token::Kind::blank) {
        problem(at, std::min(at + 1, text_.size()),
                "goose ends a statement at each `;` at the end of a line, and this quoted text or comment goes on "
                "after one: put `-- +goose "
                "StatementBegin` before the statement and `-- +goose StatementEnd` after it");
        quoted_until_ = std::min(next, text_.size());
        return;
      }
      at = next;
    }
  }

  /// The body of a function in SQL: `BEGIN ATOMIC ... END`.
  void check_body(std::size_t end) {
    const std::string words = lower(text_.substr(pending_, end - pending_));
    const std::size_t atomic = words.find("atomic");
    if (atomic == npos) return;
    const std::vector<Span> whole = default_sql().statements(text_.substr(pending_));
    if (whole.empty() || pending_ + whole.front().end <= end) return;
    problem(pending_ + atomic, pending_ + atomic + 6,
            "goose ends a statement at each `;` at the end of a line, and this body goes on after one: put `-- +goose "
            "StatementBegin` before the statement and `-- +goose StatementEnd` after it");
    quoted_until_ = pending_ + whole.front().end;
  }

  void close_section(std::size_t section_end) {
    if (in_block_) {
      problem(block_.begin, block_.end, "goose refuses the file: `-- +goose StatementEnd` is missing");
    } else if (pending_ != npos && section_ != Section::none) {
      const std::size_t last = text_.find_last_not_of(" \t\r\n", section_end - 1);
      problem(last, last + 1, "goose refuses the file: the last statement of each part must end with `;`");
    }
    in_block_ = false;
    pending_ = npos;
  }

  void stop_substituting(std::size_t end) {
    if (substitute_from_ == npos) return;
    result_.substituted.push_back({static_cast<std::uint32_t>(substitute_from_), static_cast<std::uint32_t>(end)});
    substitute_from_ = npos;
  }

  void finish() {
    close_section(text_.size());
    stop_substituting(text_.size());
    if (section_ == Section::none && !early_) {
      problem(0, 0, "goose refuses the file: it has no `-- +goose Up`");
    }
  }

  BufferPtr file_;
  std::string_view text_;
  File result_;
  Section section_ = Section::none;
  bool in_block_ = false;
  bool early_ = false;                  // a statement before Up was noted
  Span block_;                          // the StatementBegin of the open block
  std::size_t pending_ = npos;          // where the statement begins that is not ended yet
  std::size_t substitute_from_ = npos;  // where ENVSUB was switched on
  std::size_t quoted_until_ = 0;        // the end of a quoted text that was cut
};

}  // namespace

File parse(const BufferPtr& file) { return Parser(file).run(); }

bool has_annotation(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  for (std::size_t at = text.find("+goose"); at != npos; at = text.find("+goose", at + 1)) {
    const std::size_t line = text.rfind('\n', at) + 1;
    if (trim(text.substr(line, at - line)).starts_with("--")) return true;
  }
  return false;
}

}  // namespace godwit::goose
