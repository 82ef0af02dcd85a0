#pragma once

#include <godwit/project/frontend.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace godwit::frontends {

/// What the name of a file says to its runner.
struct VersionedName {
  std::string version;
  Direction direction = Direction::up;
};

/// A runner whose migrations are the files of one folder, with a version in their names. What such runners differ in is
/// all here: one of them is a row of this, and a folder with a file of its own.
struct NumberedRunner {
  std::string_view id;
  std::string_view name;  ///< as its people write it

  /// Nothing for a file that the runner passes over in silence.
  std::optional<VersionedName> (*parse)(std::string_view file) = nullptr;
  /// Why the folder is its own; `files` are those that it takes, at least one.
  Claim (*claim)(const FolderView& folder, const std::vector<std::string>& files) = nullptr;
  /// The dialect of a file; empty if it is for a database that the runner knows and godwit does not. Null: SQL.
  std::string_view (*dialect)(const FolderView& folder, const std::string& file) = nullptr;

  /// The order of versions.
  bool (*sooner)(std::string_view a, std::string_view b) = number_less;
  bool refuses_same_version = false;

  TransactionMode transaction = TransactionMode::unknown;
  /// A line that sends the statements of its file one by one: `-- no-transaction`. Empty: there is none.
  std::string_view no_transaction_mark = {};
  /// A line behind which the file takes back what stands before it: `-- migrate:down`. Empty: there is none.
  std::string_view down_mark = {};
  /// For `Frontend::transaction_of`.
  RunnerTransaction (*words)(TransactionMode mode) = nullptr;

  /// What else it makes of its files, before they are put in order. Null: nothing.
  void (*finish)(const FolderView& folder, std::vector<Migration>& migrations) = nullptr;
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

  const NumberedRunner& runner_;
};

}  // namespace godwit::frontends
