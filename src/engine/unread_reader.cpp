#include "engine/unread_reader.h"

#include <utility>

namespace godwit {

std::vector<Statement> UnreadReader::next(std::vector<Problem>& problems) {
  if (std::exchange(done_, true)) return {};
  const Span all{0, unread_.span.end - unread_.span.begin};
  Statement statement;
  statement.span = all;
  statement.operations.emplace_back(Opaque{unread_.reason, unread_.touches}, all);
  problems.push_back(problem_in_text(Problem::Kind::not_understood, all, all, unread_.reason));
  std::vector<Statement> batch;
  batch.push_back(std::move(statement));
  return batch;
}

}  // namespace godwit
