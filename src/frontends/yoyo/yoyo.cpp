#include <algorithm>
#include <string>
#include <utility>

#include "frontends/numbered.h"
#include "frontends/text.h"

namespace godwit {
namespace {

using frontends::Mark;
using frontends::VersionedName;

constexpr std::string_view rollback_ending = ".rollback.sql";

/// Its id is the name. Measured on 9.0: hidden files, `.SQL` and folders below are passed over in silence.
std::optional<VersionedName> parse(std::string_view file) {
  if (!file.ends_with(".sql") || file.starts_with('.')) return std::nullopt;
  const bool down = file.ends_with(rollback_ending);
  const std::size_t ending = down ? rollback_ending.size() : 4;
  return VersionedName{std::string(file.substr(0, file.size() - ending)), down ? Direction::down : Direction::up};
}

bool sooner(std::string_view a, std::string_view b) { return a < b; }

/// What the comments that a file begins with say to `key`, as `-- depends: a b`. Keys are in small letters: measured.
std::string_view said(std::string_view text, std::string_view key) {
  while (!text.empty()) {
    std::string_view line = frontends::trim(frontends::take_line(text));
    if (line.empty()) continue;
    if (!line.starts_with("--")) break;
    line = frontends::trim(line.substr(2));
    if (!line.starts_with(key)) continue;
    line = frontends::trim(line.substr(key.size()));
    if (line.starts_with(':')) return frontends::trim(line.substr(1));
  }
  return {};
}

bool opts_out(std::string_view part) { return said(part, "transactional") == "false"; }

Claim claim(const FolderView& folder, const std::vector<std::string>& files) {
  if (const std::string config = frontends::configuration_around(folder, "yoyo.ini"); !config.empty())
    return {Claim::by_marker, {"`" + folder.shown(config) + "` is yoyo's"}};
  for (const std::string& file : {files.front(), files.back()}) {
    const std::string head = folder.head(file);
    if (!said(head, "depends").empty() || !said(head, "transactional").empty())
      return {Claim::by_content, {"`" + folder.shown(file) + "` begins with a comment for yoyo"}};
  }
  return {};
}

/// In the order of their names, each one behind those that it depends on.
class Dependencies {
 public:
  explicit Dependencies(std::vector<Migration>& sorted) : sorted_(sorted), placed_(sorted.size(), false) {}

  std::vector<Migration> run() {
    for (std::size_t i = 0; i < sorted_.size(); ++i) place(i);
    std::vector<Migration> result;
    for (const std::size_t i : order_) result.push_back(std::move(sorted_[i]));
    return result;
  }

 private:
  void place(std::size_t at) {
    if (placed_[at]) return;
    placed_[at] = true;
    const BufferPtr file = file_of(sorted_[at]);
    std::string_view names = file ? said(file->text, "depends") : std::string_view();
    while (!names.empty()) {
      const std::size_t end = std::min(names.find(' '), names.size());
      for (std::size_t i = 0; i < sorted_.size(); ++i)
        if (sorted_[i].version == names.substr(0, end)) place(i);
      names = frontends::trim(names.substr(end));
    }
    order_.push_back(at);
  }

  std::vector<Migration>& sorted_;
  std::vector<bool> placed_;
  std::vector<std::size_t> order_;
};

RunnerTransaction words(TransactionMode) {
  return {"yoyo runs each migration in a transaction",
          "give it a migration of its own that begins with `-- transactional: false`"};
}

constexpr frontends::NumberedRunner runner{
    .id = "yoyo",
    .name = "yoyo",
    .parse = parse,
    .claim = claim,
    .sooner = sooner,
    .transaction = TransactionMode::per_migration,
    .opts_out = opts_out,
    .words = words,
    .arrange = [](std::vector<Migration>& sorted) { sorted = Dependencies(sorted).run(); },
};

}  // namespace

const Frontend& yoyo_frontend() {
  static const frontends::NumberedFrontend frontend(runner);
  return frontend;
}

}  // namespace godwit
