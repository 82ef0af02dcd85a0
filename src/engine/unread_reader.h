#pragma once

#include <godwit/dialects/dialect.h>
#include <godwit/project/migration.h>

namespace godwit {

/// What a frontend could not read, as one statement of which only that is known.
class UnreadReader final : public ScriptReader {
 public:
  /// Borrows the step.
  explicit UnreadReader(const Unread& unread) : unread_(unread) {}

  [[nodiscard]] std::uint32_t statement_count() const override { return 1; }
  [[nodiscard]] bool may_roll_back() const override { return false; }
  [[nodiscard]] const std::vector<CommentText>& comments() const override { return comments_; }
  [[nodiscard]] std::vector<Statement> next(std::vector<Problem>& problems) override;

 private:
  const Unread& unread_;
  std::vector<CommentText> comments_;
  bool done_ = false;
};

}  // namespace godwit
