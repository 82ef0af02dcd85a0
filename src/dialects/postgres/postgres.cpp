#include <godwit/dialects/dialect.h>

#include "dialects/postgres/apply.h"
#include "dialects/postgres/code.h"
#include "dialects/postgres/effects.h"
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
  void resolve(Statement& statement, const World& world) const override { postgres::resolve(statement, world); }
  [[nodiscard]] Effects effects(const Statement& statement, World& world) const override {
    return postgres::effects_of(statement, world);
  }
  [[nodiscard]] Effects effects_of(const Operation& operation, const Statement& statement,
                                   World& world) const override {
    return postgres::effects_of(operation, statement, world);
  }
  void apply(const Statement& statement, const Effects& effects, World& world) const override {
    postgres::apply(statement, effects, world);
  }
};

}  // namespace

const Dialect& postgres_dialect() {
  static const Postgres dialect;
  return dialect;
}

}  // namespace godwit
