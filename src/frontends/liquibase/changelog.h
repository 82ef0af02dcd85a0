#pragma once

#include <godwit/project/frontend.h>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "frontends/liquibase/target.h"

namespace godwit::liquibase {

/// A changelog and all that it includes, as it is for one database.
class Changelog {
 public:
  Changelog(const FolderView& folder, const Frontend& frontend, Target target)
      : folder_(folder), frontend_(frontend), target_(std::move(target)) {}

  /// Reads one more changelog of the folder, by its name there.
  void read(const std::string& name);

  /// Whether some change is one that only Neo4j has, or some file says `formatted cypher`.
  [[nodiscard]] bool is_of_neo4j() const { return is_of_neo4j_; }
  /// Whether there is a change that is a text, and no other database's list of calls.
  [[nodiscard]] bool has_text() const { return has_text_; }
  /// Every file that was read because another includes it.
  [[nodiscard]] const std::set<std::string>& included() const { return included_; }
  [[nodiscard]] std::vector<Migration> take() { return std::move(migrations_); }

 private:
  friend class FileReader;
  const FolderView& folder_;
  const Frontend& frontend_;
  Target target_;
  std::vector<Migration> migrations_;
  std::set<std::string> included_;
  std::set<std::string> open_;  ///< what is being read: a file that includes itself is read once
  int left_ = 10'000;           ///< files that are still read, for they may include each other twice
  bool cut_ = false;            ///< whether it was said that others are not
  bool is_of_neo4j_ = false;
  bool has_text_ = false;       ///< some change is a text that is sent as it stands
};

/// Whether a file's name is that of a changelog in XML, YAML or JSON.
[[nodiscard]] bool is_tree_name(std::string_view name);

}  // namespace godwit::liquibase
