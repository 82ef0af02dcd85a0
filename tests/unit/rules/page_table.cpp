#include <fstream>
#include <sstream>

#include <godwit/rules/page.h>
#include <support/catch.h>

using namespace godwit;

namespace {

std::string file_of(const RulePage& rule) {
  std::ifstream in(std::string(GODWIT_SOURCE_DIR) + "/rules/" + std::string(rule.id) + ".md", std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("the table says of each rule what its own page says") {
  for (const RulePage& rule : all_rules()) {
    const std::string file = file_of(rule);
    INFO(rule.id);
    CHECK(file.find("\nseverity: " + std::string(words(rule.severity)) + "\n") != std::string::npos);
    CHECK(file.find("\ncategory: " + std::string(rule.category) + "\n") != std::string::npos);
    CHECK(file.find(rule.summary.substr(0, 20)) != std::string::npos);
    CHECK(file.ends_with(rule.page));
    CHECK(rule.id == std::string(rule.folder) + "/" + std::string(rule.name));
    CHECK((rule.folder == "any") == rule.dialects.empty());
    CHECK(rule.rule != nullptr);
  }
}

TEST_CASE("rules are in the order of their ids") {
  for (std::size_t i = 1; i < all_rules().size(); ++i) CHECK(all_rules()[i - 1].id < all_rules()[i].id);
}
