#include "dialects/postgres/reader.h"

#include <algorithm>
#include <utility>

#include "dialects/postgres/lower.h"
#include "dialects/postgres/parse.h"
#include "dialects/postgres/scan.h"

namespace godwit::postgres {
namespace {

constexpr std::uint32_t chunk_bytes = 256 * 1024;

class PostgresReader final : public ScriptReader {
 public:
  explicit PostgresReader(std::string_view script) : text_(script), scan_(scan(script)) {}

  [[nodiscard]] std::uint32_t statement_count() const override {
    // A file of nothing but NUL bytes is one statement that is not understood.
    const bool only_nul = scan_.statements.empty() && scan_.first_nul != UINT32_MAX;
    return static_cast<std::uint32_t>(scan_.statements.size()) + hidden_ + (only_nul ? 1 : 0);
  }
  [[nodiscard]] bool may_roll_back() const override { return scan_.may_roll_back; }
  [[nodiscard]] const std::vector<CommentText>& comments() const override { return scan_.comments; }

  std::vector<Statement> next(std::vector<Problem>& problems) override {
    std::vector<Statement> out;
    while (out.empty() && at_ < scan_.statements.size()) {
      const std::size_t end = chunk_end();
      read(at_, end, out, problems);
      at_ = end;
    }
    if (at_ == scan_.statements.size() && !std::exchange(nul_reported_, true)) report_nul(problems);
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
    problems.push_back(problem_in_text(Problem::Kind::syntax_error, at, statement_at(at),
                                       "a NUL byte: this is not SQL text, or not in UTF-8"));
  }

  /// The statement that a place is in, or before; the last one behind all of them.
  [[nodiscard]] Span statement_at(Span place) const {
    const auto ends_behind = [&](const auto& each) { return each.span.end > place.begin; };
    const auto found = std::find_if(scan_.statements.begin(), scan_.statements.end(), ends_behind);
    if (scan_.statements.empty()) return place;
    const Span whole = found == scan_.statements.end() ? scan_.statements.back().span : found->span;
    Span last = whole;
    for (const Span piece : pieces_) {
      if (piece.begin < whole.begin || piece.end > whole.end) continue;
      last = piece;
      if (piece.end > place.begin) break;
    }
    return last;
  }

  /// Statements of about one chunk, unterminated ones by themselves.
  [[nodiscard]] std::size_t chunk_end() const {
    const auto& statements = scan_.statements;
    if (statements[at_].unterminated) return at_ + 1;
    std::size_t end = at_ + 1;
    while (end < statements.size() && !statements[end].unterminated &&
           statements[end].span.end - statements[at_].span.begin <= chunk_bytes)
      ++end;
    return end;
  }

  /// The text of a stretch as the parser may see it: what is not SQL is blanked, so that offsets stay right.
  [[nodiscard]] std::string sql(Span span) const {
    std::string out(text_.substr(span.begin, span.end - span.begin));
    for (const Span each : scan_.not_sql)
      for (std::uint32_t i = std::max(each.begin, span.begin); i < std::min(each.end, span.end); ++i)
        out[i - span.begin] = ' ';
    if (scan_.first_nul < span.end) std::replace(out.begin(), out.end(), '\0', ' ');
    return out;
  }

  void read(std::size_t first, std::size_t end, std::vector<Statement>& out, std::vector<Problem>& problems) {
    const Span span{scan_.statements[first].span.begin, scan_.statements[end - 1].span.end};
    if (!scan_.statements[first].unterminated && parse_all(span, first, end, out)) return;
    for (std::size_t i = first; i < end; ++i) read_one(scan_.statements[i], out, problems);
  }

  void read_one(const ScannedStatement& scanned, std::vector<Statement>& out, std::vector<Problem>& problems) {
    Problem problem;
    if (scanned.unterminated) {
      problems.push_back(
          problem_in_text(Problem::Kind::syntax_error, scanned.trouble, scanned.span,
                          unterminated_message(scanned.trouble.begin)));
      return;
    }
    if (parse_one(scanned.span, out, problem)) return;
    if (scanned.holds_semicolon) {
      // An unbalanced parenthesis has hidden the `;` of statements that are fine.
      const std::vector<Span> pieces = split_at_every_semicolon(text_, scanned.span);
      hidden_ += static_cast<std::uint32_t>(pieces.size()) - 1;
      pieces_.insert(pieces_.end(), pieces.begin(), pieces.end());
      for (const Span piece : pieces)
        if (!parse_one(piece, out, problem)) problems.push_back(problem);
      return;
    }
    problems.push_back(problem);
  }

  [[nodiscard]] std::string unterminated_message(std::uint32_t at) const {
    switch (text_[at]) {
      case '/':
        return "this comment never ends: expected `*/`";
      case '"':
        return "this quoted name never ends: expected `\"`";
      case '$':
        return "this dollar-quoted string never ends: expected the same tag again";
      default:
        return "this string never ends: expected `'`";
    }
  }

  /// Parses statements [first, end) in one go; false, and nothing added, if any of it is no SQL.
  bool parse_all(Span span, std::size_t first, std::size_t end, std::vector<Statement>& out) const {
    const std::string chunk = sql(span);
    {
      const Parse parse(chunk.c_str());
      if (parse.error()) return false;
      std::size_t index = first;
      out.reserve(out.size() + length_of(parse.tree()));
      for (const RawStmt* raw : Nodes<RawStmt>(parse.tree())) {
        const std::uint32_t at = span.begin + static_cast<std::uint32_t>(std::max(raw->stmt_location, 0));
        while (index + 1 < end && scan_.statements[index].span.end <= at) ++index;
        lower(raw, span.begin, scan_.statements[index].span, out);
        if (index + 1 < end) ++index;
      }
    }
    return true;
  }

  bool parse_one(Span span, std::vector<Statement>& out, Problem& problem) const {
    const std::string chunk = sql(span);
    {
      const Parse parse(chunk.c_str());
      if (parse.error()) {
        problem = problem_of(*parse.error(), chunk, span);
        return false;
      }
      for (const RawStmt* raw : Nodes<RawStmt>(parse.tree())) lower(raw, span.begin, span, out);
    }
    return true;
  }

  void lower(const RawStmt* raw, std::uint32_t base, Span span, std::vector<Statement>& out) const {
    out.push_back({span, {}, command_words(text_, span)});
    Lowering to{{text_, base, span}, out.back()};
    lower_statement(raw->stmt, to);
  }

  /// The parser counts characters, from 1; 0 is no position.
  static Problem problem_of(const PgQueryError& error, const std::string& chunk, Span span) {
    std::uint32_t at = 0;
    for (int left = error.cursorpos - 1; left > 0 && at < chunk.size(); --left) do
        ++at;
      while (at < chunk.size() && (static_cast<unsigned char>(chunk[at]) & 0xC0) == 0x80);
    at = std::min(at, static_cast<std::uint32_t>(chunk.size()));
    const Span here{span.begin + at, span.begin + at};
    Problem out = problem_in_text(Problem::Kind::syntax_error, here, span, text_of(error.message));
    out.place.span.end = std::max(skip_name(chunk, at) + span.begin, out.place.span.begin + 1);
    if (out.place.span.end > span.end || error.cursorpos <= 0) out.place.span = span;
    return out;
  }

  std::string_view text_;
  Scan scan_;
  std::size_t at_ = 0;
  std::uint32_t hidden_ = 0;   ///< statements of which only parsing told that they are several
  std::vector<Span> pieces_;   ///< of those that were taken for one
  bool nul_reported_ = false;  ///< behind all others: only then is it known what statement the byte is in
};

}  // namespace

std::unique_ptr<ScriptReader> make_reader(std::string_view text) { return std::make_unique<PostgresReader>(text); }

}  // namespace godwit::postgres
