#include "frontends/cypher_scripts.h"

#include <algorithm>
#include <set>
#include <string>

#include <godwit/text/dialect_text.h>

namespace godwit {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

bool is_cypher_name(std::string_view name) { return has_ending(language_of("cypher"), name); }

bool dotted_less(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    const std::string_view left = leading_digits(a);
    const std::string_view right = leading_digits(b);
    if (number_less(left, right)) return true;
    if (number_less(right, left)) return false;
    a.remove_prefix(std::min(left.size() + 1, a.size()));
    b.remove_prefix(std::min(right.size() + 1, b.size()));
  }
  return a.empty() && leading_digits(b).find_first_not_of('0') != std::string_view::npos;
}

bool is_cypher_file(const FolderView& folder, std::string_view name) {
  return text_of_script(folder, name) == &language_of("cypher");
}

Migration cypher_migration(const FolderView& folder, std::string_view name, const Frontend& frontend) {
  return file_migration(folder, name, frontend, "cypher");
}

void refuse_cypher_byte_order_mark(Migration& migration, const BufferPtr& file, std::string_view runner) {
  if (!file || !file->text.starts_with(byte_order_mark)) return;
  Problem& problem = migration.problems.emplace_back();
  problem.place = {file, {0, static_cast<std::uint32_t>(byte_order_mark.size())}};
  problem.message = std::string(runner) +
                    " sends the byte order mark that this file begins with, and the server refuses it as a syntax error";
  problem.help = "save the file without it";
  problem.rule = "cypher/byte-order-mark";
}

Span without_byte_order_mark(std::string_view text) {
  const std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(text.size())};
}

namespace {

bool is_cypher(const Migration& migration) {
  return !migration.steps.empty() && dialect_of(migration.steps.front()) == "cypher";
}

}  // namespace

void note_missing_rollbacks(std::vector<Migration>& migrations) {
  std::set<std::string_view> taken_back;
  for (const Migration& each : migrations)
    if (is_cypher(each) && each.direction == Direction::down) taken_back.insert(leading_digits(each.version));
  if (taken_back.empty()) return;
  for (Migration& each : migrations) {
    const std::string_view number = leading_digits(each.version);
    if (!is_cypher(each) || each.direction == Direction::down || number.empty() || taken_back.contains(number))
      continue;
    const std::vector<Span> statements = language_of("cypher").statements(file_of(each)->text);
    const Span first = statements.empty() ? Span{} : statements.front();
    each.problems.push_back({file_of(each), first, "no migration takes this one back, as others of this history do",
                             "write the way back beside it", "cypher/rollback-missing"});
  }
}

}  // namespace godwit
