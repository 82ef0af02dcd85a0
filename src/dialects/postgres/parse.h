#pragma once

#include "dialects/postgres/pg.h"

namespace godwit::postgres {

/// A parse of one piece of text, alive as long as its memory context. Contexts do not nest: one at a time.
class Parse {
 public:
  /// `mode` is one of libpg_query's PgQueryParseMode: a script, or an expression or assignment of PL/pgSQL.
  explicit Parse(const char* input, int mode = PG_QUERY_PARSE_DEFAULT)
      : context_(pg_query_enter_memory_context()), result_(pg_query_raw_parse(input, mode)) {}
  ~Parse() {
    if (result_.error) pg_query_free_error(result_.error);
    free(result_.stderr_buffer);
    pg_query_exit_memory_context(context_);
  }
  Parse(const Parse&) = delete;
  Parse& operator=(const Parse&) = delete;

  [[nodiscard]] const List* tree() const { return result_.tree; }
  [[nodiscard]] const PgQueryError* error() const { return result_.error; }

 private:
  MemoryContext context_;
  PgQueryInternalParsetreeAndError result_;
};

}  // namespace godwit::postgres
