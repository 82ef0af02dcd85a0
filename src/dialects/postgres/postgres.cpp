#include <godwit/dialects/dialect.h>

#include "dialects/postgres/apply.h"
#include "dialects/postgres/effects.h"
#include "dialects/postgres/plpgsql/follow_code.h"
#include "dialects/postgres/reader.h"
#include "dialects/postgres/servers.h"

namespace godwit {
namespace {

class Postgres final : public Dialect {
 public:
  [[nodiscard]] std::string_view id() const override { return "postgres"; }
  [[nodiscard]] std::string parser_version() const override { return "libpg_query 18 (PostgreSQL 18)"; }
  [[nodiscard]] const std::vector<ServerKind>& servers() const override { return postgres::servers(); }
  void prepare(World& world, const Server& server) const override { world.server = server; }
  [[nodiscard]] std::unique_ptr<ScriptReader> read(std::string_view text) const override {
    return postgres::make_reader(text);
  }
  void follow_code(Statement& statement, const World& world) const override { postgres::follow_code(statement, world); }
  [[nodiscard]] std::vector<StatementPart> parts(const Statement& statement) const override {
    return postgres::parts(statement);
  }
  [[nodiscard]] StatementResult effects(const Statement& statement, StatementPart part,
                                        const World& world) const override {
    return postgres::effects_of(statement, part, world);
  }
  void assume(const Statement&, const StatementResult& result, World& world) const override {
    postgres::assume(result, world);
  }
  void apply(const Statement& statement, StatementPart part, const StatementResult&, World& world) const override {
    postgres::apply(statement, part, world);
  }
  void follow_settings(World& world) const override { postgres::follow_search_path(world); }
};

}  // namespace

const Dialect& postgres_dialect() {
  static const Postgres dialect;
  return dialect;
}

}  // namespace godwit
