#include "report/markdown.h"

#include <algorithm>

#include <godwit/source/utf8.h>

#include "report/prose.h"

namespace godwit {
namespace {

/// Prose without `**` and with `[words](target)` as `words (target)`, target only where it leads out of the project.
/// What stands between backticks stays.
std::string plain(std::string_view text) {
  std::string out;
  bool code = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '`') code = !code;
    if (!code && text.substr(at, 2) == "**") {
      ++at;
      continue;
    }
    const std::size_t middle = text[at] == '[' && !code ? text.find("](", at) : std::string_view::npos;
    const std::size_t end = middle == std::string_view::npos ? middle : text.find(')', middle);
    if (end == std::string_view::npos) {
      out += text[at];
      continue;
    }
    const std::string_view target = text.substr(middle + 2, end - middle - 2);
    out += plain(text.substr(at + 1, middle - at - 1));
    if (target.find("://") != std::string_view::npos) out.append(" (").append(target).append(")");
    at = end;
  }
  return out;
}

/// `- item`, `* item`, `1. item`: how many bytes come before the item's words; 0 if it is none.
std::size_t list_mark(std::string_view line) {
  const std::size_t start = std::min(line.find_first_not_of(' '), line.size());
  if (line.substr(start, 2) == "- " || line.substr(start, 2) == "* ") return start + 2;
  const std::size_t digits = std::min(line.find_first_not_of("0123456789", start), line.size());
  return digits > start && line.substr(digits, 2) == ". " ? digits + 2 : 0;
}

class Renderer {
 public:
  Renderer(Paint paint, std::size_t width) : paint_(paint), width_(std::clamp<std::size_t>(width, 40, 100)) {}

  void line(std::string_view line) {
    if (line.starts_with("```")) return fence();
    if (in_fence_) return code(line);
    if (line.starts_with("#")) return heading(line);
    if (line.find_first_not_of(" \r") == std::string_view::npos) return flush(true);
    if (line.starts_with("|")) return row(line);
    if (list_mark(line) > 0) flush(false);
    if (!paragraph_.empty()) paragraph_ += ' ';
    paragraph_ += paragraph_.empty() ? line : line.substr(std::min(line.find_first_not_of(' '), line.size()));
  }

  [[nodiscard]] std::string text() && {
    flush(false);
    out_.resize(out_.find_last_not_of('\n') + 1);
    return out_.empty() ? out_ : out_ + "\n";
  }

 private:
  void fence() {
    flush(true);
    in_fence_ = !in_fence_;
    if (!in_fence_) blank();
  }

  void code(std::string_view line) {
    if (!line.empty()) out_ += paint_(Tone::help, std::string(6, ' ') + printable(line));
    out_ += '\n';
  }

  void heading(std::string_view line) {
    flush(true);
    line.remove_prefix(std::min(line.find_first_not_of("# "), line.size()));
    out_ += paint_(Tone::strong, plain(line)) + "\n";
    blank();
  }

  /// Tables are shown as they stand: whoever wrote them aligned them.
  void row(std::string_view line) {
    flush(false);
    out_.append("  ").append(line).append("\n");
  }

  void flush(bool end_of_block) {
    if (!paragraph_.empty()) {
      const std::size_t mark = list_mark(paragraph_);
      const std::size_t indent = 2 + mark;
      const std::string body = wrapped(printable(plain(std::string_view(paragraph_).substr(mark))), width_, indent);
      out_ += "  " + paragraph_.substr(0, mark) + body.substr(std::min(indent, body.size())) + "\n";
      paragraph_.clear();
    }
    if (end_of_block) blank();
  }

  void blank() {
    if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
  }

  Paint paint_;
  std::size_t width_;
  std::string out_;
  std::string paragraph_;
  bool in_fence_ = false;
};

template <class Take>
void each_line(std::string_view text, Take take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

std::string rendered(std::string_view markdown, Paint paint, std::size_t width) {
  Renderer renderer(paint, width);
  each_line(markdown, [&](std::string_view line) { renderer.line(line); });
  return std::move(renderer).text();
}

std::string first_paragraph(std::string_view markdown) {
  std::string out;
  bool ended = false;
  each_line(markdown, [&](std::string_view line) {
    const bool prose = !line.empty() && !line.starts_with("#") && !line.starts_with("```") && !line.starts_with("|");
    ended = ended || (!out.empty() && !prose);
    if (!ended && prose) out.append(out.empty() ? "" : " ").append(line);
  });
  return plain(out);
}

}  // namespace godwit
