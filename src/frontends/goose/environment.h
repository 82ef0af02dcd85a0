#pragma once

#include <godwit/project/migration.h>
#include <vector>

namespace godwit::goose {

/// Puts something the parser can read for each `${NAME}` in these stretches of the script, whose values only the
/// environment knows: its default (`${NAME:-users}`), else a made-up name. The text keeps its length, so that every
/// place in it stays right; what was put in is not the user's own text any more.
void substitute(Script& script, const std::vector<Span>& stretches);

}  // namespace godwit::goose
