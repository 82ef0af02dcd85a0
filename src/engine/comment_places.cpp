#include "engine/comment_places.h"

namespace godwit {
namespace {

/// What stands on one side of a comment, other comments and white space left out.
struct Side {
  std::uint32_t code = nowhere;  ///< the nearest letter
  bool on_other_line = true;     ///< or there is none
};

bool is_line_end(char c) { return c == '\n' || c == '\r'; }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool spans_lines(const CommentText& comment) { return comment.text.find_first_of("\r\n") != std::string_view::npos; }

std::vector<Side> what_follows(std::string_view text, const std::vector<CommentText>& comments) {
  std::vector<Side> sides(comments.size());
  for (std::size_t i = comments.size(); i-- > 0;) {
    Side side;
    side.on_other_line = false;
    std::uint32_t at = comments[i].span.end;
    for (; at < text.size() && is_space(text[at]); ++at) side.on_other_line |= is_line_end(text[at]);
    if (i + 1 < comments.size() && comments[i + 1].span.begin == at) {
      side.code = sides[i + 1].code;
      side.on_other_line |= spans_lines(comments[i + 1]) || sides[i + 1].on_other_line;
    } else if (at < text.size()) {
      side.code = at;
    } else {
      side.on_other_line = true;
    }
    sides[i] = side;
  }
  return sides;
}

// A `;` ends the search for the line, yet not the one for the statement that it ends.
std::vector<Side> what_precedes(std::string_view text, const std::vector<CommentText>& comments) {
  std::vector<Side> sides(comments.size());
  for (std::size_t i = 0; i < comments.size(); ++i) {
    Side side;
    side.on_other_line = false;
    bool at_code = false;
    std::uint32_t at = comments[i].span.begin;
    for (; at > 0 && (is_space(text[at - 1]) || text[at - 1] == ';'); --at) {
      at_code |= text[at - 1] == ';';
      side.on_other_line |= !at_code && is_line_end(text[at - 1]);
    }
    if (i > 0 && comments[i - 1].span.end == at) {
      side.code = sides[i - 1].code;
      side.on_other_line |= !at_code && (spans_lines(comments[i - 1]) || sides[i - 1].on_other_line);
    } else if (at > 0) {
      side.code = at - 1;
    } else {
      side.on_other_line = true;
    }
    sides[i] = side;
  }
  return sides;
}

}  // namespace

std::vector<std::uint32_t> comment_anchors(std::string_view text, const std::vector<CommentText>& comments) {
  const auto before = what_precedes(text, comments);
  const auto after = what_follows(text, comments);
  std::vector<std::uint32_t> anchors(comments.size());
  for (std::size_t i = 0; i < comments.size(); ++i) {
    const bool ends_line = !before[i].on_other_line && after[i].on_other_line;
    const bool ends_statement = after[i].code != nowhere && text[after[i].code] == ';';
    const bool belongs_back = (ends_line || ends_statement) && before[i].code != nowhere;
    anchors[i] = belongs_back ? before[i].code : after[i].code;
  }
  return anchors;
}

}  // namespace godwit
