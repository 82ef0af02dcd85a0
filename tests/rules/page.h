#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/dialects/dialect.h>
#include <godwit/world/transaction.h>

/// A rule page as the tests see it: its headings and its fences of SQL or Cypher.
namespace godwit::pages {

enum class FenceKind : std::uint8_t { bad, good, before, fixed, shown };

/// A caret line: where a finding must stand, in the fence's text without its caret lines.
struct Mark {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string message;   ///< a part of the finding's message; empty: any
};

struct Fence {
  FenceKind kind = FenceKind::shown;
  std::uint32_t line = 0;          ///< of the opening ```, in the page
  std::string section;             ///< the heading above it
  std::string file;
  std::optional<TransactionMode> transaction;
  std::string runner;              ///< id of the frontend that reads the fence; empty: it is sent as it stands
  Server server;                   ///< what is said of the server aimed at
  bool timeouts = true;            ///< whether the environment limits waiting and running
  std::vector<std::string> also;   ///< names of other rules that a bad fence may trigger
  std::string language_word;       ///< `sql` or `cypher`
  std::string dialect;             ///< of `dialect=`, or the only one that the page holds for; empty: neither says it
  std::string text;                ///< without caret lines
  std::vector<std::uint32_t> lines;  ///< of the page, one for each line of `text`
  std::vector<Mark> marks;
};

/// The dialect of a fence: that of the server it names, the one it or its page says, or else that of its first word.
[[nodiscard]] const Dialect& dialect_of(const Fence& fence);

struct Heading {
  std::uint32_t line = 0;
  std::string text;   ///< marks included: `## Bad`
};

struct Error {
  std::uint32_t line = 0;   ///< in the page
  std::string message;
};

struct Page {
  std::vector<Heading> headings;
  std::vector<Fence> fences;
  std::vector<Error> errors;   ///< unknown words, marks that point at nothing
  std::uint32_t line_count = 0;
};

/// Reads a whole page, front matter included, so that lines are those of the file. `dialects` are those that it holds
/// for, separated by spaces.
[[nodiscard]] Page read_page(std::string_view text, std::string_view dialects = {});

/// Fences that run as one history: what came before, then one fence or several with `file=`.
struct Example {
  std::vector<const Fence*> before;
  std::vector<const Fence*> fences;
};

/// What a page runs, in order; the examples point into the page.
[[nodiscard]] std::vector<Example> examples(const Page& page);

/// The `fixed` fence behind this one, if there is one.
[[nodiscard]] const Fence* fixed_after(const Fence& fence, const Page& page);

/// The words that pages use for these.
[[nodiscard]] std::string_view word_of(FenceKind kind);
[[nodiscard]] std::string_view word_of(TransactionMode mode);

/// What is wrong with the form of a page: headings, title, length, missing examples. `dialects` are those it holds for,
/// separated by spaces: there is a `bad` example of each, and where there are several each fence says which it is in.
[[nodiscard]] std::vector<Error> check_form(const Page& page, std::string_view summary, bool has_options,
                                            std::string_view dialects);

/// Lints every fence of the page and says where the findings differ from what the page promises.
/// `id` is the rule's: `sql/drop-table`.
[[nodiscard]] std::vector<Error> run_fences(const Page& page, const std::string& id);

}  // namespace godwit::pages
