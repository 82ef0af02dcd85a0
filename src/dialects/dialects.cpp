#include <godwit/dialects/dialect.h>

namespace godwit {

std::vector<StatementPart> Dialect::parts(const Statement& statement) const { return {statement.operations}; }

const Dialect* find_dialect(std::string_view id) {
  for (const Dialect* dialect : all_dialects())
    if (dialect->id() == id) return dialect;
  return nullptr;
}

}  // namespace godwit
