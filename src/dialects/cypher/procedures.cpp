#include "dialects/cypher/procedures.h"

#include <algorithm>
#include <array>

namespace godwit::cypher {
namespace {

constexpr int to_this_day = 999999;

constexpr Procedure gone(std::string_view name, StatementKind kind, std::string_view instead) {
  return {name, kind, 0, 500, false, false, instead};
}
constexpr Procedure enterprise(std::string_view name) {
  return {name, StatementKind::read, 0, to_this_day, false, false, "", true};
}
constexpr Procedure own(std::string_view name) { return {name, StatementKind::write, 0, to_this_day, false, true, ""}; }

// The first match counts, so that a name stands before the prefix that holds the rest of its namespace.
constexpr std::array procedures{
    gone("db.indexes", StatementKind::read, "SHOW INDEXES"),
    gone("db.indexDetails", StatementKind::read, "SHOW INDEXES YIELD *"),
    gone("db.constraints", StatementKind::read, "SHOW CONSTRAINTS"),
    gone("db.schemaStatements", StatementKind::read, "SHOW INDEXES YIELD createStatement"),
    gone("db.createIndex", StatementKind::schema, "CREATE INDEX"),
    gone("db.createUniquePropertyConstraint", StatementKind::schema, "CREATE CONSTRAINT"),
    Procedure{"db.createNodeKey", StatementKind::schema, 0, 500, false, false, "CREATE CONSTRAINT", true},
    gone("db.index.fulltext.createNodeIndex", StatementKind::schema, "CREATE FULLTEXT INDEX"),
    gone("db.index.fulltext.createRelationshipIndex", StatementKind::schema, "CREATE FULLTEXT INDEX"),
    gone("db.index.fulltext.drop", StatementKind::schema, "DROP INDEX"),
    gone("dbms.procedures", StatementKind::read, "SHOW PROCEDURES"),
    gone("dbms.functions", StatementKind::read, "SHOW FUNCTIONS"),
    gone("dbms.listQueries", StatementKind::read, "SHOW TRANSACTIONS"),
    gone("dbms.listTransactions", StatementKind::read, "SHOW TRANSACTIONS"),
    gone("dbms.killQuery", StatementKind::read, "TERMINATE TRANSACTIONS"),
    gone("dbms.killQueries", StatementKind::read, "TERMINATE TRANSACTIONS"),
    gone("dbms.killTransaction", StatementKind::read, "TERMINATE TRANSACTIONS"),
    gone("dbms.killTransactions", StatementKind::read, "TERMINATE TRANSACTIONS"),
    Procedure{"dbms.security.", StatementKind::administration, 0, 400, false, false, "CREATE USER and the like"},
    Procedure{"dbms.showCurrentUser", StatementKind::read, 0, 400, false, false, "SHOW CURRENT USER"},
    Procedure{"db.index.vector.createNodeIndex", StatementKind::schema, 511, to_this_day, true, false,
              "CREATE VECTOR INDEX"},
    Procedure{"db.create.setVectorProperty", StatementKind::write, 511, to_this_day, true, false,
              "db.create.setNodeVectorProperty"},
    Procedure{"db.create.setNodeVectorProperty", StatementKind::write, 513},
    Procedure{"db.create.setRelationshipVectorProperty", StatementKind::write, 518},
    Procedure{"db.index.vector.", StatementKind::read, 511},
    enterprise("dbms.setConfigValue"),
    Procedure{"db.createLabel", StatementKind::write},
    Procedure{"db.createProperty", StatementKind::write},
    Procedure{"db.createRelationshipType", StatementKind::write},
    Procedure{"db.", StatementKind::read},
    Procedure{"dbms.", StatementKind::read},
    Procedure{"tx.setMetaData", StatementKind::read},
    own("apoc.periodic.iterate"),
    own("apoc.periodic.commit"),
    own("apoc.periodic.submit"),
    own("apoc.periodic.repeat"),
    own("apoc.periodic.schedule"),
    own("apoc.periodic.truncate"),
    own("apoc.cypher.runMany"),
    own("apoc.cypher.runFile"),
    own("apoc.cypher.runFiles"),
    own("apoc.cypher.runSchemaFile"),
    own("apoc.cypher.runSchemaFiles"),
    Procedure{"apoc.cypher.runSchema", StatementKind::schema},
    Procedure{"apoc.cypher.doIt", StatementKind::write},
    Procedure{"apoc.cypher.runWrite", StatementKind::write},
    Procedure{"apoc.cypher.run", StatementKind::read},
    Procedure{"apoc.schema.assert", StatementKind::schema},
    Procedure{"apoc.atomic.", StatementKind::write},
    Procedure{"apoc.create.", StatementKind::write},
    Procedure{"apoc.do.", StatementKind::write},
    Procedure{"apoc.lock.", StatementKind::write},
    Procedure{"apoc.merge.", StatementKind::write},
    own("apoc.nodes.delete"),
    Procedure{"apoc.nodes.link", StatementKind::write},
    own("apoc.refactor.rename."),
    Procedure{"apoc.refactor.", StatementKind::write},
    Procedure{"apoc.trigger.", StatementKind::write},
    Procedure{"apoc.util.validate", StatementKind::read},
    Procedure{"apoc.util.sleep", StatementKind::read},
    Procedure{"apoc.load.", StatementKind::read},
    Procedure{"apoc.meta.", StatementKind::read},
    Procedure{"apoc.path.", StatementKind::read},
    Procedure{"apoc.export.", StatementKind::read},
};

}  // namespace

const Procedure* procedure(std::string_view name) {
  const auto found = std::find_if(procedures.begin(), procedures.end(), [&](const Procedure& each) {
    return each.name.ends_with('.') ? name.starts_with(each.name) : name == each.name;
  });
  return found == procedures.end() ? nullptr : &*found;
}

}  // namespace godwit::cypher
