#pragma once

#include <godwit/source/buffer.h>
#include <string>
#include <vector>

namespace godwit::sqitch {

/// A change as its plan has it.
struct Change {
  std::string name;
  std::string file;                   ///< below `deploy`, without `.sql`: a change that was reworked later is `name@tag`
  std::vector<std::string> requires_; ///< names of changes of this project
  Span place;                         ///< its name in the plan
};

struct Plan {
  std::vector<Change> changes;   ///< in the order in which they are deployed
  std::vector<Span> unread;      ///< lines that are nothing a plan may have
};
[[nodiscard]] Plan read_plan(const Buffer& file);

}  // namespace godwit::sqitch
