#pragma once

#include <string_view>
#include <vector>

#include <godwit/ir/operation.h>

namespace godwit::postgres {

/// Reads the statements inside a DO block and adds them to `statement` as operations marked `in_code`. What PL/pgSQL
/// builds at run time is added as Opaque, unless it is a constant. `script` is the text that `statement.span` is in.
void read_code(std::string_view script, std::string_view language, Statement& statement);

}  // namespace godwit::postgres
