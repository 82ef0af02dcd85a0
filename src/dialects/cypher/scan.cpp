#include "dialects/cypher/scan.h"

#include <algorithm>

#include "dialects/cypher/text.h"

namespace godwit::cypher {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  Scan run() && {
    const std::size_t nul = text_.find('\0');
    if (nul != std::string_view::npos) out_.first_nul = static_cast<std::uint32_t>(nul);
    for (std::size_t at = 0; at < text_.size();) at = open_ ? inside(at) : between(at);
    if (open_) finish();
    return std::move(out_);
  }

 private:
  std::size_t between(std::size_t at) {
    if (is_client_command(text_, at)) return client_command(at);
    return inside(at);
  }

  /// Where a client's command ends: `:auto` says how to send the statement behind it, the others take their line.
  [[nodiscard]] std::size_t end_of_command(std::size_t at) const {
    constexpr std::string_view sends_what_follows = ":auto";
    const std::size_t word = std::min(text_.find_first_of(" \t\r\n", at), text_.size());
    if (text_.substr(at, word - at) == sends_what_follows) return word;
    return std::min(text_.find_first_of("\r\n", at), text_.size());
  }

  /// A `;` at its end is not needed.
  std::size_t client_command(std::size_t at) {
    const std::size_t end = end_of_command(at);
    std::size_t words = end;
    while (words > at && (text_[words - 1] == ' ' || text_[words - 1] == '\t' || text_[words - 1] == ';')) --words;
    ScannedStatement command;
    command.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(words)};
    command.client_command = true;
    out_.may_roll_back |= text_.substr(at).starts_with(":rollback");
    out_.statements.push_back(command);
    return end;
  }

  std::size_t inside(std::size_t at) {
    const Token next = token(text_, at);
    const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(next.end)};
    if (next.kind == Token::Kind::symbol && text_[at] == ';') {
      if (open_) finish();
    } else if (!next.terminated) {
      return unterminated(span);
    } else if (next.kind == Token::Kind::comment) {
      out_.comments.push_back({span, text_.substr(at, next.end - at)});
    } else if (next.kind != Token::Kind::blank) {
      extend(span);
    }
    return next.end;
  }

  /// What never ends is taken to end with its statement, so that those behind it are read: at the next `;` that ends a
  /// line.
  std::size_t unterminated(Span span) {
    std::size_t end = text_.find(';', span.begin);
    while (end != std::string_view::npos && end + 1 < text_.size() && text_[end + 1] != '\n' && text_[end + 1] != '\r')
      end = text_.find(';', end + 1);
    end = std::min(end, text_.size());
    trouble({span.begin, static_cast<std::uint32_t>(end)});
    return end;
  }

  void extend(Span span) {
    if (!open_) now_ = {span, false, false, {}};
    open_ = true;
    now_.span.end = span.end;
  }

  void trouble(Span span) {
    extend(span);
    now_.unterminated = true;
    now_.trouble = {span.begin, std::min(span.end, span.begin + 1)};
  }

  void finish() {
    out_.statements.push_back(now_);
    open_ = false;
  }

  std::string_view text_;
  Scan out_;
  ScannedStatement now_;
  bool open_ = false;
};

}  // namespace

Scan scan(std::string_view text) { return Scanner(text).run(); }

}  // namespace godwit::cypher
