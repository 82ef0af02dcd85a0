#include "frontends/golang-migrate/neo4j.h"

#include <godwit/text/dialect_text.h>
#include <algorithm>
#include <optional>

#include "frontends/cypher_scripts.h"
#include "frontends/golang-migrate/url.h"

namespace godwit::golang_migrate {
namespace {

const Database neo4j{{"neo4j"}, {"neo4j://"}};

bool has_several(const Migration& migration) {
  return is_cypher(migration) && language_of("cypher").statements(text_of(migration.steps.front())).size() > 1;
}

}  // namespace

bool is_cypher(const Migration& migration) {
  return !migration.steps.empty() && dialect_of(migration.steps.front()) == "cypher";
}

void read_neo4j(const FolderView& folder, std::vector<Migration>& migrations, std::string_view runner) {
  if (std::none_of(migrations.begin(), migrations.end(), is_cypher)) return;
  std::optional<bool> multi = multi_statement(folder, neo4j);
  if (!multi) multi = std::any_of(migrations.begin(), migrations.end(), has_several);
  for (Migration& migration : migrations) {
    if (!is_cypher(migration)) continue;
    migration.transaction = *multi ? TransactionMode::per_migration : TransactionMode::per_statement;
    const BufferPtr file = file_of(migration);
    const Span all = without_byte_order_mark(file->text);
    refuse_cypher_byte_order_mark(migration, file, runner);
    if (*multi) {
      note_splitter_hazards(migration, file, {runner, "at every `;`", {}, pieces_at_semicolons(file->text, all)});
    } else {
      note_splitter_hazards(migration, file,
                            {runner,
                             "only at the end of its file",
                             "write one statement a file, or call it with x-multi-statement=true",
                             {all}});
    }
  }
  note_missing_rollbacks(migrations);
}

}  // namespace godwit::golang_migrate
