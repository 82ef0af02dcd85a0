#include <godwit/rules/rule.h>

namespace godwit::rules::any {

extern const Rule unused_suppression = found_by_engine();

}  // namespace godwit::rules::any
