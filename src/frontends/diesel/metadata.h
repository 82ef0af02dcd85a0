#pragma once

#include <godwit/project/migration.h>

namespace godwit::diesel {

/// What Diesel makes of a migration's metadata.toml. As recorded from diesel_cli 2.3: a file without the key switches
/// the transaction off, and one in which the value is no boolean leaves it on, both without a word.
struct Metadata {
  bool transaction = true;
  std::vector<Problem> problems;
};

[[nodiscard]] Metadata read_metadata(const BufferPtr& file);

}  // namespace godwit::diesel
