#include <godwit/project/frontend.h>
#include <algorithm>
#include <optional>

#include "frontends/below.h"
#include "frontends/crate.h"
#include "frontends/note.h"

namespace godwit {
namespace {

struct FileName {
  std::string_view version;
  bool rust = false;
};

/// `^[UV](\d+(?:\.\d+)?)__(\w+)\.(sql|rs)$`. Measured: `v6__x.sql`, `V5__u.SQL`, `V8_x.sql` are passed over in silence.
std::optional<FileName> parse(std::string_view name) {
  if (name.empty() || (name.front() != 'V' && name.front() != 'U')) return std::nullopt;
  const std::size_t words = name.find("__");
  const std::size_t dot = name.rfind('.');
  if (words == std::string_view::npos || dot == std::string_view::npos || dot <= words + 2) return std::nullopt;
  const std::string_view version = name.substr(1, words - 1);
  const std::string_view ending = name.substr(dot);
  if (leading_digits(version).empty() || version.find_first_not_of("0123456789.") != std::string_view::npos)
    return std::nullopt;
  if (ending != ".sql" && ending != ".rs") return std::nullopt;
  return FileName{version, ending == ".rs"};
}

/// What refinery says to a version, in words; empty if it takes it.
std::string_view refusal(std::string_view version) {
  constexpr std::string_view most = "2147483647";
  if (version.find('.') == std::string_view::npos && !number_less(most, version)) return {};
  return "refinery refuses to run anything: the version in the name must be a whole number below 2147483648";
}

class Refinery final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return "refinery"; }
  [[nodiscard]] std::string_view name() const override { return "refinery"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    const auto first = std::find_if(folder.files.begin(), folder.files.end(),
                                    [](const std::string& name) { return parse(name).has_value(); });
    if (first == folder.files.end()) return {};
    const std::string file = frontends::crate_with(folder, "refinery");  // Flyway's names are the same
    if (file.empty()) return {};
    return {Claim::by_content + 5, {"`" + folder.shown(*first) + "` is called as refinery wants it, and `" +
                                    folder.shown(file) + "` names refinery"}};
  }

  [[nodiscard]] RunnerTransaction transaction_of(const Migration&) const override {
    return {"refinery runs each migration in a transaction",
            "run it by hand before the others: refinery has no way out of its transaction"};
  }

  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    std::vector<std::string> names;
    for (std::string& name : frontends::files_below(folder))
      if (parse(last_name(name))) names.push_back(std::move(name));
    std::vector<Migration> result = read_each(
        names, [&](const std::string& name, std::vector<Migration>& to) { add(folder, name, to); });
    sort_by_number(result);
    refuse_same_version(result, id());
    return result;
  }

 private:
  void add(const FolderView& folder, const std::string& name, std::vector<Migration>& result) const {
    const FileName parsed = *parse(last_name(name));
    Migration& migration = result.emplace_back(file_migration(folder, name, *this));
    migration.version = parsed.version;
    migration.transaction = TransactionMode::per_migration;
    const BufferPtr file = file_of(migration);
    if (!file) return;
    if (parsed.rust)
      migration.steps = {Unread{std::string(plain_sql), file, {0, 0},
                                "refinery runs this migration in Rust, which godwit does not read"}};
    migration.reopens = true;
    frontends::refuse_unsendable(migration, id());
    refuse_byte_order_mark(migration, file, id());
    if (const std::string_view words = refusal(parsed.version); !words.empty())
      frontends::note(migration, file, {0, 0}, std::string(words), "give it a number");
  }
};

}  // namespace

const Frontend& refinery_frontend() {
  static const Refinery frontend;
  return frontend;
}

}  // namespace godwit
