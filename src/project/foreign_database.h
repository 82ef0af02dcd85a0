#pragma once

#include <string_view>

namespace godwit {

/// The database that the last names of a folder's path say its SQL is for (`db/mysql/migrations`: `mysql`), if that is
/// not PostgreSQL; else empty.
[[nodiscard]] std::string_view foreign_database(std::string_view folder);

}  // namespace godwit
