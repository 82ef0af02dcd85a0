#include <godwit/rules/rule.h>

namespace godwit::rules::cypher {

extern const Rule byte_order_mark = found_by_engine();

}  // namespace godwit::rules::cypher
