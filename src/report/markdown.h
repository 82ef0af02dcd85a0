#pragma once

#include <string>
#include <string_view>

#include "report/paint.h"

namespace godwit {

/// A page of Markdown as a terminal shows it: headings strong, prose wrapped, code indented as it stands, the marks of
/// links and emphasis gone. Reads what rule pages use: headings, paragraphs, lists, quotes, fences and tables.
[[nodiscard]] std::string rendered(std::string_view markdown, Paint paint, std::size_t width);

/// The first paragraph of prose: what stands after the headings at the start.
[[nodiscard]] std::string first_paragraph(std::string_view markdown);

}  // namespace godwit
