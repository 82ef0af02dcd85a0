#pragma once

#include <godwit/project/discovery.h>

#include <string>
#include <vector>

#include "support/temporary_folder.h"

namespace godwit::test {

/// A temporary folder of migrations, and what a frontend makes of it.
class Migrations : public TemporaryFolder {
 public:
  /// The history in the folder as godwit finds it, paths relative to the folder.
  [[nodiscard]] History find(std::string_view folder = ".") const;

  /// `path mode` of each migration in order, down ones with `-` before; then `!` and the words of each problem.
  [[nodiscard]] std::vector<std::string> said(std::string_view folder = ".") const;

  /// The words of each problem.
  [[nodiscard]] std::vector<std::string> problems(std::string_view folder = ".") const;
};

/// A step that is a script.
[[nodiscard]] inline const Script& script_at(const Migration& migration, std::size_t number = 0) {
  return std::get<Script>(migration.steps.at(number));
}

using Lines = std::vector<std::string>;

}  // namespace godwit::test
