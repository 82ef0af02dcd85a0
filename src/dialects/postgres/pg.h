#pragma once

// PostgreSQL's own headers, as libpg_query ships them. They define macros with short names, so every C++ header must
// have been included before this one. Only files of this folder may include it.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

extern "C" {
#include "pg_query.h"
#include "pg_query_internal.h"

#include "catalog/pg_attribute.h"
#include "catalog/pg_class.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "nodes/pg_list.h"
#include "nodes/value.h"
}

#undef Min
#undef Max
#undef Abs
#undef _
