#pragma once

#include <cstdlib>
#include <stdexcept>
#include <string>

#include "temporary_folder.h"

namespace godwit::test {

/// A folder that is a git repository, whatever the user's own settings are.
class GitRepository : public TemporaryFolder {
 public:
  GitRepository() { git("init -q"); }

  void git(const std::string& arguments) const {
    const std::string command = "GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null git -C '" + path().string() +
                                "' -c user.name=n -c user.email=e -c core.autocrlf=false " + arguments;
    if (std::system(command.c_str()) != 0) throw std::runtime_error("failed: " + command);
  }

  void commit() const {
    git("add -A -f");
    git("commit -q --allow-empty -m change");
  }
};

}  // namespace godwit::test
