#include <godwit/dialects/dialect.h>

#include "dialects/cypher/apply.h"
#include "dialects/cypher/effects.h"
#include "dialects/cypher/reader.h"
#include "dialects/cypher/servers.h"

namespace godwit {
namespace {

class Cypher final : public Dialect {
 public:
  [[nodiscard]] std::string_view id() const override { return "cypher"; }
  [[nodiscard]] std::string parser_version() const override {
    return "own grammar (Cypher 5 and 25, Neo4j 4.4 to 2026.08)";
  }
  [[nodiscard]] const std::vector<ServerKind>& servers() const override { return cypher::servers(); }
  void prepare(World& world, const Server& server) const override { cypher::prepare(world, server); }
  [[nodiscard]] std::unique_ptr<ScriptReader> read(std::string_view text) const override {
    return cypher::make_reader(text);
  }
  void follow_code(Statement&, const World&) const override {}  // strings that hold Cypher were lowered with the statement
  [[nodiscard]] StatementResult effects(const Statement& statement, StatementPart part,
                                        const World& world) const override {
    return cypher::effects_of(statement, part, world);
  }
  void assume(const Statement& statement, const StatementResult& result, World& world) const override {
    cypher::assume(statement, result, world);
  }
  void apply(const Statement& statement, StatementPart part, const StatementResult& result,
             World& world) const override {
    cypher::apply(statement, part, result, world);
  }
};

}  // namespace

const Dialect& cypher_dialect() {
  static const Cypher dialect;
  return dialect;
}

}  // namespace godwit
