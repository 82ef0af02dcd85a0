#include "frontends/flyway/transaction.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "frontends/note.h"
#include "frontends/text.h"

namespace godwit::flyway {
namespace {

using frontends::note;
using frontends::trim;

/// The first words of statements that Flyway sends without a transaction. `|` separates what may stand in one place, `?`
/// marks what may be missing.
constexpr std::array<std::string_view, 6> recognized{
    "create|drop database|tablespace|subscription",
    "alter system",
    "create|drop ?unique index concurrently",
    "reindex ?verbose schema|database|system",
    "vacuum",
    "discard all",
};

/// What waits until every other transaction is over, Flyway's own one, that holds its lock, among them. DROP INDEX
/// CONCURRENTLY was recorded not to.
constexpr std::array<std::string_view, 2> waiting{"create ?unique index concurrently",
                                                  "reindex ?verbose index|table|schema|database|system concurrently"};

/// The first words of a statement, in small letters.
std::vector<std::string> first_words(std::string_view statement) {
  constexpr std::size_t enough = 5;
  std::vector<std::string> words;
  for (std::size_t at = 0; at < statement.size() && words.size() < enough;) {
    const Token token = default_sql().token(statement, at);
    if (token.kind == Token::Kind::word) words.push_back(lower(statement.substr(at, token.end - at)));
    if (token.is_code() && token.kind != Token::Kind::word) break;
    at = token.end;
  }
  return words;
}

bool is_one_of(std::string_view choice, std::string_view word) {
  while (!choice.empty()) {
    const std::string_view each = choice.substr(0, choice.find('|'));
    if (each == word) return true;
    choice.remove_prefix(std::min(each.size() + 1, choice.size()));
  }
  return false;
}

bool begins_as(std::string_view pattern, const std::vector<std::string>& words) {
  std::size_t at = 0;
  while (!pattern.empty()) {
    std::string_view part = pattern.substr(0, pattern.find(' '));
    pattern.remove_prefix(std::min(part.size() + 1, pattern.size()));
    const bool may_miss = part.starts_with('?');
    if (may_miss) part.remove_prefix(1);
    if (at < words.size() && is_one_of(part, words[at])) {
      ++at;
    } else if (!may_miss) {
      return false;
    }
  }
  return true;
}

template <std::size_t n>
bool begins_as_any(const std::array<std::string_view, n>& patterns, std::string_view statement) {
  const std::vector<std::string> words = first_words(statement);
  return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view each) { return begins_as(each, words); });
}

struct Conf {
  std::optional<bool> transaction, placeholders;
};

/// `<file>.conf`, with the spellings that were recorded: `false` in any case, `=` or `:`; anything else stops the run.
Conf read_conf(const FolderView& folder, const std::string& name, Migration* migration) {
  Conf conf;
  const std::string file = name + ".conf";
  if (!folder.holds(file)) return conf;
  const ReadResult read = folder.read(file);
  if (!read.buffer) return conf;
  std::string_view rest = read.buffer->text;
  while (!rest.empty()) {
    const std::string_view line = trim(frontends::take_line(rest));
    if (line.empty() || line.starts_with('#') || line.starts_with('!')) continue;
    const std::size_t cut = std::min(line.find_first_of("=:"), line.size());
    const std::string_view key = trim(line.substr(0, cut));
    const std::string value = lower(trim(line.substr(std::min(cut + 1, line.size()))));
    const auto at = static_cast<std::uint32_t>(line.data() - read.buffer->text.data());
    const Span place{at, at + static_cast<std::uint32_t>(line.size())};
    constexpr std::array<std::string_view, 4> keys{"executeInTransaction", "encoding", "placeholderReplacement",
                                                   "shouldExecute"};
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
      if (migration != nullptr)
        note(*migration, read.buffer, place, "Flyway refuses to run anything: it knows no `" + std::string(key) + "` here",
             "write `executeInTransaction=false`");
      continue;
    }
    if (key == "encoding" || key == "shouldExecute") continue;
    if (value != "true" && value != "false") {
      if (migration != nullptr)
        note(*migration, read.buffer, place,
             "Flyway refuses to run anything: the value must be `true` or `false`, with nothing behind it",
             "write `" + std::string(key) + "=false`");
      continue;
    }
    (key == "executeInTransaction" ? conf.transaction : conf.placeholders) = value == "true";
  }
  return conf;
}

bool lock_in_transaction(const Settings& settings) {
  return settings.flag("postgresql.transactional.lock", true) && settings.flag("postgresql.transactionallock", true);
}

std::uint32_t in_file(const Migration& migration, std::uint32_t at) {
  return to_file(migration.steps.front(), {at, at}).begin;
}

}  // namespace

bool replaces_placeholders(const FolderView& folder, const std::string& name, const Settings& settings) {
  return read_conf(folder, name, nullptr).placeholders.value_or(settings.flag("placeholderreplacement", true));
}

void decide_transaction(const FolderView& folder, const std::string& name, const Settings& settings,
                        Migration& migration) {
  const Conf conf = read_conf(folder, name, &migration);
  const BufferPtr file = file_of(migration);
  const std::string_view text = text_of(migration.steps.front());
  const std::string& dialect = dialect_of(migration.steps.front());
  const bool postgres = dialect == plain_sql || dialect == default_sql().id();
  std::optional<Span> first_outside;
  std::optional<Span> first_waiting;
  bool any_inside = false;
  for (const Span statement : postgres ? default_sql().statements(text) : std::vector<Span>()) {
    const std::string_view words = text.substr(statement.begin, statement.end - statement.begin);
    const bool outside = begins_as_any(recognized, words);
    any_inside = any_inside || !outside;
    if (outside && !first_outside) first_outside = statement;
    if (!first_waiting && begins_as_any(waiting, words)) first_waiting = statement;
  }
  const bool wanted = conf.transaction.value_or(settings.flag("executeintransaction", true));
  const bool mixes = first_outside && any_inside && wanted && !settings.flag("mixed", false);
  const bool alone = !wanted || first_outside.has_value();
  migration.transaction = alone                            ? TransactionMode::per_statement
                          : settings.flag("group", false) ? TransactionMode::one_for_all
                                                           : TransactionMode::per_migration;
  migration.reopens = !alone;  // the driver opens one for every statement that finds none
  frontends::refuse_unsendable(migration, "Flyway", {.takes_copy_data = true});
  const auto place = [&](Span statement) {
    return Span{in_file(migration, statement.begin), in_file(migration, statement.end)};
  };
  if (mixes)
    return note(migration, file, place(*first_outside),
                "Flyway refuses the migration: this statement cannot run in a transaction, and others of the file do",
                "give it a migration of its own, or say `executeInTransaction=false` in `" + name + ".conf`");
  if (first_outside && settings.flag("group", false))
    return note(migration, file, place(*first_outside),
                "Flyway refuses to run anything: it is told to run all migrations in one transaction (`group`), and this "
                "statement cannot run in one",
                "set `flyway.group=false`");
  if (alone && first_waiting && lock_in_transaction(settings))
    note(migration, file, place(*first_waiting),
         "Flyway waits here for ever, from 9.1 on: the statement waits until all other transactions are over, and "
         "Flyway holds its own lock in one",
         "set `flyway.postgresql.transactional.lock=false`");
}

}  // namespace godwit::flyway
