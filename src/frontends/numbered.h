#pragma once

#include <godwit/project/frontend.h>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frontends/parts.h"

namespace godwit::frontends {

/// What the name of a file says to its runner.
struct VersionedName {
  std::string version;
  Direction direction = Direction::up;
};

/// The name of `7_words.sql`: digits, `_`, whatever else, `.sql`.
[[nodiscard]] std::optional<VersionedName> number_and_words(std::string_view file);
/// Versions as text.
[[nodiscard]] bool text_less(std::string_view a, std::string_view b);

/// A runner whose migrations are the files of one folder, with a version in their names. What such runners differ in is
/// all here: one of them is a row of this, and a folder with a file of its own.
struct NumberedRunner {
  std::string_view id;
  std::string_view name;  ///< as its people write it

  /// Nothing for a file that the runner passes over in silence.
  std::optional<VersionedName> (*parse)(std::string_view file) = nullptr;
  /// Files that only its projects have, in the folder, the one above it, or further above where they name the folder.
  std::array<std::string_view, 3> configured_by = {};
  /// Why the folder is its own, where neither a file of `configured_by` tells nor a `mark` in the first or the last of
  /// `files`: those that it takes, at least one. Null: then it is not.
  Claim (*claim)(const FolderView& folder, const std::vector<std::string>& files) = nullptr;
  /// The dialect of a file; empty if it is for a database that the runner knows and godwit does not. Null: SQL.
  std::string_view (*dialect)(const FolderView& folder, const std::string& file) = nullptr;

  /// The order of versions.
  bool (*sooner)(std::string_view a, std::string_view b) = number_less;
  bool refuses_same_version = false;
  /// The version that it begins with where it wants each one after it, too. Empty: gaps are fine.
  std::string_view first_without_gaps = {};

  TransactionMode transaction = TransactionMode::unknown;
  /// A line that sends the statements of its file one by one: `-- no-transaction`. Empty: there is none.
  std::string_view no_transaction_mark = {};
  /// A line behind which the file takes back what stands before it: `-- migrate:down`. Empty: there is none.
  std::string_view down_mark = {};
  /// What begins a part of a file, where it has parts and `down_mark` does not say enough. Null: nothing.
  MarkReader mark = nullptr;
  bool runs_unmarked = true;  ///< see `parts_of`
  /// Whether a part opts out of the transaction, and what it is sent as then. Null: none does but by its mark.
  bool (*opts_out)(std::string_view part) = nullptr;
  TransactionMode opted_out = TransactionMode::per_statement;
  /// The script of a stretch of a file, where it is not sent as it stands.
  Script (*script)(std::string_view dialect, const BufferPtr& file, Span stretch) = nullptr;
  /// For `Frontend::transaction_of`.
  RunnerTransaction (*words)(TransactionMode mode) = nullptr;

  /// What else it makes of its files, before they are put in order. Null: nothing.
  void (*finish)(const FolderView& folder, std::vector<Migration>& migrations) = nullptr;
  /// What it makes of them in that order. Null: nothing.
  void (*arrange)(std::vector<Migration>& sorted) = nullptr;
};

class NumberedFrontend final : public Frontend {
 public:
  /// Borrows the row.
  explicit NumberedFrontend(const NumberedRunner& runner) : runner_(runner) {}

  [[nodiscard]] std::string_view id() const override { return runner_.id; }
  [[nodiscard]] std::string_view name() const override { return runner_.name; }
  [[nodiscard]] Claim claim(const FolderView& folder) const override;
  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override;
  [[nodiscard]] RunnerTransaction transaction_of(const Migration& migration) const override;

 private:
  void add(const FolderView& folder, const std::string& file, std::vector<Migration>& result) const;
  void add_parts(Migration migration, std::string_view dialect, std::vector<Migration>& result) const;
  [[nodiscard]] Claim claim_by_signs(const FolderView& folder, const std::vector<std::string>& files) const;

  const NumberedRunner& runner_;
};

}  // namespace godwit::frontends
