#include <algorithm>
#include <string>

#include <godwit/text/dialect_text.h>

#include "frontends/cypher_scripts.h"

namespace godwit {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view blank = " \t\r\n\f\v";

Span span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// A stretch in which a `;` is no end of a statement.
struct Opaque {
  Span at;
  Token::Kind kind;
};

/// Compares the pieces that a runner sends with the statements that stand there. Places are those of the file.
class SplitComparison {
 public:
  SplitComparison(Migration& migration, const BufferPtr& file, const CypherSplit& split)
      : migration_(migration), file_(file), split_(split), text_(file->text) {
    if (split.pieces.empty()) return;
    const Span all{split.pieces.front().begin, split.pieces.back().end};
    const std::string_view stretch = text_.substr(all.begin, all.end - all.begin);
    for (const Span found : cypher_.statements(stretch))
      statements_.push_back({found.begin + all.begin, found.end + all.begin});
    for (std::size_t at = 0; at < stretch.size();) {
      const Token next = cypher_.token(stretch, at);
      const bool opaque =
          next.kind == Token::Kind::string || next.kind == Token::Kind::name || next.kind == Token::Kind::comment;
      if (opaque) opaque_.push_back({span(all.begin + at, all.begin + next.end), next.kind});
      at = next.end;
    }
  }

  void run() {
    for (std::size_t i = 0; i < split_.pieces.size(); ++i) {
      const Span piece = split_.pieces[i];
      const bool begins_in_cut = cut_;
      cut_ = i + 1 < split_.pieces.size() && check_cut(piece.end);
      check_glued(piece);
      check_empty(piece);
      if (!cut_ && !begins_in_cut) check_comment(piece);
    }
  }

 private:
  void problem(Span at, const std::string& message, std::string_view help) {
    migration_.problems.push_back(
        {file_, at, std::string(split_.runner) + message, std::string(help), "cypher/splitter-hazard"});
  }

  /// Whether the `;` at `end`, where the runner ends a piece, is in the middle of something.
  bool check_cut(std::uint32_t end) {
    while (next_opaque_ < opaque_.size() && opaque_[next_opaque_].at.end <= end) ++next_opaque_;
    if (next_opaque_ == opaque_.size() || opaque_[next_opaque_].at.begin > end) return false;
    const Opaque& in = opaque_[next_opaque_];
    const std::string_view what = in.kind == Token::Kind::string ? "text"
                                  : in.kind == Token::Kind::name ? "name"
                                                                 : "comment";
    if (is_harmless(in, end)) return false;
    problem(span(end, end + 1),
            " ends a statement " + std::string(split_.ends_at) + ": here it cuts a " + std::string(what) +
                " in two, and the server refuses both halves",
            in.kind == Token::Kind::comment ? "write the comment without `;`" : "write this `;` as \\u003B");
    return true;
  }

  /// A comment to the end of the line that nothing but blanks follows the `;` in, and that is in no statement: what is
  /// cut off before is no statement, what comes behind begins on a line of its own.
  [[nodiscard]] bool is_harmless(const Opaque& in, std::uint32_t end) const {
    if (in.kind != Token::Kind::comment || text_.substr(in.at.begin, 2) != "//") return false;
    if (text_.substr(end + 1, in.at.end - end - 1).find_first_not_of(blank) != npos) return false;
    return !is_in_statement(span(end, end + 1));
  }

  /// Whether the stretch holds a part of a statement.
  [[nodiscard]] bool is_in_statement(Span stretch) const {
    const auto found = std::partition_point(statements_.begin(), statements_.end(),
                                            [&](Span statement) { return statement.end <= stretch.begin; });
    return found != statements_.end() && found->begin < stretch.end;
  }

  void check_glued(Span piece) {
    Span first;
    bool any = false;
    for (; next_statement_ < statements_.size(); ++next_statement_) {
      const Span statement = statements_[next_statement_];
      if (statement.begin >= piece.end) break;
      // What the runner takes out itself (`:use`) is nothing that could be sent with another.
      if (statement.begin < piece.begin || cypher_.is_client_command(text_, statement.begin)) continue;
      if (any) return glued(first, piece);
      first = statement;
      any = true;
    }
  }

  void glued(Span first, Span piece) {
    std::size_t at = first.end;
    while (text_[at] != ';') at = cypher_.token(text_, at).end;
    problem(span(at, at + 1),
            " ends a statement " + std::string(split_.ends_at) +
                ": it sends what stands before this `;` and behind it as one, which the server refuses",
            split_.glued_help);
    while (next_statement_ < statements_.size() && statements_[next_statement_].begin < piece.end) ++next_statement_;
  }

  /// `RETURN 1;;`: behind its one statement a piece may have one `;`, and no more.
  void check_empty(Span piece) {
    if (next_statement_ == 0 || statements_[next_statement_ - 1].end > piece.end) return;
    const Span last = statements_[next_statement_ - 1];
    if (last.begin < piece.begin) return;
    int ends = 0;
    for (std::size_t at = last.end; at < piece.end; at = cypher_.token(text_, at).end)
      if (text_[at] == ';' && ++ends == 2)
        return problem(span(at, at + 1), " sends this `;` too, which the server refuses behind another", "remove it");
  }

  void check_comment(Span piece) {
    const std::string_view sent = text_.substr(piece.begin, piece.end - piece.begin);
    const std::size_t begin = sent.find_first_not_of(blank);
    if (is_in_statement(piece) || begin == npos || sent.find_first_not_of(" \t\r\n\f\v;") == npos) return;
    const std::string_view trimmed = sent.substr(begin, sent.find_last_not_of(blank) + 1 - begin);
    if (split_.drops && split_.drops(trimmed)) return;
    problem(span(piece.begin + begin, piece.begin + begin + trimmed.size()),
            " sends this comment as a statement of its own, which the server refuses as a syntax error",
            "put it before or into a statement");
  }

  Migration& migration_;
  const BufferPtr& file_;
  const CypherSplit& split_;
  std::string_view text_;
  const DialectText& cypher_ = language_of("cypher");
  std::vector<Span> statements_;
  std::vector<Opaque> opaque_;
  std::size_t next_statement_ = 0;
  std::size_t next_opaque_ = 0;
  bool cut_ = false;  ///< the piece before ended in the middle of something
};

}  // namespace

std::vector<Span> pieces_at_line_ends(std::string_view text, Span stretch) {
  std::vector<Span> pieces;
  const std::string_view until = text.substr(0, stretch.end);
  std::size_t begin = stretch.begin;
  for (std::size_t at = until.find(';', begin); at != npos; at = until.find(';', at + 1)) {
    if (at + 1 >= until.size() || (until[at + 1] != '\n' && until[at + 1] != '\r')) continue;
    pieces.push_back(span(begin, at));
    begin = until.substr(at + 1, 2) == "\r\n" ? at + 3 : at + 2;
  }
  pieces.push_back(span(begin, stretch.end));
  return pieces;
}

std::vector<Span> pieces_at_semicolons(std::string_view text, Span stretch) {
  std::vector<Span> pieces;
  const std::string_view until = text.substr(0, stretch.end);
  std::size_t begin = stretch.begin;
  for (std::size_t at = until.find(';', begin); at != npos; at = until.find(';', begin)) {
    pieces.push_back(span(begin, at));
    begin = at + 1;
  }
  pieces.push_back(span(begin, stretch.end));
  return pieces;
}

void note_splitter_hazards(Migration& migration, const BufferPtr& file, const CypherSplit& split) {
  SplitComparison(migration, file, split).run();
}

}  // namespace godwit
