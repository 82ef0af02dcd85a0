#pragma once

#include <godwit/ir/name.h>
#include <godwit/ir/object_kind.h>

namespace godwit {

/// How a statement names the table it works on.
struct TableRef {
  Name name;
  ObjectKind written_as = ObjectKind::table;  ///< `ALTER INDEX`, `ALTER VIEW`, ... may reach the same operations
  bool only = false;
  bool if_exists = false;
};

}  // namespace godwit
