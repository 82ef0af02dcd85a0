#include <godwit/ir/name.h>

#include <algorithm>

namespace godwit {
namespace {

bool plain_start(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }
bool plain_rest(char c) { return plain_start(c) || (c >= '0' && c <= '9') || c == '$'; }

}  // namespace

std::string Name::plain() const { return schema.empty() ? name : schema + "." + name; }

std::string quote_identifier(std::string_view identifier) {
  if (!identifier.empty() && plain_start(identifier.front()) && std::all_of(identifier.begin(), identifier.end(), plain_rest))
    return std::string(identifier);
  std::string out = "\"";
  for (char c : identifier) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string quote_name(const Name& name) {
  return name.schema.empty() ? quote_identifier(name.name)
                             : quote_identifier(name.schema) + "." + quote_identifier(name.name);
}

}  // namespace godwit
