#pragma once

#include <godwit/engine/report.h>
#include <godwit/project/discovery.h>

namespace godwit {

/// A report of the paths that could not be found or read.
[[nodiscard]] Report failures_of(const Discovery& discovery);
/// Counts what a whole report holds.
void summarize(Report& report);

}  // namespace godwit
