#include <godwit/rules/rule.h>

namespace godwit::rules::any {

extern const Rule unknown_suppression = found_by_engine();

}  // namespace godwit::rules::any
