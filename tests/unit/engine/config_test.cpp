#include <godwit/dialects/dialect.h>
#include <godwit/engine/config.h>
#include <godwit/source/line_index.h>
#include <support/catch.h>
#include <support/temporary_folder.h>

#include <filesystem>
#include <fstream>

#include "rule_pages.h"

using namespace godwit;

namespace {

ConfigResult parse(std::string_view text) { return parse_config(text, "godwit.toml", test_pages()); }

const RulePage& rule(std::string_view id) {
  for (const RulePage& candidate : test_pages())
    if (candidate.id == id) return candidate;
  FAIL("no such rule");
  return test_pages().front();
}

Severity severity(const Config& config, std::string_view id, std::string_view file = "db/1.sql") {
  return config.effective(rule(id), file).severity.value();
}

/// The server that a file is for.
Server server(const Config& config, std::string_view dialect = "postgres", std::string_view file = "db/1.sql") {
  return server_of(*find_dialect(dialect), config.servers_for(file));
}

/// The only error of a text, as `line:column message`.
std::string error(std::string_view text) {
  const ConfigResult result = parse(text);
  REQUIRE(result.errors.size() == 1);
  const Problem& only = result.errors.front();
  const Place start = LineIndex(only.place.file->text).place(only.place.span.begin);
  return std::to_string(start.line) + ":" + std::to_string(start.column) + " " + only.message;
}

}  // namespace

TEST_CASE("an empty configuration is that of a project without one") {
  const ConfigResult result = parse("");
  CHECK(result.errors.empty());
  CHECK(server(result.config).version == 15);
  CHECK_FALSE(result.config.transaction);
  CHECK(severity(result.config, "postgres/drop-table") == Severity::warning);
}

TEST_CASE("every key is read") {
  const ConfigResult result = parse(R"(
postgres-version = 17
transaction = "per-migration"
exclude = ["db/old", "*.down.sql"]

[timeouts]
lock-timeout = "5s"
statement-timeout = 60000

[rules]
"*" = "note"
drop-table = { severity = "error" }
"postgres/index-without-concurrently" = { max-rows = 1000 }

[[paths]]
pattern = "db/2019*"
postgres-version = 13
transaction = "client"
rules = { locking = "off" }
)");
  CHECK(result.errors.empty());
  const Config& config = result.config;
  CHECK(server(config).version == 17);
  CHECK(config.transaction == TransactionMode::per_migration);
  CHECK(config.excluded == std::vector<std::string>{"db/old", "*.down.sql"});
  CHECK(config.timeouts.at("lock_timeout") == "5s");
  CHECK(config.timeouts.at("statement_timeout") == "60000");
  CHECK(severity(config, "postgres/drop-table") == Severity::error);
  CHECK(severity(config, "postgres/drop-column") == Severity::note);
  CHECK(config.effective(rule("postgres/index-without-concurrently"), "a.sql").options.at("max-rows") == "1000");
  CHECK(severity(config, "postgres/set-not-null", "db/2019_a/up.sql") == Severity::off);
  CHECK(server(config, "postgres", "db/2019_a/up.sql").version == 13);
  CHECK(server(config, "postgres", "db/2020_a/up.sql").version == 17);
  CHECK(config.transaction_for("db/2019_a/up.sql") == TransactionMode::client);
  CHECK(config.transaction_for("db/2020_a/up.sql") == TransactionMode::per_migration);
}

TEST_CASE("errors have a place and a suggestion") {
  CHECK(error("postgres_version = 15") == "1:1 unknown key `postgres_version`; did you mean `postgres-version`?");
  CHECK(error("\n  zzz = 1") == "2:3 unknown key `zzz`");
  CHECK(error("[timeouts]\nlock-timeuot = 1") == "2:1 unknown key `lock-timeuot`; did you mean `lock-timeout`?");
  CHECK(error("postgres-version = 12") == "1:20 `postgres-version` is 13 to 18, not 12");
  CHECK(error("postgres-version = \"15\"") == "1:20 `postgres-version` is a whole number from 13 to 18, not a string");
  CHECK(error("transaction = \"per-migraton\"") ==
        "1:15 unknown transaction mode `per-migraton`; did you mean `per-migration`? (unknown, one-for-all, "
        "per-migration, batch, pipeline, per-statement, client)");
  CHECK(error("exclude = \"old\"") == "1:11 `exclude` is a list of strings, not a string");
  CHECK(error("exclude = [1]") == "1:12 `exclude` is a string, not a whole number");
  CHECK(error("framework = \"no such thing\"").starts_with("1:13 unknown framework `no such thing` (atlas, dbmate, "));
  CHECK(error("[timeouts]\nlock-timeout = \"soon\"") ==
        "2:16 a timeout is a string such as \"5s\" or a number of milliseconds");
}

TEST_CASE("servers are said in a table, by name") {
  for (const char* text :
       {"[servers]\npostgres = \"17\"\nneo4j = \"2026.08-enterprise-language=25\"",
        "[servers]\npostgres = 17\nneo4j = { version = \"2026.08\", edition = \"enterprise\", language = 25 }",
        "servers = { postgres = \"17.2\", neo4j = \"2026-enterprise\" }\ncypher-language = 25",
        "postgres-version = 17\nneo4j-version = \"2026.08\"\nneo4j-edition = \"enterprise\"\ncypher-language = 25"}) {
    const ConfigResult result = parse(text);
    INFO(text);
    CHECK(result.errors.empty());
    CHECK(server(result.config) == Server{"postgres", 17, {}});
    const Server neo4j = server(result.config, "cypher");
    CHECK(neo4j.version == 202608);
    CHECK(neo4j.trait("edition") == "enterprise");
    CHECK(neo4j.trait("language") == "25");
  }
  CHECK(server(parse("neo4j-version = \"5\"").config, "cypher").version == 526);
  CHECK(server(parse("neo4j-version = 5").config, "cypher").version == 526);
}

TEST_CASE("servers of some paths stand above the file's, and the command line above both") {
  Config config = parse(R"(
[servers]
postgres = 16
neo4j = "4.4-enterprise"
[[paths]]
pattern = "db/old/*"
neo4j-version = "5.26"
servers = { postgres = 13 }
)")
                      .config;
  CHECK(server(config, "postgres", "db/old/1.sql").version == 13);
  CHECK(server(config, "cypher", "db/1.sql").version == 404);
  const Server old = server(config, "cypher", "db/old/1.sql");
  CHECK(old.version == 526);
  CHECK(old.trait("edition") == "enterprise");
  config.asked_servers = {parse_server("neo4j-community").server, parse_server("postgres-18").server};
  CHECK(server(config, "postgres", "db/old/1.sql").version == 18);
  const Server asked = server(config, "cypher", "db/old/1.sql");
  CHECK(asked.version == 526);
  CHECK(asked.trait("edition") == "community");
}

TEST_CASE("what is wrong with a server has a place and what it may be") {
  CHECK(error("neo4j-version = \"4.3\"") ==
        "1:17 `neo4j-version` is a version such as 5.26, from 4.4 on, not 4.3");
  CHECK(error("neo4j-version = 5.26") ==
        "1:17 `neo4j-version` is a version such as 5.26, from 4.4 on, as a string, not a fraction");
  CHECK(error("neo4j-edition = \"free\"") == "1:17 `neo4j-edition` is community or enterprise, not `free`");
  CHECK(error("neo4j-edition = true") == "1:17 `neo4j-edition` is a string, not a boolean");
  CHECK(error("cypher-language = 6") == "1:19 `cypher-language` is 5 or 25, not `6`");
  CHECK(error("[servers]\npostgre = 15") ==
        "2:1 unknown server `postgre`; did you mean `postgres`? (neo4j, postgres)");
  CHECK(error("[servers]\npostgres = 12") == "2:12 `postgres` is 13 to 18, not 12");
  CHECK(error("[servers]\npostgres = \"12\"") == "2:12 PostgreSQL is 13 to 18, not 12");
  CHECK(error("[servers]\npostgres = true") == "2:12 `postgres` is 13 to 18, as a string, not a boolean");
  CHECK(error("[servers]\nneo4j = { editon = \"community\" }") ==
        "2:11 unknown key `editon`; did you mean `edition`?");
  CHECK(error("servers = 15") == "1:11 `servers` is a table, not a whole number");
  CHECK(error("postgres-version = 15\nservers = { postgres = 16 }").find(
            "two versions of PostgreSQL are named") != std::string::npos);
}

TEST_CASE("a dialect is one of those there are, also for some paths") {
  CHECK(error("dialect = \"cipher\"") == "1:11 unknown dialect `cipher`; did you mean `cypher`? (cypher, postgres)");
  CHECK(error("dialect = \"oracle\"") == "1:11 unknown dialect `oracle` (cypher, postgres)");
  Config config = parse("dialect = \"cypher\"\n[[paths]]\npattern = \"a/*\"\ndialect = \"postgres\"\n").config;
  config.asked_dialect = "cypher";
  const std::vector<DialectChoice> all = config.discovery_options().dialects;
  REQUIRE(all.size() == 3);
  CHECK((all[0].pattern.empty() && all[0].dialect == "cypher"));
  CHECK((all[1].pattern == "a/*" && all[1].dialect == "postgres"));
  CHECK((all[2].pattern.empty() && all[2].dialect == "cypher"));
  CHECK(parse("").config.discovery_options().dialects.empty());
}

TEST_CASE("errors about rules have a place and a suggestion") {
  CHECK(error("[rules]\ndrop-tabel = \"off\"") ==
        "2:1 no rule, category or dialect is called `drop-tabel`; did you mean `drop-table`?");
  CHECK(error("[rules]\nban-drop-table = \"off\"") ==
        "2:1 no rule, category or dialect is called `ban-drop-table`; did you mean `postgres/drop-table`?");
  CHECK(error("[rules]\nlokcing = \"off\"") ==
        "2:1 no rule, category or dialect is called `lokcing`; did you mean `locking`?");
  CHECK(error("[rules]\ndrop-table = \"eror\"") ==
        "2:14 severity is off, note, warning or error, not `eror`; did you mean `error`?");
  CHECK(error("[rules]\ndrop-table = false") == "2:14 `drop-table` is a severity or a table with one, not a boolean");
  CHECK(error("[rules]\nindex-without-concurrently = { max-row = 1 }") ==
        "2:32 `index-without-concurrently` has no option `max-row`; did you mean `max-rows`?");
  CHECK(error("[[paths]]\nrules = {}") == "1:1 [[paths]] lacks `pattern`");
}

TEST_CASE("a text that is not TOML is an error with a place, and every fault is reported") {
  CHECK(error("rules = [").substr(0, 4) == "1:10");
  CHECK(parse("a = 1\nb = 2\npostgres-version = 3").errors.size() == 3);
}

TEST_CASE("what is more specific wins within a table, and what comes later between tables") {
  const Config config = parse(R"(
[rules]
"postgres/drop-table" = "error"
drop-table = "note"
data-loss = "off"
"postgres/*" = "note"
"*" = "off"
[[paths]]
pattern = "**"
rules = { "*" = "warning" }
[[paths]]
pattern = "db/old"
rules = { postgres = "off" }
)")
                            .config;
  CHECK(severity(config, "postgres/drop-table", "db/old/1.sql") == Severity::off);
  CHECK(severity(config, "postgres/drop-table", "db/1.sql") == Severity::warning);
  Config without_paths = config;
  without_paths.paths.clear();
  CHECK(severity(without_paths, "postgres/drop-table") == Severity::error);
  CHECK(severity(without_paths, "postgres/set-not-null") == Severity::note);
  CHECK(severity(without_paths, "any/unused-suppression") == Severity::off);
}

TEST_CASE("the command line stands above the file") {
  Config config = parse("[rules]\ndrop-table = \"off\"").config;
  config.selected = {"locking"};
  CHECK(severity(config, "postgres/set-not-null") == Severity::warning);
  CHECK(severity(config, "postgres/drop-column") == Severity::off);
  config.selected = {"postgres/*"};
  CHECK(severity(config, "postgres/drop-table") == Severity::off);
  config.selected = {"drop-table"};
  CHECK(severity(config, "postgres/drop-table") == Severity::warning);
  config.selected = {"set-not-null"};
  config.ignored = {"postgres"};
  CHECK(severity(config, "postgres/set-not-null") == Severity::warning);
  CHECK(severity(config, "postgres/drop-column") == Severity::off);
  config.selected = {};
  CHECK(severity(config, "postgres/set-not-null") == Severity::off);
}

TEST_CASE("globs count from the folder of the file, wherever the command runs") {
  const std::filesystem::path here = std::filesystem::current_path();
  const std::string name = here.filename().native();
  Config config = parse("[[paths]]\npattern = \"" + name + "/old/*\"\nrules = { \"*\" = \"off\" }").config;
  config.base = BaseFolder("..");
  CHECK(severity(config, "postgres/drop-table", "old/1.sql") == Severity::off);
  CHECK(severity(config, "postgres/drop-table", "../" + name + "/old/1.sql") == Severity::off);
  CHECK(severity(config, "postgres/drop-table", (here / "old/1.sql").native()) == Severity::off);
  CHECK(severity(config, "postgres/drop-table", name + "/old/1.sql") == Severity::warning);
}

TEST_CASE("the nearest file above a path is found") {
  namespace fs = std::filesystem;
  const godwit::test::TemporaryFolder folder;
  const fs::path root = folder.path();
  fs::create_directories(root / "a" / "b");
  std::ofstream(root / "godwit.toml") << "postgres-version = 13\n";
  std::ofstream(root / "a" / "godwit.toml") << "postgres-version = 14\n";
  std::ofstream(root / "a" / "b" / "1.sql") << "SELECT 1;\n";

  CHECK(server(find_config(root / "a" / "b" / "1.sql", test_pages()).config).version == 14);
  CHECK(find_config(root / "a" / "b", test_pages()).path == root / "a" / "godwit.toml");
  CHECK(server(find_config(root, test_pages()).config).version == 13);
  CHECK(read_config(root / "missing.toml", test_pages()).errors.size() == 1);
}

TEST_CASE("an id that a rule had once is heeded, and the one of today is said with its place") {
  const ConfigResult result = parse("[rules]\ndrop-table = \"off\"\n\"postgres/rename-table\" = \"error\"\n");
  CHECK(result.errors.empty());
  REQUIRE(result.notes.size() == 1);
  CHECK(LineIndex(result.notes[0].place.file->text).place(result.notes[0].place.span.begin).line == 3);
  CHECK(result.notes[0].message == "`postgres/rename-table` is now `sql/rename-table`");
  CHECK(severity(result.config, "sql/rename-table") == Severity::error);
  CHECK(parse("[rules]\n\"sql/rename-table\" = \"error\"\n").notes.empty());
}

TEST_CASE("an id of today wins over one of then") {
  CHECK(severity(parse("[rules]\n\"sql/rename-table\" = \"off\"\n\"postgres/rename-table\" = \"error\"\n").config,
                 "sql/rename-table") == Severity::off);
}

TEST_CASE("the name of a dialect means all rules that hold for it, in its files alone") {
  const auto in = [](std::string_view text, std::string_view dialect) {
    return parse(text).config.effective(rule("sql/rename-table"), "a.sql", dialect).severity.value();
  };
  const std::string_view off = "[rules]\n\"postgres/*\" = \"off\"\n";
  CHECK(in(off, "postgres") == Severity::off);
  CHECK(in(off, "sqlite") == Severity::warning);
  CHECK(in(off, "") == Severity::off);
  const std::string_view family = "[rules]\n\"postgres/*\" = \"off\"\n\"sql/*\" = \"note\"\n";
  CHECK(in(family, "postgres") == Severity::note);
  CHECK(in(family, "sqlite") == Severity::note);
  CHECK(severity(parse(family).config, "postgres/drop-table") == Severity::off);
  CHECK(parse("[rules]\n\"mysql/*\" = \"off\"\n").errors.size() == 1);
}

TEST_CASE("an id that a rule had once is a pattern on the command line, too") {
  Config config;
  config.selected = {"postgres/rename-table"};
  CHECK(severity(config, "sql/rename-table") == Severity::warning);
  CHECK(severity(config, "postgres/drop-table") == Severity::off);
  CHECK(check_rule_pattern("postgres/rename-table", test_pages()).empty());
  CHECK(former_id_note("postgres/rename-table", test_pages()) == "`postgres/rename-table` is now `sql/rename-table`");
  CHECK(former_id_note("rename-table", test_pages()).empty());
  CHECK(former_id_note("postgres/drop-table", test_pages()).empty());
}
