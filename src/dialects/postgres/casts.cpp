#include "dialects/postgres/casts.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "dialects/postgres/domain.h"

namespace godwit::postgres {
namespace {

struct CastRow {
  std::string_view from;
  std::string_view implicit;     ///< types that it becomes anywhere
  std::string_view assignment;   ///< and those only where it is stored
};

// Base types of PostgreSQL's own and what each is cast to without being asked. Of others nothing is claimed. Source: pg_cast of 13 to 18.
constexpr std::array<CastRow, 61> rows{{
    {"aclitem", "", ""},
    {"bit", "varbit", ""},
    {"bool", "", "bpchar varchar text"},
    {"box", "", "polygon"},
    {"bpchar", "varchar name text", "char"},
    {"bytea", "", ""},
    {"char", "text", "bpchar varchar"},
    {"cid", "", ""},
    {"cidr", "inet", "bpchar varchar text"},
    {"circle", "", ""},
    {"date", "timestamptz timestamp", ""},
    {"float4", "float8", "int8 int4 numeric int2"},
    {"float8", "", "int8 int4 numeric float4 int2"},
    {"inet", "", "bpchar varchar cidr text"},
    {"int2",
     "int8 float8 int4 numeric oid float4 regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc regprocedure regrole regtype",
     ""},
    {"int2vector", "", ""},
    {"int4",
     "int8 float8 numeric oid float4 regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc regprocedure regrole regtype",
     "money int2"},
    {"int8",
     "float8 numeric oid float4 regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc regprocedure regrole regtype",
     "int4 money int2"},
    {"interval", "", "time"},
    {"json", "", "jsonb"},
    {"jsonb", "", "json"},
    {"jsonpath", "", ""},
    {"line", "", ""},
    {"lseg", "", ""},
    {"macaddr", "macaddr8", ""},
    {"macaddr8", "macaddr", ""},
    {"money", "", "numeric"},
    {"name", "text", "bpchar varchar"},
    {"numeric", "float8 float4", "int8 int4 money int2"},
    {"oid",
     "regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc regprocedure regrole regtype",
     "int8 int4"},
    {"oidvector", "", ""},
    {"path", "", "polygon"},
    {"point", "", "box"},
    {"polygon", "", "path"},
    {"refcursor", "", ""},
    {"regclass", "oid", "int8 int4"},
    {"regcollation", "oid", "int8 int4"},
    {"regconfig", "oid", "int8 int4"},
    {"regdictionary", "oid", "int8 int4"},
    {"regnamespace", "oid", "int8 int4"},
    {"regoper", "oid regoperator", "int8 int4"},
    {"regoperator", "oid regoper", "int8 int4"},
    {"regproc", "oid regprocedure", "int8 int4"},
    {"regprocedure", "oid regproc", "int8 int4"},
    {"regrole", "oid", "int8 int4"},
    {"regtype", "oid", "int8 int4"},
    {"text", "bpchar varchar name regclass", "char"},
    {"tid", "", ""},
    {"time", "interval timetz", ""},
    {"timestamp", "timestamptz", "date time"},
    {"timestamptz", "", "date timetz time timestamp"},
    {"timetz", "", "time"},
    {"tsquery", "", ""},
    {"tsvector", "", ""},
    {"txid_snapshot", "", ""},
    {"uuid", "", ""},
    {"varbit", "bit", ""},
    {"varchar", "bpchar name regclass text", "char"},
    {"xid", "", ""},
    {"xid8", "", ""},
    {"xml", "", "bpchar varchar text"},
}};

const CastRow* row_of(const Type& type) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const CastRow& row) { return row.from == type.name; });
  return found == rows.end() ? nullptr : &*found;
}

bool lists(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

/// Whether the type is one of PostgreSQL's own, and no other of that name is in the way.
bool is_own(const Type& type, const World& world) {
  return row_of(type) && (type.schema.empty() || type.schema == "pg_catalog") &&
         !world.catalog.find_type(type.schema, type.name);
}

bool is_text(const Type& type) {
  return type.name == "text" || type.name == "varchar" || type.name == "bpchar" || type.name == "name";
}

}  // namespace

bool casts_by_itself(const Type& from, const Type& to, const World& world) {
  const Type old = base_type(from, world), wanted = base_type(to, world);
  if (!is_own(old, world) || !is_own(wanted, world) || (old.name == wanted.name && old.dimensions == wanted.dimensions))
    return true;
  if ((old.dimensions > 0) != (wanted.dimensions > 0)) return wanted.dimensions == 0 && is_text(wanted);
  const CastRow& row = *row_of(old);
  return is_text(wanted) || lists(row.implicit, wanted.name) || lists(row.assignment, wanted.name);
}

bool compares(const Type& key, const Type& referenced, const World& world) {
  const Type left = base_type(key, world), right = base_type(referenced, world);
  if (!is_own(left, world) || !is_own(right, world) || left.name == right.name) return true;
  if (left.dimensions > 0 || right.dimensions > 0) return left.dimensions > 0 && right.dimensions > 0;
  constexpr std::array<std::string_view, 4> families{"int2 int4 int8", "float4 float8", "date timestamp timestamptz",
                                                     "text varchar name"};
  return lists(row_of(left)->implicit, right.name) ||
         std::any_of(families.begin(), families.end(),
                     [&](std::string_view family) { return lists(family, left.name) && lists(family, right.name); });
}

}  // namespace godwit::postgres
