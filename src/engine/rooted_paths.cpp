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

void add_failure(Problem problem, Report& report) {
  const Root root(std::filesystem::path(problem.place.file->path).parent_path());
  report.failures.push_back(std::move(problem));
  if (!root.assumed()) note_rooted_paths(root, report);
}

void note_rooted_paths(const Root& root, Report& report) {
  Names names(root, report);
  for (const ReportedMigration& migration : report.migrations)
    if (migration.not_understood > 0) names.note(migration.path);
  for (const Problem& failure : report.failures) names.note(failure.place.file);
  for (const Finding& finding : report.findings) {
    names.note(finding.place.file);
    for (const RelatedPlace& related : finding.related) names.note(related.place.file);
    if (finding.suppression) names.note(finding.suppression->place.file);
    for (const Fix& fix : finding.fixes) {
      for (const Edit& edit : fix.edits) names.note(edit.place.file);
      for (const NewFile& file : fix.new_files) names.note(file.path);
    }
  }
}

}  // namespace godwit
