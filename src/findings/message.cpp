#include <algorithm>

#include <godwit/findings/message.h>

namespace godwit {

std::string format(const Message& message) {
  std::string out;
  out.reserve(2 * message.text.size());
  std::string_view rest = message.text;
  while (!rest.empty()) {
    const std::size_t open = std::min(rest.find('{'), rest.size());
    out += rest.substr(0, open);
    rest.remove_prefix(open);
    const std::size_t close = rest.find('}');
    if (close == std::string_view::npos) break;
    const std::string_view name = rest.substr(1, close - 1);
    const auto argument = std::find_if(message.arguments.begin(), message.arguments.end(),
                                       [&](const auto& entry) { return entry.first == name; });
    const bool is_argument = argument != message.arguments.end();
    // A brace of the message's own (an array literal, say) stays, and what follows it may still hold arguments.
    out += is_argument ? std::string_view(argument->second) : rest.substr(0, 1);
    rest.remove_prefix(is_argument ? close + 1 : 1);
  }
  return out.append(rest);
}

}  // namespace godwit
