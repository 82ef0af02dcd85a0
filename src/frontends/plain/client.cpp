#include "frontends/plain/client.h"

#include <godwit/text/dialect_text.h>
#include <algorithm>
#include <array>

#include "frontends/text.h"

namespace godwit::plain {
namespace {

constexpr std::array<std::string_view, 7> commands{"begin", "commit", "rollback", "param", "params", "source", "use"};

}  // namespace

bool has_client_command(std::string_view cypher) {
  bool pending = false;  // a line is a command only where no statement is open
  for (std::size_t at = 0; at < cypher.size();) {
    const Token next = language_of("cypher").token(cypher, at);
    if (!pending && language_of("cypher").is_client_command(cypher, at)) {
      const std::string word =
          lower(cypher.substr(at + 1, language_of("cypher").token(cypher, at + 1).end - at - 1));
      if (std::find(commands.begin(), commands.end(), word) != commands.end()) return true;
      at = std::min(cypher.find('\n', at), cypher.size());
      continue;
    }
    if (next.is_code()) pending = cypher[at] != ';';
    at = next.end;
  }
  return false;
}

}  // namespace godwit::plain
