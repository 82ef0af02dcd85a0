#pragma once

#include <map>

#include <godwit/findings/finding.h>
#include <godwit/source/line_index.h>

namespace godwit {

/// Lines and columns of every file in a report, each file indexed once.
class Places {
 public:
  [[nodiscard]] const LineIndex& lines(const BufferPtr& file);
  [[nodiscard]] Place start(const FilePlace& place) { return lines(place.file).place(place.span.begin); }
  /// Behind the last character.
  [[nodiscard]] Place end(const FilePlace& place) { return lines(place.file).place(place.span.end); }

 private:
  std::map<BufferPtr, LineIndex> lines_;  // holds the files, whose text the indexes borrow
};

}  // namespace godwit
