#include "page.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <godwit/dialects/dialect.h>
#include <godwit/frontends/frontends.h>

namespace godwit::pages {
namespace {

template <class T>
using Words = std::array<std::pair<std::string_view, T>, 6>;

constexpr std::array<std::pair<std::string_view, FenceKind>, 5> kinds{{{"bad", FenceKind::bad},
                                                                       {"good", FenceKind::good},
                                                                       {"before", FenceKind::before},
                                                                       {"fixed", FenceKind::fixed},
                                                                       {"shown", FenceKind::shown}}};
constexpr Words<TransactionMode> modes{{{"unknown", TransactionMode::unknown},
                                        {"one-for-all", TransactionMode::one_for_all},
                                        {"per-migration", TransactionMode::per_migration},
                                        {"batch", TransactionMode::batch},
                                        {"per-statement", TransactionMode::per_statement},
                                        {"client", TransactionMode::client}}};

template <class Table>
auto find_word(const Table& table, std::string_view word) -> std::optional<decltype(table.front().second)> {
  for (const auto& [name, value] : table)
    if (name == word) return value;
  return std::nullopt;
}

template <class Table, class T>
std::string_view find_name(const Table& table, T value) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto& each) { return each.second == value; });
  return found == table.end() ? "" : found->first;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

/// `server=neo4j-5.26-enterprise`; of the server named before, or the dialect's first, also `version=5.26` and, by its
/// name, each of its traits: `edition=enterprise`.
bool read_server(std::string_view key, std::string_view value, Fence& fence) {
  const ServerKind* kind = find_server_kind(fence.server.name);
  if (kind == nullptr) kind = &dialect_of(fence).servers().front();
  const bool is_trait = std::any_of(kind->traits.begin(), kind->traits.end(),
                                    [&](const TraitKind& trait) { return trait.name == key; });
  ServerReading reading;
  if (key == "server")
    reading = parse_server(value);
  else if (key == "version" || is_trait)
    reading = parse_server_value(*kind, is_trait ? key : std::string_view(), value);
  else
    return false;
  fence.server = overlaid(fence.server, reading.server);
  return reading.fault.empty();
}

/// `key=value` of a fence's first line; false when the words mean nothing.
bool read_attribute(std::string_view key, std::string_view value, Fence& fence) {
  if (value.empty()) return false;
  if (key == "file") fence.file = value;
  if (key == "runner") fence.runner = value;
  if (key == "transaction") fence.transaction = find_word(modes, value);
  if (key == "dialect") fence.dialect = value;
  if (key == "dialect") return find_dialect(value) != nullptr;
  if (key == "also")
    for (const std::string_view rule : split(value, ',')) fence.also.emplace_back(rule);
  if (key == "timeouts") fence.timeouts = value != "none";
  if (key == "transaction") return fence.transaction.has_value();
  if (key == "runner") return find_frontend(value) != nullptr;
  return key == "file" || key == "also" || (key == "timeouts" && !fence.timeouts) || read_server(key, value, fence);
}

/// The words after the three backticks: `sql bad version=18`.
void read_words(std::string_view words, Fence& fence, std::vector<Error>& errors) {
  const auto parts = split(words, ' ');
  const auto kind = parts.size() < 2 ? std::nullopt : find_word(kinds, parts[1]);
  if (!kind) {
    errors.push_back({fence.line, fmt::format("`{}`: a fence is bad, good, before, fixed or shown", words)});
    return;
  }
  fence.kind = *kind;
  for (std::size_t i = 2; i < parts.size(); ++i) {
    const std::size_t equals = std::min(parts[i].find('='), parts[i].size());
    const std::string_view value = parts[i].substr(std::min(equals + 1, parts[i].size()));
    if (!read_attribute(parts[i].substr(0, equals), value, fence))
      errors.push_back({fence.line, fmt::format("`{}` means nothing on a fence", parts[i])});
  }
}

/// The mark that a caret line puts on the line above it, a comment in the fence's language. The comment's two signs
/// count as carets where they touch them, so that a mark can begin in the first column.
std::optional<Mark> read_mark(std::string_view line, std::string_view language) {
  const std::size_t dashes = line.find_first_not_of(' ');
  const std::string_view comment = language == "sql" ? "--" : "//";
  if (dashes == std::string_view::npos || line.substr(dashes, 2) != comment) return std::nullopt;
  const std::size_t caret = line.find_first_not_of(' ', dashes + 2);
  if (caret == std::string_view::npos || line[caret] != '^') return std::nullopt;
  const std::size_t end = std::min(line.find_first_not_of('^', caret), line.size());
  const std::size_t begin = caret == dashes + 2 ? dashes : caret;
  std::string_view message = line.substr(end);
  message.remove_prefix(std::min(message.find_first_not_of(' '), message.size()));
  return Mark{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), std::string(message)};
}

class PageReader {
 public:
  explicit PageReader(std::string_view dialects)
      : only_dialect_(dialects.find(' ') == std::string_view::npos ? dialects : std::string_view()) {}

  Page read(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      ++page_.line_count;
      in_fence_ ? inside(text.substr(0, end)) : outside(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (in_fence_) page_.errors.push_back({page_.line_count, "the last fence is not closed"});
    return std::move(page_);
  }

 private:
  void outside(std::string_view line) {
    if (line.starts_with("```")) {
      in_fence_ = true;
      const std::string_view word = line.substr(3, line.find(' ') - 3);
      is_read_ = word == "sql" || word == "cypher";
      if (!is_read_) return;
      Fence& fence = page_.fences.emplace_back();
      fence.line = page_.line_count;
      fence.language_word = word;
      fence.dialect = only_dialect_;
      if (!page_.headings.empty()) fence.section = page_.headings.back().text;
      read_words(line.substr(3), fence, page_.errors);
    } else if (line.starts_with("#")) {
      page_.headings.push_back({page_.line_count, std::string(line)});
    }
  }

  void inside(std::string_view line) {
    if (line.starts_with("```")) {
      in_fence_ = false;
      return;
    }
    if (!is_read_) return;
    Fence& fence = page_.fences.back();
    if (const auto mark = read_mark(line, page_.fences.back().language_word)) return add_mark(*mark, fence);
    last_line_ = static_cast<std::uint32_t>(fence.text.size());
    fence.text.append(line).push_back('\n');
    fence.lines.push_back(page_.line_count);
  }

  void add_mark(Mark mark, Fence& fence) {
    if (fence.text.empty() || last_line_ + mark.end > fence.text.size()) {
      page_.errors.push_back({page_.line_count, "the carets point at nothing"});
      return;
    }
    mark.begin += last_line_;
    mark.end += last_line_;
    fence.marks.push_back(std::move(mark));
  }

  std::string_view only_dialect_;
  Page page_;
  bool in_fence_ = false;
  bool is_read_ = false;
  std::uint32_t last_line_ = 0;
};

bool runs(const Fence& fence) { return fence.kind == FenceKind::bad || fence.kind == FenceKind::good; }

bool continues(const Example& example, const Fence& fence) {
  if (fence.file.empty() || example.fences.empty()) return false;
  const Fence& last = *example.fences.back();
  return last.section == fence.section && !last.file.empty() && last.file < fence.file;
}

}  // namespace

const Dialect& dialect_of(const Fence& fence) {
  if (const Dialect* of_server = dialect_of_server(fence.server.name)) return *of_server;
  if (const Dialect* said = find_dialect(fence.dialect)) return *said;
  return *find_dialect(fence.language_word == "sql" ? "postgres" : fence.language_word);
}

Page read_page(std::string_view text, std::string_view dialects) { return PageReader(dialects).read(text); }

std::vector<Example> examples(const Page& page) {
  std::vector<Example> all;
  std::vector<const Fence*> before;
  for (const Fence& fence : page.fences) {
    if (!before.empty() && before.back()->section != fence.section) before.clear();
    if (fence.kind == FenceKind::before) before.push_back(&fence);
    if (!runs(fence)) continue;
    if (all.empty() || !continues(all.back(), fence)) all.push_back({before, {}});
    all.back().fences.push_back(&fence);
  }
  return all;
}

const Fence* fixed_after(const Fence& fence, const Page& page) {
  const Fence* next = &fence + 1;
  return next < page.fences.data() + page.fences.size() && next->kind == FenceKind::fixed ? next : nullptr;
}

std::string_view word_of(FenceKind kind) { return find_name(kinds, kind); }
std::string_view word_of(TransactionMode mode) { return find_name(modes, mode); }

}  // namespace godwit::pages
