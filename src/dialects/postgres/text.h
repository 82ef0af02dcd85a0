#pragma once

#include <string>
#include <string_view>

#include <godwit/ir/name.h>

/// PostgreSQL's text, for this folder; everyone else asks `DialectText`.
namespace godwit::postgres {

/// An identifier as SQL wants it written: quoted only where it must be.
[[nodiscard]] std::string quote_identifier(std::string_view identifier);

}  // namespace godwit::postgres
