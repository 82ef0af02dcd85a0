#include <godwit/rules/rule.h>

namespace godwit::rules::any {

extern const Rule runner_trap = found_by_engine();

}  // namespace godwit::rules::any
