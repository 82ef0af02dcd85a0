#include <godwit/source/files.h>

#include <mutex>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace godwit {

struct RememberedFiles::Memory {
  /// The answer to a question, asked below where nobody has asked it yet.
  template <class Answer, class Ask>
  Answer of(std::unordered_map<std::string, Answer>& answers, std::string question, const Ask& ask) {
    {
      const std::scoped_lock lock(mutex);
      if (const auto found = answers.find(question); found != answers.end()) return found->second;
    }
    Answer answer = ask();
    const std::scoped_lock lock(mutex);
    return answers.emplace(std::move(question), std::move(answer)).first->second;
  }

  std::mutex mutex;
  std::string working_folder;
  std::unordered_map<std::string, Listing> listings;
  std::unordered_map<std::string, FileStatus> statuses;
  std::unordered_map<std::string, ReadResult> texts;
  std::unordered_map<std::string, std::string> heads;
};

RememberedFiles::RememberedFiles(const Files& below) : below_(below) { forget(); }
RememberedFiles::~RememberedFiles() = default;

void RememberedFiles::forget() {
  memory_ = std::make_unique<Memory>();
  memory_->working_folder = below_.working_folder();
}

std::string RememberedFiles::working_folder() const { return memory_->working_folder; }

Listing RememberedFiles::list(const std::string& path) const {
  return memory_->of(memory_->listings, path, [&] { return below_.list(path); });
}

FileStatus RememberedFiles::status(const std::string& path) const {
  return memory_->of(memory_->statuses, path, [&] { return below_.status(path); });
}

ReadResult RememberedFiles::read(const std::string& path, std::string shown_as, std::uint64_t largest) const {
  const std::string question = path + '\n' + shown_as + '\n' + std::to_string(largest);
  return memory_->of(memory_->texts, question, [&] { return below_.read(path, std::move(shown_as), largest); });
}

std::string RememberedFiles::head(const std::string& path, std::size_t bytes) const {
  return memory_->of(memory_->heads, path + '\n' + std::to_string(bytes), [&] { return below_.head(path, bytes); });
}

}  // namespace godwit
