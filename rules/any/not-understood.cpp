#include <godwit/rules/rule.h>

namespace godwit::rules::any {

extern const Rule not_understood = found_by_engine();

}  // namespace godwit::rules::any
