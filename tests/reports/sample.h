#pragma once

#include <vector>

#include <godwit/engine/report.h>
#include <godwit/rules/page.h>

/// A report written by hand, with every case that a format has to show: the formats are tested without an engine.
namespace godwit::sample {

[[nodiscard]] Report findings();
[[nodiscard]] Report nothing_found();
[[nodiscard]] Report nothing_read();
[[nodiscard]] Report not_all_read();
[[nodiscard]] Report effects();
[[nodiscard]] const std::vector<RulePage>& rules();

}  // namespace godwit::sample
