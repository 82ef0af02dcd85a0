#pragma once

#include <string_view>

/// Databases by what gives them away, be they ones that godwit reads or not. A database is called by the id that its
/// dialect has or would have; empty: nothing tells.
namespace godwit {

/// By its name in a setting, the scheme of a URL, or a library that speaks to it: `postgresql`, `jdbc:mysql`, `pg`,
/// `go-sql-driver/mysql`.
[[nodiscard]] std::string_view database_called(std::string_view name);

/// By words that no other database knows, outside of comments and strings: `ENGINE=InnoDB`, `PRAGMA`, `[dbo]`, names in
/// back quotes. Empty, too, where the text has words of the database whose plain SQL is taken to be.
[[nodiscard]] std::string_view database_of_text(std::string_view text);
/// Whether a text has words that only the database knows whose plain SQL is taken to be.
[[nodiscard]] bool is_surely_default_sql(std::string_view text);

}  // namespace godwit
