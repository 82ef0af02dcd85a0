#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <godwit/dialects/dialect.h>

#include <support/replay_statement.h>

namespace godwit {

/// What a script does, statement by statement, in the world that the statements before it left.
struct Replayed {
  explicit Replayed(std::string script) : text(std::move(script)) {
    const Dialect& dialect = *find_dialect("postgres");
    begin_migration(world, {});
    const auto reader = dialect.read(text);
    for (auto batch = reader->next(problems); !batch.empty(); batch = reader->next(problems))
      for (Statement& statement : batch) {
        dialect.follow_code(statement, world);
        effects.push_back(replay_statement(dialect, statement, world));
        statements.push_back(std::move(statement));
      }
  }

  [[nodiscard]] const Statement& last() const { return statements.back(); }
  [[nodiscard]] std::string words(Span span) const { return text.substr(span.begin, span.end - span.begin); }

  /// The lock of the last statement on a relation.
  [[nodiscard]] Lock lock(std::string_view relation) const {
    const Relation* found = world.catalog.find(Name{"", std::string(relation), {}});
    const RelationEffect* effect = found ? effects.back().on(found->id) : nullptr;
    return effect ? effect->lock : Lock();
  }
  /// Why the server refuses the last statement; empty: it does not.
  [[nodiscard]] std::string refusal() const {
    const HazardEffect* hazard = effects.back().find(Hazard::refused);
    return hazard ? hazard->why : "";
  }

  std::string text;
  World world;
  std::vector<Problem> problems;
  std::vector<Statement> statements;
  std::vector<StatementResult> effects;
};

}  // namespace godwit
