#include "frontends/note.h"

#include <godwit/project/frontend.h>
#include <godwit/text/dialect_text.h>

#include <algorithm>
#include <utility>

#include "frontends/text.h"

namespace godwit::frontends {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// Its words in small letters, with one blank between them; at most so many.
std::string first_words(std::string_view statement, int count) {
  std::string words;
  for (std::size_t at = 0; at < statement.size() && count > 0;) {
    const Token token = default_sql().token(statement, at);
    if (token.kind == Token::Kind::word) {
      words += (words.empty() ? "" : " ") + lower(statement.substr(at, token.end - at));
      --count;
    }
    at = token.end;
  }
  return words;
}

bool ends_transaction(const std::string& words) {
  const bool verb = words == "commit" || words == "end" || words == "abort" || words == "rollback" ||
                    words.starts_with("commit and") || words.starts_with("commit work") ||
                    words.starts_with("commit transaction") || words.starts_with("rollback work") ||
                    words.starts_with("end transaction");
  return verb;
}

/// Where a command for psql begins; `npos` if there is none.
std::size_t client_command_in(std::string_view text) {
  bool pending = false;
  for (std::size_t at = 0; at < text.size();) {
    if (!pending && text[at] == '\\' && default_sql().is_client_command(text, at)) return at;
    const Token token = default_sql().token(text, at);
    if (token.is_code()) pending = text[at] != ';';
    at = token.end;
  }
  return npos;
}

}  // namespace


void note(Migration& migration, const BufferPtr& file, Span place, std::string message, std::string help) {
  Problem& problem = migration.problems.emplace_back();
  problem.place = {file, place};
  problem.message = std::move(message);
  problem.help = std::move(help);
}

void note_same_version(std::vector<Migration>& sorted, std::string_view runner) {
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const Migration& before = sorted[i - 1];
    Migration& migration = sorted[i];
    const bool same = before.direction == migration.direction && before.path != migration.path &&
                      !number_less(before.version, migration.version);
    if (!same || migration.version.empty() || migration.steps.empty()) continue;
    note(migration, file_of(migration), {0, 0},
         std::string(runner) + " fails to record it after it has run, for `" + before.path + "` has version " +
             before.version + ", too",
         "give one of the two another version");
  }
}

void refuse_unsendable(Migration& migration, std::string_view runner, Sending sending) {
  const std::vector<Step> steps = migration.steps;
  for (const Step& step : steps) {
    const bool is_postgres = dialect_of(step) == plain_sql || dialect_of(step) == default_sql().id();
    if (!std::holds_alternative<Script>(step) || !is_postgres) continue;
    const std::string_view text = text_of(step);
    for (const Span span : default_sql().statements(text)) {
      const std::string words = first_words(text.substr(span.begin, span.end - span.begin), 64);
      if (words.starts_with("copy ") && words.find(" from stdin") != npos && !sending.takes_copy_data)
        return note(migration, file_of(step), to_file(step, span),
                    std::string(runner) + " fails at the rows behind this: it sends them as if they were SQL",
                    "write INSERT");
      if (!ends_transaction(words) || sending.survives_commit) continue;
      note(migration, file_of(step), to_file(step, span),
           std::string(runner) + " fails to record the migration behind this: the transaction is over that it opened",
           "leave BEGIN and COMMIT to it");
      sending.survives_commit = true;
    }
    const std::size_t command = client_command_in(text);
    if (command == npos) continue;
    const Span line = line_at(text, command);
    return note(migration, file_of(step), to_file(step, line),
                std::string(runner) + " fails at this line: only psql knows commands that begin with `\\`",
                "write what it does in SQL, or remove it");
  }
}

Span line_at(std::string_view text, std::size_t at) {
  const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace godwit::frontends
