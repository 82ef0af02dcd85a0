#include "engine/read_cache.h"

#include <vector>

namespace godwit {

struct ReadCache::Reading {
  explicit Reading(const Dialect& dialect, std::string_view script) : text(script) {
    const std::unique_ptr<ScriptReader> reader = dialect.read(text);
    count = reader->statement_count();
    may_roll_back = reader->may_roll_back();
    comments = reader->comments();
    for (auto batch = reader->next(problems); !batch.empty(); batch = reader->next(problems))
      for (Statement& statement : batch) statements.push_back(std::move(statement));
  }

  std::string text;  // comments point into it
  std::uint32_t count = 0;
  bool may_roll_back = false;
  std::vector<CommentText> comments;
  std::vector<Statement> statements;
  std::vector<Problem> problems;
};

namespace {

class KeptReader final : public ScriptReader {
 public:
  explicit KeptReader(std::shared_ptr<const ReadCache::Reading> reading) : reading_(std::move(reading)) {}

  [[nodiscard]] std::uint32_t statement_count() const override { return reading_->count; }
  [[nodiscard]] bool may_roll_back() const override { return reading_->may_roll_back; }
  [[nodiscard]] const std::vector<CommentText>& comments() const override { return reading_->comments; }
  [[nodiscard]] std::vector<Statement> next(std::vector<Problem>& problems) override {
    if (std::exchange(done_, true)) return {};
    problems.insert(problems.end(), reading_->problems.begin(), reading_->problems.end());
    return reading_->statements;
  }

 private:
  std::shared_ptr<const ReadCache::Reading> reading_;
  bool done_ = false;
};

// A longer script is read piece by piece each time: kept, it would take many times its own size.
constexpr std::size_t longest_kept = 1024 * 1024;

}  // namespace

std::unique_ptr<ScriptReader> ReadCache::read(const Dialect& dialect, const Script& script) {
  if (script.text.size() > longest_kept) return dialect.read(script.text);
  const auto found = readings_.find({&dialect, script.text});
  if (found != readings_.end()) {
    found->second.asked = true;
    return std::make_unique<KeptReader>(found->second.reading);
  }
  auto reading = std::make_shared<const Reading>(dialect, script.text);
  readings_.emplace(std::pair(&dialect, std::string_view(reading->text)), Kept{reading});
  return std::make_unique<KeptReader>(std::move(reading));
}

void ReadCache::sweep() {
  for (auto each = readings_.begin(); each != readings_.end();)
    each = std::exchange(each->second.asked, false) ? std::next(each) : readings_.erase(each);
}

}  // namespace godwit
