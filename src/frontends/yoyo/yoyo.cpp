#include <algorithm>
#include <map>
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
  explicit Dependencies(std::vector<Migration>& sorted) : sorted_(sorted), begun_(sorted.size(), false) {
    for (std::size_t i = 0; i < sorted.size(); ++i) by_version_.emplace(sorted[i].version, i);
  }

  std::vector<Migration> run() {
    for (std::size_t i = 0; i < sorted_.size(); ++i) place(i);
    std::vector<Migration> result;
    for (const std::size_t i : order_) result.push_back(std::move(sorted_[i]));
    return result;
  }

 private:
  /// A migration, and the names of those before it that are still to be placed.
  struct Waiting {
    std::size_t at;
    std::string_view names;
  };

  void begin(std::size_t at) {
    if (begun_[at]) return;
    begun_[at] = true;
    const BufferPtr file = file_of(sorted_[at]);
    waiting_.push_back({at, file ? said(file->text, "depends") : std::string_view()});
  }

  void place(std::size_t first) {
    begin(first);
    while (!waiting_.empty()) {
      Waiting& last = waiting_.back();
      if (last.names.empty()) {
        order_.push_back(last.at);
        waiting_.pop_back();
        continue;
      }
      const std::string_view name = last.names.substr(0, last.names.find(' '));
      last.names = frontends::trim(last.names.substr(name.size()));
      const auto [from, to] = by_version_.equal_range(name);
      // Both ways of a migration have its name, and the one that sorts first is placed first.
      std::vector<std::size_t> needed;
      for (auto each = from; each != to; ++each) needed.push_back(each->second);
      std::for_each(needed.rbegin(), needed.rend(), [&](std::size_t at) { begin(at); });
    }
  }

  std::vector<Migration>& sorted_;
  std::vector<bool> begun_;
  std::multimap<std::string_view, std::size_t> by_version_;
  std::vector<Waiting> waiting_;
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
    .configured_by = {"yoyo.ini"},
    .claim = claim,
    .sooner = frontends::text_less,
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
