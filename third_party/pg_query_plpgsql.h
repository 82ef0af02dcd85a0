#pragma once

// What libpg_query has and keeps to itself: PL/pgSQL's own structs, which its public functions turn into JSON.

#ifdef __cplusplus
extern "C" {
#endif

#include "pg_query.h"
#include "pg_query_internal.h"
#include "plpgsql.h"

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

// Compiles a parsed DO or CREATE FUNCTION. The trees of its SQL are put into `trees`, everything else into the memory
// context that is current.
CompiledPlpgsql compile_plpgsql(Node* definition, MemoryContext trees);

#ifdef __cplusplus
}
#endif
