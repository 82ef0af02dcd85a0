#include <godwit/project/frontend.h>
#include <algorithm>

#include "frontends/goose/environment.h"
#include "frontends/goose/parse.h"
#include "frontends/note.h"

namespace godwit {
namespace {

/// goose takes every file that ends in `.sql`, hidden ones too, and no `.SQL`.
bool is_goose_name(std::string_view name) { return name.ends_with(".sql"); }

bool is_numbered(std::string_view name) { return is_goose_name(name) && !leading_digits(name).empty(); }

/// What goose says to a name, in words; empty if it takes it.
std::string refusal(std::string_view name) {
  const std::string_view version = name.substr(0, name.find('_'));
  if (version.size() == name.size()) {
    return "goose refuses to run anything: the name must be `<number>_<words>.sql`, and has no `_`";
  }
  if (leading_digits(version).size() != version.size() || version.empty()) {
    return "goose refuses to run anything: the name must begin with a number and `_`";
  }
  if (version.find_first_not_of('0') == std::string_view::npos) {
    return "goose refuses to run anything: the number in the name must be greater than zero";
  }
  return {};
}

/// A migration in Go, which goose counts and runs among the others.
bool is_go_name(std::string_view name) {
  return name.ends_with(".go") && !name.ends_with("_test.go") && !leading_digits(name).empty() &&
         name.find('_') != std::string_view::npos;
}

class Goose final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return "goose"; }
  [[nodiscard]] std::string_view name() const override { return "goose"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    const auto& files = folder.files;
    const auto first = std::find_if(files.begin(), files.end(), is_numbered);
    if (first == files.end()) return {};
    // The last one as well: the first may be older than goose in the project.
    const auto last = std::find_if(files.rbegin(), files.rend(), is_numbered);
    for (const std::string& name : {*first, *last})
      if (goose::has_annotation(folder.head(name)))
        return {Claim::by_content, {"`" + folder.shown(name) + "` has an annotation `-- +goose`"}};
    return {};
  }

  [[nodiscard]] RunnerTransaction transaction_of(const Migration& migration) const override {
    if (migration.transaction == TransactionMode::per_statement)
      return {"goose sends what stands on one line, or between `StatementBegin` and `StatementEnd`, at once, and several "
              "statements in it are one transaction",
              "give it a line or a `StatementBegin` of its own"};
    return {"goose runs each migration in a transaction",
            "give it a migration of its own that says `-- +goose NO TRANSACTION`"};
  }

  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    std::vector<std::string> named;
    std::vector<std::string> misnamed;
    for (const std::string& name : folder.files) {
      if (is_goose_name(name)) (refusal(name).empty() ? named : misnamed).push_back(name);
      if (is_go_name(name)) named.push_back(name);
    }
    const auto read = [&](const std::string& name, std::vector<Migration>& to) { add(folder, name, to); };
    std::vector<Migration> result = read_each(named, read);
    sort_by_number(result);
    refuse_same_version(result, id());
    std::vector<Migration> refused = read_each(misnamed, read);
    std::move(refused.begin(), refused.end(), std::back_inserter(result));
    return result;
  }

 private:
  /// The scripts of one direction. Where every statement commits by itself, those that goose sends at once are one of
  /// their own.
  static std::vector<Step> parts_of(const BufferPtr& file, Span section, const goose::File& parsed) {
    std::vector<Step> steps;
    const std::string_view text = file->text;
    std::uint32_t from = section.begin;
    for (const Span sent : parsed.sent) {
      if (parsed.transaction || sent.begin < section.begin || sent.end > section.end) continue;
      const std::string_view at_once = text.substr(sent.begin, sent.end - sent.begin);
      if (default_sql().statements(at_once).size() < 2) continue;
      if (from < sent.begin) steps.emplace_back(part_of(file, from, sent.begin, parsed));
      Script message = part_of(file, sent.begin, sent.end, parsed);
      message.one_message = true;
      steps.emplace_back(std::move(message));
      from = sent.end;
    }
    if (from < section.end || steps.empty()) steps.emplace_back(part_of(file, from, section.end, parsed));
    return steps;
  }

  static Script part_of(const BufferPtr& file, std::uint32_t begin, std::uint32_t end, const goose::File& parsed) {
    Script script = verbatim_script(plain_sql, file, begin, end);
    goose::substitute(script, parsed.substituted);
    return script;
  }

  void add(const FolderView& folder, const std::string& name, std::vector<Migration>& result) const {
    Migration up = file_migration(folder, name, *this);
    up.version = leading_digits(name);
    const BufferPtr file = file_of(up);
    if (!file) return result.push_back(std::move(up));
    if (is_go_name(name)) {
      const std::string reason = "goose runs this migration in Go, which godwit does not read";
      up.steps = {Unread{std::string(plain_sql), file, {0, 0}, reason}};
      return result.push_back(std::move(up));
    }
    goose::File parsed = goose::parse(file);
    up.transaction = parsed.transaction ? TransactionMode::per_migration : TransactionMode::per_statement;
    Migration down = up;
    const auto size = static_cast<std::uint32_t>(file->text.size());
    up.problems = parsed.problems;
    up.steps = parts_of(file, {0, parsed.down.value_or(size)}, parsed);
    if (std::string words = refusal(name); !words.empty()) up.problems.push_back({file, {0, 0}, std::move(words)});
    refuse_byte_order_mark(up, file, id());
    frontends::refuse_unsendable(up, id());
    result.push_back(std::move(up));
    if (!parsed.down) return;
    down.direction = Direction::down;
    down.steps = parts_of(file, {*parsed.down, size}, parsed);
    result.push_back(std::move(down));
  }
};

}  // namespace

const Frontend& goose_frontend() {
  static const Goose frontend;
  return frontend;
}

}  // namespace godwit
