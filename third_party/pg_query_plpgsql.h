#pragma once

// What libpg_query has and keeps to itself: PL/pgSQL's own structs, which its public functions turn into JSON.

#include "pg_query.h"
#include "pg_query_internal.h"
#include "plpgsql.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  PLpgSQL_function* function;  // in the memory context of the definition; not there if there is an error
  PgQueryError* error;         // to be freed with pg_query_free_error
} CompiledPlpgsql;

// Compiles a parsed DO or CREATE FUNCTION.
CompiledPlpgsql compile_plpgsql(Node* definition);

#ifdef __cplusplus
}
#endif
