#include <godwit/frontends/frontends.h>

namespace godwit {

const Frontend* find_frontend(std::string_view id) { return find_frontend(all_frontends(), id); }

}  // namespace godwit
