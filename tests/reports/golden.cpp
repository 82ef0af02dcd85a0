// Every format over a report written by hand, against tests/reports/golden/<name>. `GODWIT_UPDATE=1` writes them anew.

#include <cstdlib>
#include <fstream>
#include <numeric>
#include <sstream>

#include <godwit/report/format.h>
#include <support/catch.h>

#include "reports/sample.h"

using namespace godwit;

namespace {

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

void check(const std::string& name, const std::string& actual) {
  const std::string path = std::string(GODWIT_SOURCE_DIR) + "/tests/reports/golden/" + name;
  const char* update = std::getenv("GODWIT_UPDATE");
  if (update && std::string_view(update) == "1") std::ofstream(path, std::ios::binary) << actual;
  INFO("golden file " << name << "; GODWIT_UPDATE=1 writes it anew");
  CHECK(read(path) == actual);
}

FormatOptions options() {
  FormatOptions options;
  options.version = "1.2.3";
  options.rules = &sample::rules();
  return options;
}

std::string joined(const ReportText& pieces) { return std::accumulate(pieces.begin(), pieces.end(), std::string()); }

std::string lint(std::string_view format, const Report& report, const FormatOptions& options) {
  return joined(find_format(format)->lint(report, options));
}

std::string effects(std::string_view format) {
  return joined(find_format(format)->effects(sample::effects(), options()));
}

}  // namespace

TEST_CASE("text") {
  check("findings.txt", lint("text", sample::findings(), options()));
  check("nothing-found.txt", lint("text", sample::nothing_found(), options()));
  check("nothing-read.txt", lint("text", sample::nothing_read(), options()));
  check("not-all-read.txt", lint("text", sample::not_all_read(), options()));
  check("effects.txt", effects("text"));
}

TEST_CASE("text on a narrow terminal, in colour") {
  FormatOptions narrow = options();
  narrow.color = true;
  narrow.width = 60;
  check("findings-color.txt", lint("text", sample::findings(), narrow));
}

TEST_CASE("text in one line a finding, and with statistics") {
  FormatOptions quiet = options();
  quiet.quiet = true;
  check("findings-quiet.txt", lint("text", sample::findings(), quiet));
  CHECK(lint("text", sample::nothing_found(), quiet).empty());
  quiet.statistics = true;
  check("findings-statistics.txt", lint("text", sample::findings(), quiet));
}

TEST_CASE("json") {
  check("findings.json", lint("json", sample::findings(), options()));
  check("nothing-read.json", lint("json", sample::nothing_read(), options()));
  check("effects.json", effects("json"));
}

TEST_CASE("sarif") {
  check("findings.sarif", lint("sarif", sample::findings(), options()));
  check("nothing-read.sarif", lint("sarif", sample::nothing_read(), options()));
  CHECK(find_format("sarif")->effects == nullptr);
}

TEST_CASE("sarif names places from the root of the repository") {
  FormatOptions inside = options();
  inside.scope = "services/shop/migrations";
  Report report = sample::findings();
  for (const auto& file : report.migrations) report.rooted[file.path] = {"/shops", "services/shop/" + file.path};
  const std::string& unread = report.failures[0].place.file->path;
  report.rooted[unread] = {"/shops/other", unread};
  check("inside-repository.sarif", lint("sarif", report, inside));
}

TEST_CASE("formats are found by name") {
  REQUIRE(find_format("text"));
  CHECK(find_format("text")->name == "text");
  CHECK(find_format("xml") == nullptr);
  CHECK(all_formats().size() >= 3);
}
