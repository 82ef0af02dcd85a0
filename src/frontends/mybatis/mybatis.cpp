#include <string>

#include "frontends/numbered.h"
#include "frontends/text.h"

namespace godwit {
namespace {

using frontends::Mark;

/// `-- //@UNDO`, `// // @UNDO`, whatever stands behind it. Source: its MigrationReader.
std::optional<Mark> mark(std::string_view line) {
  std::string_view words = frontends::trim(line);
  if (!words.starts_with("--") && !words.starts_with("//")) return std::nullopt;
  words = frontends::trim(words.substr(2));
  if (!words.starts_with("//") || !frontends::trim(words.substr(2)).starts_with("@UNDO")) return std::nullopt;
  return Mark{Direction::down};
}

RunnerTransaction words(TransactionMode) {
  return {"MyBatis Migrations commits once a script, unless `auto_commit=true` stands in the environment's properties",
          "give it a script of its own, and run that in an environment with `auto_commit=true`"};
}

constexpr frontends::NumberedRunner runner{
    .id = "mybatis",
    .name = "MyBatis Migrations",
    .parse = frontends::number_and_words,
    .transaction = TransactionMode::per_migration,
    .mark = mark,
    .words = words,
};

}  // namespace

const Frontend& mybatis_frontend() {
  static const frontends::NumberedFrontend frontend(runner);
  return frontend;
}

}  // namespace godwit
