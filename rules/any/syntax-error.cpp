#include <godwit/rules/rule.h>

namespace godwit::rules::any {

extern const Rule syntax_error = found_by_engine();

}  // namespace godwit::rules::any
