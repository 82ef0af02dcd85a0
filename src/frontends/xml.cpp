#include "frontends/xml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace godwit::xml {

using frontends::Rendered;

namespace {

constexpr std::size_t npos = std::string_view::npos;

Span span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// What a reference such as `&lt;` or `&#39;` stands for; nothing if it is none.
std::string dereferenced(std::string_view reference) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> known{
      {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}, {"&apos;", "'"}}};
  for (const auto& [name, text] : known)
    if (reference == name) return std::string(text);
  if (!reference.starts_with("&#")) return {};
  const bool hex = reference.substr(2).starts_with('x');
  unsigned code = 0;
  std::from_chars(reference.data() + (hex ? 3 : 2), reference.data() + reference.size(), code, hex ? 16 : 10);
  return code > 0 && code < 0x80 ? std::string(1, static_cast<char>(code)) : std::string();
}

/// Appends a stretch of the file, in which references are undone.
void append_dereferenced(Rendered& to, std::string_view file, std::size_t begin, std::size_t end) {
  while (begin < end) {
    const std::size_t amp = std::min(file.find('&', begin), end);
    if (amp > begin) to.append(file.substr(begin, amp - begin), span(begin, amp), Origin::verbatim);
    if (amp == end) return;
    const std::size_t close = std::min(file.find(';', amp), end - 1) + 1;
    const std::string text = dereferenced(file.substr(amp, close - amp));
    if (text.empty()) {
      to.append("&", span(amp, amp + 1), Origin::verbatim);
      begin = amp + 1;
    } else {
      to.append(text, span(amp, close), Origin::derived);
      begin = close;
    }
  }
}

}  // namespace

Document::Document(BufferPtr file) : file_(std::move(file)) {
  const pugi::xml_parse_result result = tree_.load_buffer(file_->text.data(), file_->text.size(),
                                                          pugi::parse_default | pugi::parse_pi, pugi::encoding_utf8);
  if (result && tree_.document_element()) return;
  const std::size_t at =
      std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0)), file_->text.size());
  problem_ = Problem{file_, span(at, at), std::string("this is no XML: ") + result.description()};
  tree_.reset();
}

Span Document::start_tag(pugi::xml_node element) const {
  const std::ptrdiff_t name = element.offset_debug();
  if (name <= 0) return {0, 0};
  const std::string_view text = file_->text;
  char quote = 0;
  auto at = static_cast<std::size_t>(name);
  for (; at < text.size() && (quote != 0 || text[at] != '>'); ++at) {
    if (quote == 0 && (text[at] == '"' || text[at] == '\'')) {
      quote = text[at];
    } else if (quote == text[at]) {
      quote = 0;
    }
  }
  return span(static_cast<std::size_t>(name) - 1, std::min(at + 1, text.size()));
}

Span Document::attribute(pugi::xml_node element, std::string_view name) const {
  const Span tag = start_tag(element);
  const std::string_view text = std::string_view(file_->text).substr(0, tag.end);
  for (std::size_t at = text.find(name, tag.begin); at != npos; at = text.find(name, at + 1)) {
    if (std::string_view(" \t\r\n").find(text[at - 1]) == npos) continue;
    const std::size_t quote = text.find_first_not_of(" \t\r\n=", at + name.size());
    if (quote == npos || (text[quote] != '"' && text[quote] != '\'')) continue;
    return span(quote + 1, std::min(text.find(text[quote], quote + 1), text.size()));
  }
  return tag;
}

Rendered Document::text_of(pugi::xml_node element) const {
  Rendered result;
  const std::string_view text = file_->text;
  for (const pugi::xml_node child : element.children()) {
    const std::ptrdiff_t offset = child.offset_debug();
    if (offset < 0) continue;
    const auto begin = static_cast<std::size_t>(offset);
    if (child.type() == pugi::node_cdata) {
      const std::size_t end = std::min(text.find("]]>", begin), text.size());
      result.append(text.substr(begin, end - begin), span(begin, end), Origin::verbatim);
    } else if (child.type() == pugi::node_pcdata) {
      append_dereferenced(result, text, begin, std::min(text.find('<', begin), text.size()));
    }
  }
  return result;
}

std::string_view local_name(pugi::xml_node element) {
  const std::string_view name = element.name();
  const std::size_t colon = name.find(':');
  return colon == npos ? name : name.substr(colon + 1);
}

}  // namespace godwit::xml
