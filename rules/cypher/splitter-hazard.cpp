#include <godwit/rules/rule.h>

namespace godwit::rules::cypher {

extern const Rule splitter_hazard = found_by_engine();

}  // namespace godwit::rules::cypher
