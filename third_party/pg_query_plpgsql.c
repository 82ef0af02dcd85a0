#include "pg_query_plpgsql.h"

#include <string.h>

#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "nodes/nodes.h"
#include "parser/parser.h"
#include "utils/lsyscache.h"

// The functions that are needed are static there.
#include <pg_query_parse_plpgsql.c>

static __thread MemoryContext kept_in;
static __thread ParsedSql* parsed;

CompiledPlpgsql compile_plpgsql(Node* definition, MemoryContext trees) {
  kept_in = trees;
  parsed = NULL;
  const PgQueryInternalPlpgsqlFuncAndError found = pg_query_raw_parse_plpgsql(definition);
  const CompiledPlpgsql out = {found.func, parsed, found.error};
  parsed = NULL;
  return out;
}

// Stands for raw_parser in the grammar of PL/pgSQL, which throws the trees away. What the parser leaves behind beside
// its tree is many times larger.
List* godwit_raw_parser(const char* text, RawParseMode mode) {
  List* tree = raw_parser(text, mode);
  ParsedSql* out = palloc(sizeof(ParsedSql));
  out->text = pstrdup(text);
  out->mode = mode;
  const MemoryContext outer = MemoryContextSwitchTo(kept_in);
  out->tree = copyObject(tree);
  MemoryContextSwitchTo(outer);
  out->before = parsed;
  parsed = out;
  return tree;
}

// What libpg_query would ask a catalog for. Any type that it does not know is a row, whatever schema it is of.
Oid godwit_lookup_namespace(const char* name, bool missing_ok) {
  (void)missing_ok;
  return strcmp(name, "pg_catalog") == 0 ? PG_CATALOG_NAMESPACE : PG_PUBLIC_NAMESPACE;
}

// An array of rows, or of a column's type, is one of texts: what is in it is not known before it runs.
Oid godwit_array_type(Oid type) {
  return type == InvalidOid || type == RECORDOID ? TEXTARRAYOID : get_array_type(type);
}
