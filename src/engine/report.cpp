#include <godwit/engine/report.h>

#include <algorithm>
#include <iterator>

namespace godwit {
namespace {

template <class T>
void append(std::vector<T>& to, std::vector<T>&& from) {
  if (to.empty() && to.capacity() < from.size())
    to = std::move(from);
  else
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

void append(Report& to, Report&& from) {
  const auto before = static_cast<std::uint32_t>(to.migrations.size());
  if (before > 0)
    for (Finding& finding : from.findings) finding.migration += before;
  append(to.migrations, std::move(from.migrations));
  append(to.findings, std::move(from.findings));
  append(to.failures, std::move(from.failures));
  to.rooted.merge(from.rooted);
  append(to.former_ids, std::move(from.former_ids));
  append(to.ignored, std::move(from.ignored));
  to.summary.files += from.summary.files;
  to.summary.migrations += from.summary.migrations;
  to.summary.statements += from.summary.statements;
  to.summary.not_understood += from.summary.not_understood;
  to.summary.errors += from.summary.errors;
  to.summary.warnings += from.summary.warnings;
  to.summary.notes += from.summary.notes;
  to.summary.suppressed += from.summary.suppressed;
  to.summary.excluded += from.summary.excluded;
  to.summary.risk = std::max(to.summary.risk, from.summary.risk);
}

}  // namespace godwit
