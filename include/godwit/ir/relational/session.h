#pragma once

#include <optional>
#include <string>
#include <vector>

#include <godwit/ir/lock.h>
#include <godwit/ir/relational/table_ref.h>

/// What holds for the session.
namespace godwit {

struct LockTable { std::vector<TableRef> tables; Lock mode; bool nowait = false; };

struct SetSetting {
  std::string name;            ///< lower case; `all` for RESET ALL
  std::optional<std::string> value;  ///< none: RESET or TO DEFAULT
  bool local = false;
};

}  // namespace godwit
