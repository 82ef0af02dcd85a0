#include <godwit/project/cypher_scripts.h>

#include <godwit/source/cypher_text.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace godwit {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  return result;
}

/// `CREATE  TABLE` and `create table` as one word, one blank, one word.
std::string first_two_words(std::string_view line) {
  std::string result;
  for (int word = 0; word < 2; ++word) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t\r"), line.size()));
    const std::size_t end = std::min(line.find_first_of(" \t\r({;"), line.size());
    result += (word == 0 ? "" : " ") + lower(line.substr(0, end));
    line.remove_prefix(end);
  }
  return result;
}

// What Cypher has too is not here: `CREATE INDEX ON`, `CREATE USER`, `USE`, `DELETE x`.
constexpr std::array<std::string_view, 18> cassandra_starts{
    "create keyspace",  "create table",   "create type",       "create materialized", "create columnfamily",
    "create aggregate", "alter keyspace", "alter table",       "alter type",          "drop keyspace",
    "drop table",       "drop type",      "drop materialized", "insert into",         "delete from",
    "begin batch",      "apply batch",    "truncate table",
};

}  // namespace

bool is_cypher_name(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return false;
  const std::string ending = lower(name.substr(dot));
  return ending == ".cypher" || ending == ".cyp" || ending == ".cql";
}

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
  return is_cypher_name(name) && !(lower(name).ends_with(".cql") && is_cassandra(folder.head(name)));
}

bool is_cassandra(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string words = first_two_words(text.substr(at, end - at));
    if (std::find(cassandra_starts.begin(), cassandra_starts.end(), words) != cassandra_starts.end()) return true;
    at = end + 1;
  }
  return false;
}

Migration cypher_migration(const FolderView& folder, std::string_view name, const Frontend& frontend) {
  return file_migration(folder, name, frontend, "cypher");
}

void refuse_cypher_byte_order_mark(Migration& migration, const BufferPtr& file, std::string_view runner) {
  if (!file || !file->text.starts_with(byte_order_mark)) return;
  migration.problems.push_back({file,
                                {0, static_cast<std::uint32_t>(byte_order_mark.size())},
                                std::string(runner) + " sends the byte order mark that this file begins with, and the "
                                                      "server refuses it as a syntax error",
                                "save the file without it",
                                "cypher/byte-order-mark"});
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
    const std::vector<Span> statements = cypher::statements(file_of(each)->text);
    const Span first = statements.empty() ? Span{} : statements.front();
    each.problems.push_back({file_of(each), first,
                             "no migration takes this one back, as others of this history do",
                             "write the way back beside it", "cypher/rollback-missing"});
  }
}

}  // namespace godwit
