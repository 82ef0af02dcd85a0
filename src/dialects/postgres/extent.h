#pragma once

#include <cstdint>
#include <string_view>

#include <godwit/source/span.h>

/// How far parts of a statement reach in its text. The parser tells where a part begins, hardly ever where it ends.
namespace godwit::postgres {

/// The expression that has its first operand at `first`: widened by the parentheses around it that it needs, ended by
/// what cannot continue it.
[[nodiscard]] Span expression_extent(std::string_view text, Span statement, std::uint32_t first);
/// An inline or table constraint from its first word on, `CONSTRAINT name` included.
[[nodiscard]] Span constraint_extent(std::string_view text, Span statement, std::uint32_t begin);
/// A member of a list, such as a column's definition: to the comma or parenthesis behind it.
[[nodiscard]] Span member_extent(std::string_view text, Span statement, std::uint32_t begin);

}  // namespace godwit::postgres
