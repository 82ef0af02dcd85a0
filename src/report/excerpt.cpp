#include "report/excerpt.h"

#include <algorithm>
#include <utility>

#include <godwit/source/utf8.h>

namespace godwit {
namespace {

constexpr std::size_t tab_stop = 4;
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

bool is_column(char byte) { return byte >= ' ' && byte <= '~'; }

/// A line as columns on the screen: one glyph each, a tab being several blanks. Only what may be shown is decoded,
/// for a line can be as long as the file.
class Columns {
 public:
  /// `line` from near `focus` on, so far that `width` columns on both sides of it are there.
  Columns(std::string_view line, std::size_t focus, std::size_t width) {
    const std::size_t reach = 4 * width;
    begin_ = std::min(focus > reach ? focus - reach : 0, line.size());
    while (begin_ > 0 && begin_ < line.size() && (static_cast<unsigned char>(line[begin_]) & 0xC0U) == 0x80U) ++begin_;
    const std::size_t end = std::clamp(focus + reach, begin_, line.size());
    starts_late_ = begin_ > 0;
    ends_early_ = end < line.size();
    text_ = line.substr(begin_, end - begin_);
    if (!std::all_of(text_.begin(), text_.end(), is_column)) decode(line, end);
  }

  [[nodiscard]] bool starts_late() const { return starts_late_; }
  [[nodiscard]] bool ends_early() const { return ends_early_; }
  [[nodiscard]] std::size_t size() const { return glyphs_.empty() ? text_.size() : columns_.size(); }
  /// The first column that shows `offset` in the line, or what is behind it.
  [[nodiscard]] std::size_t of(std::size_t offset) const {
    if (glyphs_.empty()) return std::min(offset - std::min(offset, begin_), text_.size());
    return static_cast<std::size_t>(std::ranges::lower_bound(columns_, offset, {}, &Column::offset) - columns_.begin());
  }
  [[nodiscard]] std::string_view shown(std::size_t begin, std::size_t end) const {
    if (glyphs_.empty()) return text_.substr(begin, end - begin);
    const auto at = [&](std::size_t column) {
      return column < columns_.size() ? columns_[column].glyph : glyphs_.size();
    };
    return std::string_view(glyphs_).substr(at(begin), at(end) - at(begin));
  }

 private:
  struct Column {
    std::size_t offset = 0;  ///< of what it shows, in the line
    std::size_t glyph = 0;   ///< where that begins, in `glyphs_`
  };

  void decode(std::string_view line, std::size_t end) {
    columns_.reserve(text_.size());
    glyphs_.reserve(text_.size());
    for (std::size_t at = begin_; at < end;) {
      const std::string_view code_point = line.substr(at, code_point_length(line.substr(at)));
      append(code_point, at);
      at += code_point.size();
    }
  }

  void append(std::string_view code_point, std::size_t offset) {
    const bool tab = code_point == "\t";
    const std::size_t wide = tab ? tab_stop - columns_.size() % tab_stop : 1;
    for (std::size_t i = 0; i < wide; ++i) {
      columns_.push_back({offset, glyphs_.size()});
      glyphs_ += tab ? " " : printable_code_point(code_point);
    }
  }

  std::size_t begin_ = 0;  ///< of what is decoded, in the line
  bool starts_late_ = false;
  bool ends_early_ = false;
  std::string_view text_;  ///< what may be shown. In most lines each byte is a column, and the rest is empty.
  std::vector<Column> columns_;
  std::string glyphs_;
};

/// The columns to show: all if they fit, else some before the mark and as many as fit behind.
struct Window {
  std::size_t begin = 0, end = 0;
  bool cut_left = false, cut_right = false;
};

Window window(const Columns& columns, std::size_t begin, std::size_t end, std::size_t width) {
  const std::size_t all = columns.size();
  if (all <= width && !columns.starts_late() && !columns.ends_early()) return {0, all, false, false};
  Window shown;
  const std::size_t before = std::min(width / 4, width - std::min(width, end - begin));
  // What a line begins with says most, so it stays as long as half of the screen is left for the mark.
  const bool far = end > width - 1 && begin > width / 2;
  if (columns.starts_late() || far) shown.begin = begin > before ? begin - before : 0;
  shown.cut_left = columns.starts_late() || shown.begin > 0;
  shown.end = std::min(all, shown.begin + width - 1 - (shown.cut_left ? 1 : 0));
  shown.cut_right = columns.ends_early() || shown.end < all;
  return shown;
}

struct Line {
  std::size_t number = 0;
  std::string_view text;
  std::uint32_t offset = 0;  ///< in the file
  std::vector<Mark> marks;
};

std::vector<Line> lines_of(std::string_view text, const LineIndex& lines, std::vector<Mark> marks) {
  std::vector<Line> out;
  out.reserve(marks.size());
  for (Mark& mark : marks) {
    const std::uint32_t number = lines.place(mark.span.begin).line;
    if (out.empty() || out.back().number != number) {
      const std::string_view line = lines.line(number);
      out.push_back({number, line, static_cast<std::uint32_t>(line.data() - text.data()), {}});
    }
    const std::uint32_t last = lines.place(std::max(mark.span.begin + 1, mark.span.end) - 1).line;
    if (last > number && mark.label.empty()) mark.label = "to line " + std::to_string(last);
    out.back().marks.push_back(std::move(mark));
  }
  return out;
}

class Excerpt {
 public:
  Excerpt(Paint paint, Tone tone, std::size_t width, std::size_t last_line)
      : paint_(paint), tone_(tone), digits_(std::max<std::size_t>(3, std::to_string(last_line).size())) {
    width_ = std::max<std::size_t>(20, width > digits_ + 4 ? width - digits_ - 4 : 0);
  }

  void add(const Line& line) {
    if (last_ != 0 && line.number > last_ + 1) out_ += paint_(Tone::faint, gutter("") + " ...") + "\n";
    last_ = line.number;
    const auto& primary = *std::max_element(line.marks.begin(), line.marks.end(),
                                            [](const Mark& a, const Mark& b) { return a.primary < b.primary; });
    const auto [focus, focus_end] = within(line, primary.span);
    const Columns columns(line.text, focus, width_);
    const Window shown = window(columns, columns.of(focus), columns.of(focus_end), width_);
    add_source(line.number, columns, shown);
    for (const Mark& mark : line.marks)
      if (!mark.context) add_mark(line, mark, columns, shown);
  }

  [[nodiscard]] std::string text() && { return std::move(out_); }

 private:
  static std::pair<std::size_t, std::size_t> within(const Line& line, Span span) {
    const std::size_t begin = std::min<std::size_t>(span.begin - std::min(span.begin, line.offset), line.text.size());
    const std::size_t end = std::min<std::size_t>(span.end - std::min(span.end, line.offset), line.text.size());
    return {begin, std::max(begin, end)};
  }

  void add_source(std::size_t number, const Columns& columns, const Window& shown) {
    out_ += paint_(Tone::faint, gutter(std::to_string(number)) + " |");
    out_ += ' ';
    if (shown.cut_left) out_ += ellipsis;
    out_ += columns.shown(shown.begin, shown.end);
    if (shown.cut_right) out_ += ellipsis;
    out_.resize(out_.find_last_not_of(' ') + 1);
    out_ += '\n';
  }

  void add_mark(const Line& line, const Mark& mark, const Columns& columns, const Window& shown) {
    const auto [from, to] = within(line, mark.span);
    const std::size_t begin = std::clamp(columns.of(from), shown.begin, shown.end);
    std::size_t end = std::clamp(columns.of(to), begin, shown.end);
    while (end > begin + 1 && columns.shown(end - 1, end) == " ") --end;
    const std::size_t blanks = begin - shown.begin + (shown.cut_left ? 1 : 0);
    std::string sign(std::max<std::size_t>(1, end - begin), mark.primary ? '^' : '-');
    const std::string label = printable(mark.label);
    const std::size_t needed = blanks + sign.size() + 1 + code_point_count(label);
    const bool beside = !label.empty() && needed <= width_;
    if (beside) sign += " " + label;
    add_below(blanks, mark, sign);
    if (!label.empty() && !beside) add_below(std::min(blanks, width_ / 4), mark, label);
  }

  void add_below(std::size_t blanks, const Mark& mark, std::string_view text) {
    out_ += paint_(Tone::faint, gutter("") + " |");
    out_.append(blanks + 1, ' ').append(paint_(mark.primary ? tone_ : Tone::note, text)).append("\n");
  }

  /// What stands in the margin, with the blanks around it.
  [[nodiscard]] std::string gutter(std::string_view text) const {
    return std::string(1 + digits_ - std::min(digits_, text.size()), ' ').append(text);
  }

  Paint paint_;
  Tone tone_;
  std::size_t digits_;
  std::size_t width_ = 0;
  std::size_t last_ = 0;
  std::string out_;
};

}  // namespace

std::string excerpt(std::string_view text, const LineIndex& lines, std::vector<Mark> marks, Paint paint, Tone tone,
                    std::size_t width) {
  std::stable_sort(marks.begin(), marks.end(),
                   [](const Mark& a, const Mark& b) { return a.span.begin < b.span.begin; });
  const std::vector<Line> shown = lines_of(text, lines, std::move(marks));
  if (shown.empty()) return {};
  Excerpt out(paint, tone, width, shown.back().number);
  for (const Line& line : shown) out.add(line);
  return std::move(out).text();
}

std::string first_words(std::string_view text, std::size_t width) {
  std::string out;
  std::size_t length = 0;
  bool blank = false;
  while (!text.empty()) {
    const std::string_view code_point = text.substr(0, code_point_length(text));
    text.remove_prefix(code_point.size());
    if (code_point.find_first_of(" \t\r\n") == 0) {
      blank = length > 0;
      continue;
    }
    if (length + (blank ? 2 : 1) > width - 1) return out.append(ellipsis);
    if (blank) out += ' ';
    length += blank ? 2 : 1;
    blank = false;
    out += printable_code_point(code_point);
  }
  return out;
}

}  // namespace godwit
