#include "dialects/cypher/reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "dialects/cypher/lower.h"
#include "dialects/cypher/scan.h"
#include "dialects/cypher/text.h"

namespace godwit::cypher {
namespace {

constexpr std::uint32_t batch_bytes = 256 * 1024;

/// What some shells take and no server does: the whole statement, in capitals.
constexpr std::array<std::string_view, 4> shell_words{"BEGIN", "COMMIT", "ROLLBACK", "SCHEMA AWAIT"};

std::string upper_words(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, 40)) {
    const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
    if (blank && (out.empty() || out.back() == ' ')) continue;
    out += blank ? ' ' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

class CypherReader final : public ScriptReader {
 public:
  explicit CypherReader(std::string_view script) : text_(script), scan_(scan(script)) {}

  [[nodiscard]] std::uint32_t statement_count() const override {
    // A file of nothing but NUL bytes is one statement that is not understood.
    const bool only_nul = scan_.statements.empty() && scan_.first_nul != UINT32_MAX;
    return static_cast<std::uint32_t>(scan_.statements.size()) + (only_nul ? 1 : 0);
  }
  [[nodiscard]] bool may_roll_back() const override { return scan_.may_roll_back; }
  [[nodiscard]] const std::vector<CommentText>& comments() const override { return scan_.comments; }

  std::vector<Statement> next(std::vector<Problem>& problems) override {
    std::vector<Statement> out;
    if (!std::exchange(nul_reported_, true)) report_nul(problems);
    while (at_ < scan_.statements.size()) {
      const ScannedStatement& scanned = scan_.statements[at_++];
      read(scanned, out, problems);
      if (!out.empty() && scanned.span.end - out.front().span.begin > batch_bytes) break;
    }
    for (const Statement& statement : out)
      for (const Operation& operation : statement.operations)
        if (const auto* opaque = operation.as<Opaque>())
          problems.push_back(problem_in_text(Problem::Kind::not_understood, operation.span, statement.span, opaque->reason));
    return out;
  }

 private:
  void report_nul(std::vector<Problem>& problems) const {
    if (scan_.first_nul == UINT32_MAX) return;
    const Span at{scan_.first_nul, scan_.first_nul + 1};
    problems.push_back(
        problem_in_text(Problem::Kind::syntax_error, at, statement_at(at),
                        "a NUL byte: this is not Cypher, or not in UTF-8"));
  }

  /// The statement that a place is in, or before; the last one behind all of them.
  [[nodiscard]] Span statement_at(Span place) const {
    const auto& all = scan_.statements;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.span.end > place.begin; });
    if (all.empty()) return place;
    return found == all.end() ? all.back().span : found->span;
  }

  void read(const ScannedStatement& scanned, std::vector<Statement>& out, std::vector<Problem>& problems) const {
    if (scanned.client_command) return client_command(scanned.span, out);
    if (scanned.unterminated) {
      problems.push_back(
          problem_in_text(Problem::Kind::syntax_error, scanned.trouble, scanned.span, never_ends(scanned.trouble.begin)));
      return;
    }
    const std::string_view words = text_.substr(scanned.span.begin, scanned.span.end - scanned.span.begin);
    const Tree tree(words);
    const Node error = tree.error();
    if (!error) {
      out.push_back({scanned.span, {}});
      lower_statement(tree, scanned.span.begin, out.back());
      rare_blanks(words, scanned.span.begin, out.back());
    } else if (!mistaken(scanned.span, words, error, out)) {
      problems.push_back(problem_of(scanned.span, words, error));
    }
  }

  /// Blanks outside ASCII, of which not every version knows each.
  static void rare_blanks(std::string_view words, std::uint32_t base, Statement& statement) {
    if (words.find('\xC2') == std::string_view::npos) return;
    for (std::size_t at = 0; at < words.size();) {
      const Token next = token(words, at);
      const std::string_view word = words.substr(at, next.end - at);
      const auto use = [&](std::string_view blank, std::string_view feature) {
        const std::size_t found = word.find(blank);
        if (next.kind != Token::Kind::word || found == std::string_view::npos) return;
        const auto begin = static_cast<std::uint32_t>(base + at + found);
        statement.operations.push_back({graph::UseFeature{feature}, {begin, begin + 2}});
      };
      use("\xC2\xA0", "no-break-space");
      use("\xC2\x85", "next-line-character");
      at = next.end;
    }
  }

  [[nodiscard]] std::string never_ends(std::uint32_t at) const {
    switch (text_[at]) {
      case '/':
        return "this comment never ends: expected `*/`";
      case '`':
        return "this quoted name never ends: expected another backtick";
      default:
        return std::string("this string never ends: expected `") + text_[at] + "`";
    }
  }

  void client_command(Span span, std::vector<Statement>& out) const {
    const std::string_view line = text_.substr(span.begin, span.end - span.begin);
    const std::string_view name = line.substr(0, line.find_first_of(" \t"));
    Statement& statement = out.emplace_back(Statement{span, {}});
    const auto add = [&](auto what) { statement.operations.push_back({std::move(what), span}); };
    if (name == ":begin") return add(TransactionControl{TransactionVerb::begin, "", false});
    if (name == ":commit") return add(TransactionControl{TransactionVerb::commit, "", false});
    if (name == ":rollback") return add(TransactionControl{TransactionVerb::rollback, "", false});
    if (name == ":use") return add(graph::Use{std::string(line.substr(std::min(line.size(), name.size() + 1))), true});
    add(graph::ClientCommand{std::string(name)});
  }

  /// A mistake that has a rule of its own, said better than by the grammar.
  bool mistaken(Span span, std::string_view words, const Node& error, std::vector<Statement>& out) const {
    const std::string first = upper_words(words);
    if (std::find(shell_words.begin(), shell_words.end(), first) != shell_words.end()) {
      out.push_back({span, {{graph::ClientCommand{first}, span}}});
      return true;
    }
    const Span at = place_of(span, words, error);
    const std::size_t dashes = words.find("--");
    if (dashes != std::string_view::npos && span.begin + dashes <= at.end && is_comment_like(words.substr(dashes))) {
      const auto begin = static_cast<std::uint32_t>(span.begin + dashes);
      const auto end = static_cast<std::uint32_t>(span.begin + std::min(words.find('\n', dashes), words.size()));
      out.push_back(
          {span, {{graph::RefusedWords{"--", "`--` begins no comment in Cypher: write `//`"}, {begin, end}}}});
      return true;
    }
    const std::size_t unequal = words.find("!=");
    if (unequal == std::string_view::npos || span.begin + unequal > at.end) return false;
    const auto begin = static_cast<std::uint32_t>(span.begin + unequal);
    out.push_back(
        {span, {{graph::RefusedWords{"42I49", "`!=` is no operator of Cypher: write `<>`"}, {begin, begin + 2}}}});
    return true;
  }

  /// `-- words`, and not `--(b)`, `-->(b)`.
  static bool is_comment_like(std::string_view text) {
    const std::size_t next = text.find_first_not_of('-');
    return next == std::string_view::npos || (text[next] != '(' && text[next] != '>' && text[next] != '[');
  }

  static Span place_of(Span span, std::string_view words, const Node& error) {
    Span at = error.span();
    // An error node begins with what was still fine: its end, or the first thing it could not use, tells more.
    const std::vector<Node> parts = error.children();
    for (const Node& part : parts)
      if (part.is("ERROR")) at = part.span();
    at.begin = std::min(at.begin, static_cast<std::uint32_t>(words.size()));
    at.end = std::max(at.end, at.begin + 1);
    return {span.begin + at.begin, std::min(span.begin + at.end, std::max(span.end, span.begin + at.begin + 1))};
  }

  static Problem problem_of(Span span, std::string_view words, const Node& error) {
    Span at = place_of(span, words, error);
    std::string_view shown = words.substr(std::min<std::size_t>(at.begin - span.begin, words.size()));
    shown = shown.substr(0, shown.find_first_of(" \t\r\n("));
    shown = shown.substr(0, 40);
    std::string message =
        shown.empty() ? "the statement ends too early" : "syntax error at or near `" + std::string(shown) + "`";
    if (!shown.empty()) at.end = std::min(at.end, at.begin + static_cast<std::uint32_t>(shown.size()));
    return problem_in_text(Problem::Kind::syntax_error, at, span, std::move(message));
  }

  std::string_view text_;
  Scan scan_;
  std::size_t at_ = 0;
  bool nul_reported_ = false;
};

}  // namespace

std::unique_ptr<ScriptReader> make_reader(std::string_view text) { return std::make_unique<CypherReader>(text); }

}  // namespace godwit::cypher
