// Histories with transactions that are rolled back, made at random, beside the same histories without what was rolled
// back: the world after each migration is the same, and so is what is said of the statements that lasted.

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <godwit/engine/session.h>
#include <support/catch.h>
#include <support/describe_world.h>
#include <support/replay_migration.h>

using namespace godwit;

namespace {

using Random = std::mt19937;
using Words = std::vector<std::string>;

const std::string& any(const Words& words, Random& random) { return words[random() % words.size()]; }

const Words tables{"orders", "items", "\"Order Lines\"", "audit.log", "users", "unseen"};
const Words columns{"id", "total", "note", "added"};
const Words types{"int", "bigint", "text", "varchar(20)", "mood", "money_amount", "numeric(8,2)"};
const Words constraints{"positive", "unique_note", "belongs"};
const Words indexes{"by_note", "by_total"};

/// `{t}` a table, `{u}` another, `{n}` a name to rename to, `{c}` a column, `{y}` a type, `{k}` a constraint, `{i}` an
/// index.
const Words statements{
    "CREATE TABLE {t} (id int PRIMARY KEY, total {y}, note text)",
    "CREATE TABLE {t} (id int, total {y} REFERENCES {u}, note varchar(10) NOT NULL)",
    "CREATE TABLE IF NOT EXISTS {t} (LIKE {u} INCLUDING ALL)",
    "CREATE TEMP TABLE {t} (id int)",
    "CREATE TABLE {t} (id int, total int) PARTITION BY RANGE (id)",
    "CREATE TABLE {t} PARTITION OF {u} FOR VALUES FROM (1) TO (10)",
    "ALTER TABLE {t} DETACH PARTITION {u}",
    "CREATE TABLE {t} AS SELECT * FROM {u}",
    "CREATE TABLE {t} () INHERITS ({u})",
    "ALTER TABLE {t} NO INHERIT {u}",
    "DROP TABLE {t}",
    "DROP TABLE IF EXISTS {t} CASCADE",
    "ALTER TABLE {t} RENAME TO {n}",
    "ALTER TABLE {t} SET SCHEMA audit",
    "ALTER TABLE {t} RENAME COLUMN {c} TO added",
    "ALTER TABLE {t} ADD COLUMN added {y}",
    "ALTER TABLE {t} ADD COLUMN added {y} NOT NULL",
    "ALTER TABLE {t} ADD COLUMN added serial",
    "ALTER TABLE {t} ADD COLUMN added int DEFAULT rate()",
    "ALTER TABLE {t} ADD COLUMN IF NOT EXISTS added int REFERENCES {u}",
    "ALTER TABLE {t} DROP COLUMN {c}",
    "ALTER TABLE {t} DROP COLUMN IF EXISTS {c} CASCADE",
    "ALTER TABLE {t} ALTER COLUMN {c} TYPE {y}",
    "ALTER TABLE {t} ALTER COLUMN {c} SET NOT NULL",
    "ALTER TABLE {t} ALTER COLUMN {c} SET DEFAULT 1",
    "ALTER TABLE {t} ADD CONSTRAINT {k} CHECK ({c} IS NOT NULL) NOT VALID",
    "ALTER TABLE {t} VALIDATE CONSTRAINT {k}",
    "ALTER TABLE {t} ADD CONSTRAINT {k} UNIQUE ({c})",
    "ALTER TABLE {t} ADD CONSTRAINT {k} FOREIGN KEY ({c}) REFERENCES {u}",
    "ALTER TABLE {t} DROP CONSTRAINT IF EXISTS {k}",
    "ALTER TABLE {t} RENAME CONSTRAINT {k} TO belongs",
    "CREATE INDEX {i} ON {t} ({c})",
    "CREATE UNIQUE INDEX IF NOT EXISTS {i} ON {t} ({c})",
    "DROP INDEX {i}",
    "DROP INDEX IF EXISTS {i}",
    "ALTER INDEX {i} RENAME TO by_total",
    "CREATE VIEW totals AS SELECT {c} FROM {t}",
    "CREATE OR REPLACE VIEW {t} AS SELECT * FROM {u}",
    "CREATE MATERIALIZED VIEW sums AS SELECT {c} FROM {t}",
    "REFRESH MATERIALIZED VIEW sums",
    "DROP VIEW totals",
    "DROP MATERIALIZED VIEW sums CASCADE",
    "CREATE TYPE mood AS ENUM ('calm')",
    "ALTER TYPE mood ADD VALUE 'cross'",
    "ALTER TYPE mood RENAME TO temper",
    "ALTER TYPE temper RENAME TO mood",
    "DROP TYPE mood CASCADE",
    "CREATE DOMAIN money_amount AS numeric CHECK (VALUE > 0)",
    "ALTER DOMAIN money_amount ADD CONSTRAINT some CHECK (VALUE < 9)",
    "DROP DOMAIN money_amount",
    "CREATE OR REPLACE FUNCTION rate() RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT 1 $$",
    "CREATE OR REPLACE FUNCTION rate() RETURNS int LANGUAGE plpgsql AS $$ BEGIN UPDATE {t} SET total = 0; RETURN 1; END $$",
    "DROP FUNCTION rate()",
    "SELECT rate()",
    "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "CREATE TRIGGER stamped BEFORE INSERT ON {t} FOR EACH ROW EXECUTE FUNCTION stamp()",
    "DROP TRIGGER stamped ON {t}",
    "CREATE SEQUENCE counter",
    "ALTER SEQUENCE counter OWNED BY {t}.{c}",
    "DROP SEQUENCE IF EXISTS counter CASCADE",
    "CREATE SCHEMA audit",
    "ALTER SCHEMA audit RENAME TO archive",
    "DROP SCHEMA IF EXISTS audit CASCADE",
    "SET lock_timeout = '2s'",
    "SET LOCAL lock_timeout = '3s'",
    "SET LOCAL lock_timeout TO DEFAULT",
    "RESET lock_timeout",
    "SET search_path = audit, public",
    "SET LOCAL search_path = audit",
    "RESET search_path",
    "RESET ALL",
    "UPDATE {t} SET total = 0",
    "UPDATE {t} SET total = 0 WHERE note = 'x'",
    "INSERT INTO {t} SELECT * FROM {u}",
    "DELETE FROM {t}",
    "TRUNCATE {t} CASCADE",
    "LOCK TABLE {t} IN SHARE MODE",
    "CREATE POLICY own ON {t} USING ({c} IS NOT NULL)",
    "CREATE STATISTICS stats ON id, total FROM {t}",
    "ALTER TABLE {t} SET UNLOGGED",
    "COMMENT ON TABLE {t} IS 'x'",
    "DO $$ BEGIN ALTER TABLE {t} ADD COLUMN IF NOT EXISTS added int; DROP TABLE IF EXISTS {u}; END $$",
    "-- godwit: allow drop-table: nobody reads it\nDROP TABLE {t}",
};

const test::AskedNames asked{
    {"orders", "items", "Order Lines", "log", "users", "unseen", "purchases", "by_note", "by_total", "totals", "sums"},
    {"mood", "temper", "money_amount"},
    {"rate", "stamp", "counter"},
    {"lock_timeout", "search_path"}};

std::string statement(Random& random) {
  std::string text = any(statements, random);
  const auto fill = [&](const std::string& place, const std::string& word) {
    for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place))
      text.replace(at, place.size(), word);
  };
  fill("{t}", any(tables, random));
  fill("{u}", any(tables, random));
  fill("{n}", any({"orders", "purchases", "users", "\"Order Lines\""}, random));
  fill("{c}", any(columns, random));
  fill("{y}", any(types, random));
  fill("{k}", any(constraints, random));
  fill("{i}", any(indexes, random));
  return text;
}

/// A migration, and what is left of it without what it rolls back. Its transactions begin and end where they did: what
/// ended one by ROLLBACK ends it by COMMIT.
class Pair {
 public:
  Pair(TransactionMode mode, Random& random) : mode_(mode), random_(random) {
    open_ = mode == TransactionMode::one_for_all || mode == TransactionMode::per_migration ||
            mode == TransactionMode::batch;
    add("SELECT 1");
    add("SELECT 2");
    for (std::size_t n = 3 + random_() % 20; n > 0; --n)
      random_() % 3 == 0 ? control() : add(statement(random_));
  }

  struct Line {
    std::string text;
    std::size_t number = 0;   ///< of the statement in the migration with everything; of control: no_number
  };
  static constexpr std::size_t no_number = SIZE_MAX;

  Words all;
  std::vector<Line> lasting;

 private:
  void add(const std::string& text) {
    lasting.push_back({text, all.size()});
    all.push_back(text);
  }
  void add_control(const std::string& text, const std::string& instead) {
    all.push_back(text);
    if (!instead.empty()) lasting.push_back({instead, no_number});
  }

  void control() {
    switch (random_() % 10) {
      case 0:
      case 1:
        return begin();
      case 2:
        return end(any({"COMMIT", "END", "COMMIT AND CHAIN", "PREPARE TRANSACTION 'p'"}, random_));
      case 3:
      case 4:
        return roll_back(any({"ROLLBACK", "ABORT", "ROLLBACK AND CHAIN"}, random_));
      case 5:
      case 6:
        return save(any({"a", "b"}, random_));
      case 7:
      case 8:
        return roll_back_to(any({"a", "b"}, random_));
      default:
        return release(any({"a", "b"}, random_));
    }
  }

  void begin() {
    add_control("BEGIN", "BEGIN");
    if (open_) return;   // the server only warns
    open_ = true;
    start_ = lasting.size();
  }

  void end(const std::string& word) {
    if (!open_) return;
    add_control(word, word);
    ended(word.find("CHAIN") != std::string::npos);
  }

  void roll_back(const std::string& word) {
    if (!open_) return;
    lasting.resize(start_);
    const bool chain = word.find("CHAIN") != std::string::npos;
    add_control(word, chain ? "COMMIT AND CHAIN" : "COMMIT");
    ended(chain);
  }

  void ended(bool chain) {
    savepoints_.clear();
    open_ = chain || mode_ == TransactionMode::batch;
    start_ = lasting.size();
  }

  void save(const std::string& name) {
    if (!open_) return;
    add_control("SAVEPOINT " + name, "SAVEPOINT " + name);
    savepoints_.emplace_back(name, lasting.size());
  }

  /// How many savepoints there are up to the innermost of that name; 0: there is none.
  [[nodiscard]] std::size_t depth(const std::string& name) const {
    std::size_t out = savepoints_.size();
    while (out > 0 && savepoints_[out - 1].first != name) --out;
    return out;
  }

  void roll_back_to(const std::string& name) {
    const std::size_t at = depth(name);
    if (at == 0) return;
    add_control("ROLLBACK TO " + name, "");
    lasting.resize(savepoints_[at - 1].second);
    savepoints_.resize(at);
  }

  void release(const std::string& name) {
    const std::size_t at = depth(name);
    if (at == 0) return;
    add_control("RELEASE " + name, "RELEASE " + name);
    savepoints_.resize(at - 1);
  }

  TransactionMode mode_;
  Random& random_;
  bool open_ = false;
  std::size_t start_ = 0;
  std::vector<std::pair<std::string, std::size_t>> savepoints_;
};

struct RandomHistory {
  explicit RandomHistory(unsigned seed) : random(seed) {
    constexpr std::array modes{TransactionMode::unknown, TransactionMode::one_for_all, TransactionMode::per_migration,
                               TransactionMode::batch, TransactionMode::per_statement, TransactionMode::client};
    mode = modes[random() % modes.size()];
    for (std::size_t n = 1 + random() % 3; n > 0; --n) pairs.emplace_back(mode, random);
  }

  Random random;
  TransactionMode mode = TransactionMode::unknown;
  std::vector<Pair> pairs;
};

std::string written(const Words& all) {
  std::string out;
  for (const std::string& each : all) out += each + ";\n";
  return out;
}

Words texts(const std::vector<Pair::Line>& lines) {
  Words out;
  for (const Pair::Line& each : lines) out.push_back(each.text);
  return out;
}

History history_of(const std::vector<Words>& migrations, TransactionMode mode) {
  History out;
  for (const Words& each : migrations) {
    Migration migration;
    migration.path = std::to_string(out.migrations.size());
    migration.transaction = mode;
    Script script("postgres");
    script.file = std::make_shared<const Buffer>(Buffer{migration.path, written(each)});
    script.text = script.file->text;
    migration.steps = {script};
    out.migrations.push_back(std::move(migration));
    out.asked.push_back(true);
  }
  return out;
}

/// What is said of the statements of one migration, by number.
using Said = std::map<std::size_t, Words>;

/// A rule that says one thing a migration may have said it of what did not last, unless it is about what lasts.
bool says_once(const Finding& finding) {
  const RulePage* page = find_rule(finding.rule);
  return page->rule->once_a_migration && page->category != "data-loss" && page->category != "compatibility";
}

std::size_t number_of(const Finding& finding, const Words& all) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    begin += all[i].size() + 2;
    if (finding.statement.span.begin < begin) return i;
  }
  return all.size();
}

std::string words_of(const Finding& finding) {
  std::string out(finding.rule);
  out.append(" ").append(words(finding.severity)).append(finding.suppression ? " allowed: " : ": ");
  out.append(format(finding.message)).append(" ").append(finding.help.text);
  for (const std::string& each : finding.help.sql) out.append("\n").append(each);
  for (const RelationEffect& each : finding.effects)
    out.append("\n").append(each.object.plain()).append(" ").append(each.lock.server_name());
  return out;
}

/// Of each migration of the report, whose statements those are.
std::vector<Said> said_in(const Report& report, const std::vector<Words>& migrations) {
  std::vector<Said> out(migrations.size());
  for (const Finding& each : report.findings)
    if (!says_once(each)) out[each.migration][number_of(each, migrations[each.migration])].push_back(words_of(each));
  for (Said& each : out)
    for (auto& [number, words] : each) std::sort(words.begin(), words.end());
  return out;
}

Words at(const Said& said, std::size_t number) {
  const auto found = said.find(number);
  return found == said.end() ? Words{} : found->second;
}

constexpr unsigned histories = 300;

}  // namespace

TEST_CASE("what was rolled back leaves nothing in the world") {
  const Dialect& dialect = *find_dialect("postgres");
  for (unsigned seed = 0; seed < histories; ++seed) {
    const RandomHistory history(seed);
    World with;
    World without;
    std::string so_far = "seed " + std::to_string(seed) + ", " + std::string(words(history.mode)) + "\n";
    for (const Pair& each : history.pairs) {
      so_far += "--- a migration\n" + written(each.all);
      replay_migration(dialect, written(each.all), history.mode, with);
      replay_migration(dialect, written(texts(each.lasting)), history.mode, without);
      INFO(so_far);
      REQUIRE(test::describe(with, asked) == test::describe(without, asked));
    }
  }
}

TEST_CASE("of what lasted the same is said as if nothing had been rolled back") {
  Discovery discovery;
  std::vector<Pair> pairs;
  std::vector<Words> all;   // each migration with everything, and behind it what lasts of it
  for (unsigned seed = 0; seed < histories; ++seed) {
    const RandomHistory history(seed);
    std::vector<Words> with;
    std::vector<Words> without;
    for (const Pair& each : history.pairs) {
      with.push_back(each.all);
      without.push_back(texts(each.lasting));
      pairs.push_back(each);
    }
    discovery.histories.push_back(history_of(with, history.mode));
    discovery.histories.push_back(history_of(without, history.mode));
    all.insert(all.end(), with.begin(), with.end());
    all.insert(all.end(), without.begin(), without.end());
  }
  const Report report = Session(Config{}).run(discovery);
  REQUIRE(report.migrations.size() == all.size());
  const std::vector<Said> said = said_in(report, all);

  std::size_t compared = 0;
  auto with = said.begin();
  auto pair = pairs.begin();
  for (std::size_t h = 0; h < discovery.histories.size(); h += 2) {
    const std::size_t size = discovery.histories[h].migrations.size();
    for (std::size_t m = 0; m < size; ++m, ++pair) {
      const Said& whole = with[static_cast<std::ptrdiff_t>(m)];
      const Said& left = with[static_cast<std::ptrdiff_t>(size + m)];
      for (std::size_t i = 0; i < pair->lasting.size(); ++i) {
        if (pair->lasting[i].number == Pair::no_number) continue;
        INFO("seed " << h / 2 << "\n" << written(pair->all));
        INFO("of " << pair->lasting[i].text);
        REQUIRE(at(whole, pair->lasting[i].number) == at(left, i));
        compared += at(left, i).size();
      }
    }
    with += static_cast<std::ptrdiff_t>(2 * size);
  }
  CHECK(compared > 1000);
}
