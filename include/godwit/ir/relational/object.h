#pragma once

#include <string>
#include <vector>

#include <godwit/ir/name.h>
#include <godwit/ir/object_kind.h>
#include <godwit/source/span.h>

/// What is done to objects of any kind, and those that are no tables.
namespace godwit {

/// DROP of anything but an index. `on_table` is the table of a trigger, policy or rule.
struct DropObjects {
  struct Object { Name name; Name on_table; std::vector<std::string> argument_types; };
  ObjectKind kind = ObjectKind::table;
  std::vector<Object> objects;
  bool if_exists = false;
  bool cascade = false;
  Span cascade_keyword = {};
};

struct Rename {
  ObjectKind kind = ObjectKind::table;     ///< what gets another name
  ObjectKind object_kind = ObjectKind::table;  ///< the kind written for `object`: `ALTER INDEX`, `ALTER TABLE`
  Name object;         ///< the object, or the one that holds the part
  std::string part;    ///< column, constraint, attribute, trigger, ... renamed
  std::string to;
  bool if_exists = false;
};

struct SetSchema { ObjectKind kind = ObjectKind::table; Name object; std::string schema; };

struct Grant { ObjectKind kind = ObjectKind::table; std::vector<Name> objects; bool revoke = false; bool whole_schema = false; std::vector<std::string> privileges; };

struct CreateSchema { std::string schema; bool if_not_exists = false; };

struct CreateSequence { Name sequence; bool if_not_exists = false; bool temporary = false; Name owner_table; };
struct AlterSequence { Name sequence; bool if_exists = false; bool sets_parameter = false; bool sets_owner = false; Name owner_table; };

}  // namespace godwit
