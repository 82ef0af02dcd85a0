#include "frontends/liquibase/sql_reading.h"

#include <godwit/text/dialect_text.h>
#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "frontends/cypher_scripts.h"
#include "frontends/note.h"
#include "frontends/placeholders.h"
#include "frontends/text.h"

namespace godwit::liquibase {
namespace {

using frontends::Rendered;

constexpr std::size_t npos = std::string_view::npos;

Span span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::size_t line_end(std::string_view text, std::size_t at) { return std::min(text.find('\n', at), text.size()); }

/// `--` where Cypher has neither a text, a name nor a comment: a relationship without brackets, or what its writer took
/// for a comment.
struct Dashes {
  Span line;  ///< to the end of the line
  bool relationship = false;
};

std::vector<Dashes> dashes_in(std::string_view text) {
  std::vector<Dashes> found;
  for (std::size_t at = 0; at < text.size();) {
    const Token next = language_of("cypher").token(text, at);
    if (next.kind != Token::Kind::symbol || text.substr(at, 2) != "--") {
      at = next.end;
      continue;
    }
    const std::size_t behind = std::min(text.find_first_not_of(" \t", at + 2), text.size());
    const bool relationship = text.substr(behind).starts_with('(') || text.substr(at + 2).starts_with('>');
    const std::size_t end = line_end(text, at);
    found.push_back({span(at, end), relationship});
    at = relationship ? at + 2 : end;
  }
  return found;
}

/// What begins at `at` for Liquibase's SQL, and where that ends; one character if nothing does.
std::size_t sql_token_end(std::string_view text, std::size_t at) {
  const std::string_view two = text.substr(at, 2);
  if (two == "--") return line_end(text, at);
  if (two == "/*") return std::min(text.find("*/", at + 2), text.size() - 2) + 2;
  const char c = text[at];
  if (c == '[') {
    const std::size_t close = text.find_first_of("]\r\n", at);
    return close != npos && text[close] == ']' ? close + 1 : at + 1;
  }
  if (c != '\'' && c != '"') return at + 1;
  for (std::size_t end = at + 1; end < text.size(); ++end) {
    if (text[end] == '\\') {
      ++end;
    } else if (text[end] == c) {
      return end + 1;
    }
  }
  return at + 1;
}

/// `GO` or `/` alone on a line, which ends a statement as well.
bool is_end_line(std::string_view line) {
  const std::string word = lower(frontends::trim(line));
  return word == "go" || word == "/";
}

std::vector<Span> pieces_of(std::string_view text, const std::vector<Dashes>& removed) {
  std::vector<Span> pieces;
  std::size_t begin = 0;
  const auto is_removed = [&](std::size_t at) {
    return std::any_of(removed.begin(), removed.end(), [&](const Dashes& d) { return d.line.begin == at; });
  };
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ';') {
      pieces.push_back(span(begin, at));
      begin = at + 1;
    }
    at = is_removed(at) ? at + 2 : sql_token_end(text, at);
  }
  pieces.push_back(span(begin, text.size()));
  return pieces;
}

/// Where Liquibase ends statements of SQL: at `;` outside of quotes and comments, and of what stands between BEGIN and
/// END. Comments do not nest for it, and `$$` is nothing.
std::vector<std::size_t> cuts_in_sql(std::string_view text) {
  std::vector<std::size_t> cuts;
  int depth = 0;
  const auto is_word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9'); };
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ';' && depth <= 0) {
      cuts.push_back(at);
      depth = 0;
    }
    if (!is_word(text[at])) {
      at = text[at] == '[' ? at + 1 : sql_token_end(text, at);
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_word(text[end])) ++end;
    const std::string word = lower(text.substr(at, end - at));
    depth += word == "begin" ? 1 : (word == "end" && depth > 0 ? -1 : 0);
    at = end;
  }
  return cuts;
}

class TextReader {
 public:
  TextReader(Migration& migration, const BufferPtr& file, const Splitting& splitting, const Target& target)
      : migration_(migration), file_(file), splitting_(splitting), target_(target) {}

  void read(const Rendered& text) {
    if (!target_.is_neo4j()) return read_sql(with_semicolons(text));
    const Rendered sent = with_semicolons(without_comments(text));
    Script script = frontends::script_of("cypher", file_, sent);
    if (splitting_.end_delimiter.empty()) compare(script);
    migration_.steps.emplace_back(std::move(script));
  }

 private:
  void read_sql(const Rendered& text) {
    if (splitting_.split_statements && splitting_.end_delimiter.empty()) note_cuts(text);
    const auto value = [&](std::string_view name) -> std::optional<std::string> {
      const auto found = target_.parameters.find(name);
      if (found == target_.parameters.end()) return std::nullopt;
      return found->second;
    };
    migration_.reopens = migration_.transaction != TransactionMode::per_statement;
    for (Step& step : frontends::filled(target_.dialect, file_, text, {frontends::dollar_braces}, value)) {
      // What Liquibase does not split the driver does, and sends it without waiting.
      if (auto* script = std::get_if<Script>(&step)) script->one_message = !splitting_.split_statements;
      migration_.steps.push_back(std::move(step));
    }
    frontends::refuse_unsendable(migration_, "Liquibase");
  }

  void note_nested(const Rendered& text, std::size_t at) {
    const Rendered place = text.part(at, at + 2);
    if (place.segments.empty()) return;
    frontends::note(migration_, file_, place.segments.front().file,
                    "Liquibase ends this comment at its first `*/`, and the server refuses the rest: a comment in a "
                    "comment is nothing to it",
                    "write the comment with `--`");
  }

  /// Where Liquibase ends a statement inside of what is one text or comment to the server.
  void note_cuts(const Rendered& text) {
    const std::vector<std::size_t> cuts = cuts_in_sql(text.text);
    std::size_t next = 0;
    for (std::size_t at = 0; at < text.text.size();) {
      const Token token = language_of(target_.dialect).token(text.text, at);
      const bool nested = token.kind == Token::Kind::comment && text.text.substr(at, 2) == "/*" &&
                          text.text.substr(at + 2, token.end - at - 2).find("/*") != std::string::npos;
      if (nested) note_nested(text, at);
      while (next < cuts.size() && cuts[next] < at) ++next;
      const bool inside = next < cuts.size() && cuts[next] < token.end && token.kind != Token::Kind::symbol;
      if (inside) {
        const Rendered place = text.part(cuts[next], cuts[next] + 1);
        if (!place.segments.empty())
          frontends::note(migration_, file_, place.segments.front().file,
                          "Liquibase ends the statement here, in the middle of a quoted text or a comment: it knows no "
                          "dollar quotes, and takes every `END` for one of a `BEGIN`",
                          "say `splitStatements:false` on the changeset, or `endDelimiter:/` and `/` on a line of its own");
      }
      at = token.end;
    }
  }

  void problem(const Rendered& text, Span at, std::string message, std::string help) {
    SourceMap map;
    for (const Segment& segment : text.segments) map.add(segment);
    migration_.problems.push_back(
        {file_, map.to_file(at), std::move(message), std::move(help), "cypher/splitter-hazard"});
  }

  Rendered without_comments(const Rendered& text) {
    Rendered result;
    std::size_t from = 0;
    for (const Dashes& dashes : dashes_in(text.text)) {
      if (dashes.relationship && splitting_.strip_comments) {
        problem(text, dashes.line,
                "Liquibase takes `--` for the start of a comment and removes the rest of the line before it sends the "
                "statement",
                "write `-[]-`, `-[]->` or `<-[]-`, or say stripComments:false");
      }
      if (dashes.relationship) continue;
      if (!splitting_.strip_comments) {
        problem(text, dashes.line, "Liquibase sends this as it stands, and to the server `--` does not begin a comment",
                "begin the comment with `//`");
      }
      result.append(text.part(from, dashes.line.begin));
      from = dashes.line.end;
    }
    result.append(text.part(from, text.text.size()));
    return result;
  }

  /// Whether the line is what ends a statement, and nothing else.
  [[nodiscard]] bool is_alone(std::string_view line) const {
    return splitting_.split_statements && splitting_.end_delimiter.empty() && is_end_line(line);
  }

  /// Where the delimiter that was asked for stands in a line. Recorded: what follows a `$` directly does not end
  /// anything, and is sent as it stands.
  [[nodiscard]] std::size_t delimiter_in(std::string_view line) const {
    const std::string& end = splitting_.end_delimiter;
    const std::size_t found = end.empty() || end == ";" ? npos : line.find(end);
    return found != npos && found > 0 && line[found - 1] == '$' && !target_.is_neo4j() ? npos : found;
  }

  /// What else ends a statement, as the `;` that it stands for.
  [[nodiscard]] Rendered with_semicolons(const Rendered& text) const {
    Rendered result;
    const std::string_view all = text.text;
    const std::string& end = splitting_.end_delimiter;
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t next = std::min(line_end(all, at) + 1, all.size());
      const std::string_view line = all.substr(at, next - at);
      const std::size_t found = delimiter_in(line);
      const bool alone = is_alone(line);
      if (alone || found != npos) {
        const std::size_t begin = alone ? at + line.find_first_not_of(" \t") : at + found;
        const Rendered said = text.part(begin, alone ? begin + frontends::trim(line).size() : begin + end.size());
        result.append(text.part(at, begin));
        if (!said.segments.empty()) result.append(";", said.segments.front().file, Origin::derived);
        result.append(text.part(begin + said.text.size(), next));
      } else {
        result.append(text.part(at, next));
      }
      at = next;
    }
    return result;
  }

  void compare(const Script& script) {
    const auto sent = std::make_shared<const Buffer>(Buffer{file_->path, std::string(script.text)});
    Migration found;
    // What was reported to lose its end is not taken for glued besides.
    std::vector<Dashes> whole;
    if (splitting_.strip_comments) whole = dashes_in(sent->text);
    const bool split = splitting_.split_statements;
    note_splitter_hazards(
        found, sent,
        {"Liquibase", split ? "where it finds a `;` that is one in SQL" : "only at the end of the text",
         split ? "in its SQL `--` and what is between quotes, `//` comments included, hide a `;`: put the `;` on a "
                 "line of its own"
               : "say splitStatements:true",
         split ? pieces_of(sent->text, whole) : std::vector{span(0, sent->text.size())}});
    for (Problem& problem : found.problems) {
      problem.place.file = file_;
      problem.place.span = script.map.to_file(problem.place.span);
      migration_.problems.push_back(std::move(problem));
    }
  }

  Migration& migration_;
  const BufferPtr& file_;
  const Splitting& splitting_;
  const Target& target_;
};

}  // namespace

void add_text(Migration& migration, const BufferPtr& file, const Rendered& text, const Splitting& splitting,
              const Target& target) {
  TextReader(migration, file, splitting, target).read(text);
}

}  // namespace godwit::liquibase
