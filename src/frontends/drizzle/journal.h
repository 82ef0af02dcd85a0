#pragma once

#include <godwit/source/buffer.h>
#include <string>
#include <vector>

namespace godwit::drizzle {

/// One line of `meta/_journal.json`.
struct Entry {
  std::string tag;       ///< the file's name without `.sql`
  double when = 0;
  Span place;            ///< its tag in the journal
};

struct Journal {
  std::string dialect;          ///< as godwit calls it; empty if it names none
  std::vector<Entry> entries;   ///< in the order in which they run
  std::string error;            ///< in words; then there is nothing else
};
[[nodiscard]] Journal read_journal(const Buffer& file);

}  // namespace godwit::drizzle
