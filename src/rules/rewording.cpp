#include <godwit/rules/rewording.h>

#include <algorithm>
#include <cctype>

namespace godwit {

std::optional<Span> behind(Span keyword, const Operation& operation) {
  const bool inside = operation.span.begin <= keyword.begin && keyword.end <= operation.span.end;
  if (operation.in_code || keyword.empty() || !inside) return std::nullopt;
  return Span{keyword.end, keyword.end};
}

std::optional<std::string> with_word(const RuleContext& context, const Operation& operation, Span keyword,
                                     std::string_view word) {
  const auto place = behind(keyword, operation);
  if (!place) return std::nullopt;
  std::string text(context.text(operation.span));
  text.insert(place->begin - operation.span.begin, " " + std::string(word));
  return text + ";";
}

std::string command(const RuleContext& context, const Statement& statement) {
  std::string out;
  for (const Span word : statement.command)
    if (!word.empty()) out += (out.empty() ? "" : " ") + std::string(context.text(word));
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return out.empty() ? "this statement" : "`" + out + "`";
}

void append_name(std::string& list, const std::string& name) { list += (list.empty() ? "`" : ", `") + name + "`"; }

}  // namespace godwit
