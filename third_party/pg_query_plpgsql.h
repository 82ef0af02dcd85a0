#pragma once

// What libpg_query has and keeps to itself: PL/pgSQL's own structs, which its public functions turn into JSON.

#include "pg_query.h"
#include "pg_query_internal.h"
#include "plpgsql.h"

#ifdef __cplusplus
extern "C" {
#endif

// SQL that stands in the code, as it was parsed to see whether it is any; the one that came before it.
typedef struct ParsedSql {
  const char* text;
  RawParseMode mode;
  List* tree;
  struct ParsedSql* before;
} ParsedSql;

typedef struct {
  PLpgSQL_function* function;  // not there if there is an error
  const ParsedSql* parsed;
  PgQueryError* error;  // to be freed with pg_query_free_error
} CompiledPlpgsql;

// Compiles a parsed DO or CREATE FUNCTION. All of it but the function, which has a context of its own, is in the memory
// context that is current.
CompiledPlpgsql compile_plpgsql(Node* definition);

#ifdef __cplusplus
}
#endif
