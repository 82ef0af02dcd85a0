#include <godwit/dialects/dialect.h>
#include <godwit/engine/config.h>
#include <support/catch.h>

#include <fstream>
#include <sstream>
#include <string>

using namespace godwit;

namespace {

/// The text of every ```toml fence of a page.
std::vector<std::string> toml_examples(const std::string& page) {
  std::ifstream file(std::string(GODWIT_SOURCE_DIR) + "/" + page);
  std::stringstream all;
  all << file.rdbuf();
  const std::string text = all.str();
  std::vector<std::string> examples;
  const std::string opening = "```toml\n";
  for (auto at = text.find(opening); at != std::string::npos; at = text.find(opening, at)) {
    at += opening.size();
    examples.push_back(text.substr(at, text.find("```", at) - at));
  }
  return examples;
}

}  // namespace

TEST_CASE("the example of the page on configuration is a configuration") {
  const auto examples = toml_examples("docs/configuration.md");
  REQUIRE(examples.size() == 1);
  const ConfigResult result = parse_config(examples.front(), "docs/configuration.md");
  for (const Problem& error : result.errors) UNSCOPED_INFO(error.place.span.begin << ": " << error.message);
  CHECK(result.errors.empty());
  const auto version = [&](std::string_view file) {
    return server_of(*find_dialect("postgres"), result.config.servers_for(file)).version;
  };
  CHECK(version("db/2020_users/up.sql") == 16);
  CHECK(result.config.timeouts.size() == 2);
  CHECK(version("db/2019_users/up.sql") == 13);
  const RulePage* rule = find_rule("drop-column");
  REQUIRE(rule != nullptr);
  CHECK(result.config.effective(*rule, "db/2020_users/up.sql").severity == Severity::warning);
  CHECK(result.config.effective(*rule, "db/2019_users/up.sql").severity == Severity::off);
}
