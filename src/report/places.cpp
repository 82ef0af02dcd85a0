#include "report/places.h"

namespace godwit {

const LineIndex& Places::lines(const BufferPtr& file) {
  auto found = lines_.find(file);
  if (found == lines_.end()) found = lines_.emplace(file, LineIndex(file->text)).first;
  return found->second;
}

}  // namespace godwit
