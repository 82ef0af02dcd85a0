#pragma once

#include <godwit/source/utf8.h>
#include <string>
#include <string_view>

/// Small things about text that several frontends do.
namespace godwit::frontends {

/// Without the blanks and line ends around it.
[[nodiscard]] std::string_view trim(std::string_view text);

/// A name as Cypher wants it written: in backticks only where it must be.
[[nodiscard]] std::string escaped_name(std::string_view name);

/// A text in Cypher's quotes.
[[nodiscard]] std::string cypher_literal(std::string_view text);

/// Takes the first line off `rest`: without its line end, which is `\n`, `\r\n` or a lone `\r`.
[[nodiscard]] std::string_view take_line(std::string_view& rest);

/// Whether one line, which is no comment of a configuration file, gives `key` the value `value`. Both are compared
/// without case and without `-` and `_`, as Spring, Maven, Gradle and environments spell them (`transaction-mode`,
/// `transactionMode`, `TRANSACTION_MODE`).
[[nodiscard]] bool sets(std::string_view text, std::string_view key, std::string_view value);

}  // namespace godwit::frontends
