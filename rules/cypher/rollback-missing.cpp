#include <godwit/rules/rule.h>

namespace godwit::rules::cypher {

// Frontends notice it: no single migration knows which files stand beside it.
extern const Rule rollback_missing = found_by_engine();

}  // namespace godwit::rules::cypher
