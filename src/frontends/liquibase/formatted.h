#pragma once

#include <godwit/project/migration.h>
#include <string_view>
#include <vector>

#include "frontends/liquibase/target.h"

namespace godwit::liquibase {

/// What the first line of a formatted file says: `--liquibase formatted cypher`, as Liquibase 4.33 was recorded to read
/// it: in any case, with any blanks, behind blank lines, and with any word or none behind `formatted`.
enum class Format : std::uint8_t { none, sql, cypher };
[[nodiscard]] Format format_of(std::string_view head);

/// Whether a file is formatted and holds Cypher: its first line says so, or its ending.
[[nodiscard]] bool is_formatted_cypher(std::string_view name, std::string_view head);

/// Where the first line with `--changeset` begins; `npos` if there is none.
[[nodiscard]] std::size_t first_changeset(std::string_view text);

/// The changesets of a formatted file, each a migration, with one that goes down for its `--rollback` lines. What
/// stands before the first one is passed over. `form` is what all of them have in common; parameters that the file sets
/// are added to those of the target.
[[nodiscard]] std::vector<Migration> read_formatted(const BufferPtr& file, const Migration& form, Target& target);

}  // namespace godwit::liquibase
