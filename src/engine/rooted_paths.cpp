#include "engine/rooted_paths.h"

namespace godwit {
namespace {

/// Neighbours are mostly of one file, which is then looked up once.
class Names {
 public:
  Names(const Root& root, Report& report) : root_(root), names_(report.rooted) {}

  void note(const std::string& path) {
    const auto [entry, is_new] = names_.try_emplace(path);
    if (is_new) entry->second = {root_.path(), root_.inside(path)};
  }
  void note(const BufferPtr& file) {
    if (file == last_ || !file) return;
    last_ = file;
    note(file->path);
  }

 private:
  const Root& root_;
  std::map<std::string, RootedPath, std::less<>>& names_;
  BufferPtr last_;
};

}  // namespace

void note_rooted_paths(const Root& root, Report& report) {
  Names names(root, report);
  for (const ReportedMigration& migration : report.migrations)
    if (migration.not_understood > 0) names.note(migration.path);
  for (const Failure& failure : report.failures) names.note(failure.path);
  for (const Finding& finding : report.findings) {
    names.note(finding.place.file);
    for (const RelatedPlace& related : finding.related) names.note(related.place.file);
    for (const Edit& edit : finding.help.edits) names.note(edit.place.file);
  }
}

}  // namespace godwit
