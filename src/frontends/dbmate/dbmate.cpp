#include <godwit/project/frontend.h>
#include <algorithm>

#include "frontends/dbmate/sections.h"
#include "frontends/note.h"

namespace godwit {
namespace {

using dbmate::Section;

bool is_dbmate_name(std::string_view name) { return name.ends_with(".sql") && !leading_digits(name).empty(); }

class Dbmate final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return "dbmate"; }
  [[nodiscard]] std::string_view name() const override { return "dbmate"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    const auto& files = folder.files;
    const auto first = std::find_if(files.begin(), files.end(), is_dbmate_name);
    if (first == files.end()) return {};
    const auto last = std::find_if(files.rbegin(), files.rend(), is_dbmate_name);
    for (const std::string& name : {*first, *last})
      if (!dbmate::sections_of(folder.head(name)).empty())
        return {Claim::by_content, {"`" + folder.shown(name) + "` says `-- migrate:up`"}};
    return {};
  }

  [[nodiscard]] RunnerTransaction transaction_of(const Migration& migration) const override {
    if (migration.transaction == TransactionMode::batch)
      return {"dbmate sends a section with `transaction:false` at once, and several statements in it are one transaction",
              "give it a migration of its own that says `-- migrate:up transaction:false`"};
    return {"dbmate runs each migration in a transaction",
            "give it a migration of its own that says `-- migrate:up transaction:false`"};
  }

  /// In the order of the names as text, as recorded: `10_a` comes before `1_b`.
  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    std::vector<std::string> names;
    std::copy_if(folder.files.begin(), folder.files.end(), std::back_inserter(names), is_dbmate_name);
    std::vector<Migration> result = read_each(
        names, [&](const std::string& name, std::vector<Migration>& to) { add(folder, name, to); });
    note_same_versions(result);
    return result;
  }

 private:
  void add(const FolderView& folder, const std::string& name, std::vector<Migration>& result) const {
    Migration form = file_migration(folder, name, *this);
    form.version = leading_digits(name);
    form.transaction = TransactionMode::per_migration;
    const BufferPtr file = file_of(form);
    if (!file) return result.push_back(std::move(form));
    const std::vector<Section> sections = dbmate::sections_of(file->text);
    const std::size_t first = result.size();
    for (const Section& section : sections) {
      Migration migration = form;
      migration.direction = section.direction;
      if (!section.transaction) migration.transaction = TransactionMode::batch;
      // Comments above the first marker are not sent, and stay the file's: one may allow something.
      const std::uint32_t begin = &section == &sections.front() ? 0 : section.span.begin;
      migration.steps = {verbatim_script(plain_sql, file, begin, section.span.end)};
      migration.reopens = true;
      frontends::refuse_unsendable(migration, id(), {.survives_commit = !section.transaction});
      result.push_back(std::move(migration));
    }
    if (sections.empty()) result.push_back(std::move(form));
    check(result[first], file, sections);
  }

  /// What dbmate refuses, at the migration that it refuses.
  static void check(Migration& migration, const BufferPtr& file, const std::vector<Section>& sections) {
    const auto is = [](Direction direction) {
      return [direction](const Section& section) { return section.direction == direction; };
    };
    const std::string_view text = file->text;
    const auto up = std::find_if(sections.begin(), sections.end(), is(Direction::up));
    const std::string refuses = "dbmate refuses the file: ";
    if (text.starts_with("\xEF\xBB\xBF") || up == sections.end())
      return frontends::note(migration, file, {0, 0}, refuses + "no line begins with `-- migrate:up`",
                             "begin the first column of a line with `-- migrate:up`, in small letters");
    if (has_statement(default_sql(), text.substr(0, up->span.begin)))
      return frontends::note(migration, file, {0, 0}, refuses + "statements stand before its `-- migrate:up`",
                             "put them behind it");
    if (std::none_of(sections.begin(), sections.end(), is(Direction::down)))
      frontends::note(migration, file, up->marker, refuses + "it has no `-- migrate:down`",
                      "add the line `-- migrate:down`, and what takes the change back");
  }

  static void note_same_versions(std::vector<Migration>& migrations) {
    const Migration* before = nullptr;
    for (Migration& migration : migrations) {
      if (migration.direction == Direction::down || !file_of(migration)) continue;
      if (before != nullptr && before->version == migration.version)
        frontends::note(migration, file_of(migration), {0, 0},
                        "dbmate fails to record it after it has run, for `" + before->path + "` has version " +
                            migration.version + ", too",
                        "give one of the two another version");
      before = &migration;
    }
  }
};

}  // namespace

const Frontend& dbmate_frontend() {
  static const Dbmate frontend;
  return frontend;
}

}  // namespace godwit
