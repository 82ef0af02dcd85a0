#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/findings/file_place.h>

namespace godwit {

/// An edit of the user's file; empty `text` deletes, an empty span inserts.
struct Edit {
  FilePlace place;
  std::string text;
};

struct NewFile {
  std::string path;  ///< as reports print paths
  std::string text;
};

enum class Applicability : std::uint8_t {
  safe,        ///< the database is the same in the end
  unsafe,      ///< it is another, or more must be done: somebody should look first
};
[[nodiscard]] std::string_view words(Applicability applicability);

/// What a program can do about a finding, all of it or nothing. Of several each does the whole in a way of its own.
struct Fix {
  std::string title;  ///< one sentence, imperative
  Applicability applicability = Applicability::safe;
  std::vector<Edit> edits;          ///< in any files; none overlaps another
  std::vector<NewFile> new_files;   ///< what must run in migrations of its own
};

/// The way out for people: words, and SQL that can be pasted with the user's own names in it. Steps that need a
/// migration of their own are separate entries of `sql`.
struct Help {
  std::string text;                 ///< one sentence, imperative
  std::vector<std::string> sql;     ///< one entry a migration
};

}  // namespace godwit
