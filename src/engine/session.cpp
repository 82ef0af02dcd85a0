#include <godwit/engine/session.h>

#include <algorithm>
#include <mutex>
#include <numeric>

#include <godwit/source/side_by_side.h>

#include "engine/history_run.h"
#include "engine/summary.h"

namespace godwit {
namespace {

/// Tells how far all histories together are.
class ProgressCount {
 public:
  ProgressCount(const RunOptions& options, const std::vector<History>& histories) : tell_(options.progress) {
    for (const History& history : histories) all_ += migrations_to_run(history);
  }

  void one_more() {
    if (!tell_) return;
    const std::scoped_lock lock(mutex_);
    tell_(++done_, all_);
  }

 private:
  const std::function<void(std::size_t done, std::size_t all)>& tell_;
  std::size_t all_ = 0;
  std::size_t done_ = 0;
  std::mutex mutex_;
};

std::size_t bytes(const History& history) {
  std::size_t all = 0;
  for (const Migration& migration : history.migrations)
    for (const Step& step : migration.steps) all += text_of(step).size();
  return all;
}

/// The longest first, so that no core waits for another at the end.
std::vector<std::size_t> order_of_work(const std::vector<History>& histories) {
  std::vector<std::size_t> sizes;
  for (const History& history : histories) sizes.push_back(bytes(history));
  std::vector<std::size_t> order(histories.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sizes[a] > sizes[b]; });
  return order;
}

}  // namespace

Session::Session(Config config, const std::vector<RulePage>& rules) : config_(std::move(config)), rules_(rules) {}

Report Session::run(const Discovery& discovery, const RunOptions& options) const {
  Report report = failures_of(discovery);
  ProgressCount progress(options, discovery.histories);
  const std::function<void()> one_more = [&progress] { progress.one_more(); };
  std::vector<Report> parts(discovery.histories.size());
  const std::vector<std::size_t> order = order_of_work(discovery.histories);
  side_by_side(parts.size(), [&](std::size_t i) {
    const History& history = discovery.histories[order[i]];
    parts[order[i]] = run_history({history, config_, rules_, options, one_more}, nullptr);
  });
  std::size_t findings = 0;
  for (const Report& part : parts) findings += part.findings.size();
  report.findings.reserve(findings);
  for (Report& part : parts) append(report, std::move(part));
  summarize(report);
  return report;
}

}  // namespace godwit
