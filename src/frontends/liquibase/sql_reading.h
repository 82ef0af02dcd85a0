#pragma once

#include <godwit/project/migration.h>
#include <string>

#include "frontends/liquibase/target.h"
#include "frontends/rendered.h"

namespace godwit::liquibase {

/// How a change says that its text is to be taken apart.
struct Splitting {
  bool strip_comments = false;  ///< true in formatted files unless they say otherwise, false elsewhere
  bool split_statements = true;
  std::string end_delimiter = {};  ///< empty: `;`, and `GO` or `/` on a line of its own
};

/// Adds a change's text to the migration as a script, without what Liquibase takes away, and notes where that does
/// harm: it reads Cypher as SQL, in which `--` begins a comment, `//` does not, and `[...]` is one name. As read in the
/// grammar of Liquibase 4.33; the Neo4j side was not run. In SQL it knows no dollar quotes and counts BEGIN and END, as
/// recorded.
void add_text(Migration& migration, const BufferPtr& file, const frontends::Rendered& text, const Splitting& splitting,
              const Target& target);

}  // namespace godwit::liquibase
