#include "dialects/cypher/procedures.h"

#include <algorithm>
#include <array>

namespace godwit::cypher {
namespace {

using Kind = StatementKind;
constexpr int to_this_day = 999999;

constexpr Procedure gone(std::string_view name, Kind kind, std::string_view instead) {
  return {name, kind, 0, 500, false, false, instead};
}
constexpr Procedure enterprise(std::string_view name) {
  return {name, Kind::read, 0, to_this_day, false, false, "", true};
}
constexpr Procedure own(std::string_view name) { return {name, Kind::write, 0, to_this_day, false, true, ""}; }

// The first match counts, so that a name stands before the prefix that holds the rest of its namespace.
constexpr std::array procedures{
    gone("db.indexes", Kind::read, "SHOW INDEXES"),
    gone("db.indexDetails", Kind::read, "SHOW INDEXES YIELD *"),
    gone("db.constraints", Kind::read, "SHOW CONSTRAINTS"),
    gone("db.schemaStatements", Kind::read, "SHOW INDEXES YIELD createStatement"),
    gone("db.createIndex", Kind::schema, "CREATE INDEX"),
    gone("db.createUniquePropertyConstraint", Kind::schema, "CREATE CONSTRAINT"),
    Procedure{"db.createNodeKey", Kind::schema, 0, 500, false, false, "CREATE CONSTRAINT", true},
    gone("db.index.fulltext.createNodeIndex", Kind::schema, "CREATE FULLTEXT INDEX"),
    gone("db.index.fulltext.createRelationshipIndex", Kind::schema, "CREATE FULLTEXT INDEX"),
    gone("db.index.fulltext.drop", Kind::schema, "DROP INDEX"),
    gone("dbms.procedures", Kind::read, "SHOW PROCEDURES"),
    gone("dbms.functions", Kind::read, "SHOW FUNCTIONS"),
    gone("dbms.listQueries", Kind::read, "SHOW TRANSACTIONS"),
    gone("dbms.listTransactions", Kind::read, "SHOW TRANSACTIONS"),
    gone("dbms.killQuery", Kind::read, "TERMINATE TRANSACTIONS"),
    gone("dbms.killQueries", Kind::read, "TERMINATE TRANSACTIONS"),
    gone("dbms.killTransaction", Kind::read, "TERMINATE TRANSACTIONS"),
    gone("dbms.killTransactions", Kind::read, "TERMINATE TRANSACTIONS"),
    Procedure{"dbms.security.", Kind::administration, 0, 400, false, false, "CREATE USER and the like"},
    Procedure{"dbms.showCurrentUser", Kind::read, 0, 400, false, false, "SHOW CURRENT USER"},
    Procedure{"db.index.vector.createNodeIndex", Kind::schema, 511, to_this_day, true, false, "CREATE VECTOR INDEX"},
    Procedure{"db.create.setVectorProperty", Kind::write, 511, to_this_day, true, false,
              "db.create.setNodeVectorProperty"},
    Procedure{"db.create.setNodeVectorProperty", Kind::write, 513},
    Procedure{"db.create.setRelationshipVectorProperty", Kind::write, 518},
    Procedure{"db.index.vector.", Kind::read, 511},
    enterprise("dbms.setConfigValue"),
    Procedure{"db.createLabel", Kind::write},
    Procedure{"db.createProperty", Kind::write},
    Procedure{"db.createRelationshipType", Kind::write},
    Procedure{"db.", Kind::read},
    Procedure{"dbms.", Kind::read},
    Procedure{"tx.setMetaData", Kind::read},
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
    Procedure{"apoc.cypher.runSchema", Kind::schema},
    Procedure{"apoc.cypher.doIt", Kind::write},
    Procedure{"apoc.cypher.runWrite", Kind::write},
    Procedure{"apoc.cypher.run", Kind::read},
    Procedure{"apoc.schema.assert", Kind::schema},
    Procedure{"apoc.atomic.", Kind::write},
    Procedure{"apoc.create.", Kind::write},
    Procedure{"apoc.do.", Kind::write},
    Procedure{"apoc.lock.", Kind::write},
    Procedure{"apoc.merge.", Kind::write},
    Procedure{"apoc.nodes.delete", Kind::write},
    Procedure{"apoc.nodes.link", Kind::write},
    Procedure{"apoc.refactor.", Kind::write},
    Procedure{"apoc.trigger.", Kind::write},
    Procedure{"apoc.util.validate", Kind::read},
    Procedure{"apoc.util.sleep", Kind::read},
    Procedure{"apoc.load.", Kind::read},
    Procedure{"apoc.meta.", Kind::read},
    Procedure{"apoc.path.", Kind::read},
    Procedure{"apoc.export.", Kind::read},
};

}  // namespace

const Procedure* procedure(std::string_view name) {
  const auto found = std::find_if(procedures.begin(), procedures.end(), [&](const Procedure& each) {
    return each.name.ends_with('.') ? name.starts_with(each.name) : name == each.name;
  });
  return found == procedures.end() ? nullptr : &*found;
}

}  // namespace godwit::cypher
