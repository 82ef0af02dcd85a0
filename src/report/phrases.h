#pragma once

#include <string>

#include <godwit/engine/report.h>

namespace godwit {

/// What a relation suffers: `SHARE lock: every write waits while an index is built`.
[[nodiscard]] std::string phrase(const RelationEffect& effect);
[[nodiscard]] std::string described(const RelationEffect& effect);
/// `certainly fails on rows that are there`
[[nodiscard]] std::string phrase(const HazardEffect& hazard);
/// `every node of the graph is read`
[[nodiscard]] std::string phrase(const PlanEffect& plan);
/// `changes of `:Person` stay in memory until the commit, and grow with the graph`
[[nodiscard]] std::string phrase(const MemoryEffect& memory);

/// `users` for `public.users`: what people call it.
[[nodiscard]] std::string_view short_name(std::string_view relation);

/// `2 errors, 1 warning and 1 note`; empty when there are none.
[[nodiscard]] std::string findings_phrase(const Summary& summary);

}  // namespace godwit
