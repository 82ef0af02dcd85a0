#include <godwit/rules/rewording.h>

#include <algorithm>
#include <cctype>

namespace godwit {

static bool is_word_byte(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

static bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return std::toupper(static_cast<unsigned char>(x)) == std::toupper(static_cast<unsigned char>(y));
  });
}

static std::size_t end_of_keyword(std::string_view text, std::string_view keyword) {
  for (std::size_t at = 0; at + keyword.size() <= text.size(); ++at) {
    const std::size_t end = at + keyword.size();
    const bool whole = (at == 0 || !is_word_byte(text[at - 1])) && (end == text.size() || !is_word_byte(text[end]));
    if (whole && same_letters(text.substr(at, keyword.size()), keyword)) return end;
  }
  return std::string_view::npos;
}

std::optional<Span> behind_keyword(const RuleContext& context, Span span, std::string_view keyword) {
  const std::size_t end = end_of_keyword(context.text(span), keyword);
  if (end == std::string_view::npos) return std::nullopt;
  const std::uint32_t at = span.begin + static_cast<std::uint32_t>(end);
  return Span{at, at};
}

std::string with_word(const RuleContext& context, Span span, std::string_view keyword, std::string_view word) {
  std::string text(context.text(span));
  const std::size_t end = end_of_keyword(text, keyword);
  if (end != std::string::npos) text.insert(end, " " + std::string(word));
  return text + ";";
}

void append_name(std::string& list, const std::string& name) { list += (list.empty() ? "`" : ", `") + name + "`"; }

}  // namespace godwit
