#include <string>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static std::string_view harm(const std::string& url) {
  const std::size_t host = url.find("://") + 3;
  const std::size_t at = url.find('@', host);
  if (at != std::string::npos && at < url.find('/', host))
    return "the password in this address is in the repository from now on, and in the server's query log";
  if (url.starts_with("http://") || url.starts_with("ftp://"))
    return "what another server answers on that day goes into the database, and anyone on the way can change it";
  return "what another server answers on that day goes into the database: another time it may be something else, or "
         "nothing";
}

static void check(const graph::LoadCsv& op, const Operation& operation, RuleContext& context) {
  if (!op.url) return;
  const std::string& url = *op.url;
  if (!url.starts_with("http://") && !url.starts_with("https://") && !url.starts_with("ftp://")) return;
  context.report(operation.span)
      .say(std::string(harm(url)))
      .help("keep the file with the migrations and load it from the server's import folder: `file:///...`");
}

extern const Rule load_csv_over_network = on<graph::LoadCsv, check>();

}  // namespace godwit::rules::cypher
