#include <godwit/ir/name.h>

namespace godwit {

std::string Name::plain() const { return schema.empty() ? name : schema + "." + name; }

}  // namespace godwit
