#pragma once

#include <godwit/engine/report.h>
#include <godwit/engine/root.h>

namespace godwit {

/// Notes what the files that a report complains about are called as told from their root.
void note_rooted_paths(const Root& root, Report& report);

}  // namespace godwit
