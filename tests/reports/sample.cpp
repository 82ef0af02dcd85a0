#include <godwit/ir/relational/postgres_locks.h>

#include "reports/sample.h"

namespace godwit::sample {
namespace {

BufferPtr file(std::string path, std::string text) {
  return std::make_shared<const Buffer>(Buffer{std::move(path), std::move(text)});
}

RelationEffect suffered(const std::string& relation, Lock lock, bool rewrite, bool scan, bool index_build,
                        std::string_view evidence) {
  const std::size_t dot = relation.find('.');
  RelationEffect out;
  out.object = {ObjectKind::table, dot == std::string::npos ? "public" : relation.substr(0, dot),
                relation.substr(dot == std::string::npos ? 0 : dot + 1), {}};
  out.lock = lock;
  out.rewrite = rewrite;
  out.scan = scan;
  out.index_build = index_build;
  out.evidence = evidence;
  return out;
}

RelationEffect blocking_readers(RelationEffect effect) {
  effect.readers_blocked_by_index = true;
  effect.in_use = Known::yes;
  return effect;
}

RelationEffect new_index(const std::string& name) {
  RelationEffect out = suffered(name, postgres_lock::access_exclusive, false, false, false, "");
  out.object.kind = ObjectKind::index;
  out.in_use = Known::no;
  out.made_here = true;
  return out;
}

StatementResult result(std::vector<RelationEffect> relations, std::vector<HazardEffect> hazards) {
  StatementResult out;
  out.relations = std::move(relations);
  out.hazards = std::move(hazards);
  return out;
}

/// The first stretch of the file that reads like `words`.
FilePlace at(const BufferPtr& file, std::string_view words) {
  const auto begin = static_cast<std::uint32_t>(file->text.find(words));
  return {file, {begin, begin + static_cast<std::uint32_t>(words.size())}};
}

const BufferPtr& schema() {
  static const BufferPtr buffer =
      file("migrations/001_shop.sql", "CREATE TABLE shops (id bigint PRIMARY KEY);\nDROP TABLE \"Caf\xC3\xA9\";\n");
  return buffer;
}

const BufferPtr& backfill() {
  static const BufferPtr buffer = file("migrations/002 back fill.sql",
                                       "BEGIN;\n"
                                       "ALTER TABLE orders ADD COLUMN total numeric;\n"
                                       "\n"
                                       "-- na\xC3\xAFve\n"
                                       "\tUPDATE orders SET total = (SELECT sum(price) FROM lines WHERE lines.order_id "
                                       "= orders.id), note = 'the old total was computed by hand';\n"
                                       "CREATE INDEX orders_total ON orders (total);\n"
                                       "COMMIT;\n");
  return buffer;
}

const BufferPtr& key() {
  static const BufferPtr buffer = file("migrations/003_key.sql",
                                       "\xEF\xBB\xBF"
                                       "ALTER TABLE orders\r\n"
                                       "\tADD CONSTRAINT orders_shop FOREIGN KEY (shop_id)\r\n"
                                       "\tREFERENCES shops (id);\r\n"
                                       "CREATE FOO;\r\n"
                                       "\x1B[31m\xFF");
  return buffer;
}

Finding blocked_index() {
  Finding finding;
  finding.rule = "postgres/index-without-concurrently";
  finding.severity = Severity::error;
  finding.category = "index";
  finding.risk = Risk::dangerous;
  finding.place = at(backfill(), "CREATE INDEX");
  finding.statement = at(backfill(), "CREATE INDEX orders_total ON orders (total);");
  finding.migration = 1;
  finding.message = {"every write to `{table}` waits until the index `{index}` is built",
                     {{"table", "orders"}, {"index", "orders_total"}}};
  finding.effects = {suffered("orders", postgres_lock::share, false, true, true, "create-index/plain")};
  finding.help = {"build the index CONCURRENTLY, in a migration that runs outside a transaction",
                  {"CREATE INDEX CONCURRENTLY orders_total ON orders (total);"}};
  finding.fixes = {{"build the index CONCURRENTLY",
                    Applicability::safe,
                    {{{backfill(), {finding.place.span.end, finding.place.span.end}}, " CONCURRENTLY"}},
                    {}},
                   {"build the index in a migration of its own",
                    Applicability::unsafe,
                    {{at(backfill(), "CREATE INDEX orders_total ON orders (total);\n"), ""}},
                    {{"migrations/003_index.sql", "CREATE INDEX CONCURRENTLY orders_total ON orders (total);\n"}}}};
  finding.fingerprint = "0f1e2d3c4b5a6978";
  return finding;
}

Finding data_under_lock() {
  Finding finding;
  finding.rule = "postgres/data-change-under-lock";
  finding.category = "transaction";
  finding.risk = Risk::dangerous;
  finding.place = at(backfill(), "UPDATE orders");
  finding.statement = finding.place;
  finding.migration = 1;
  finding.message = {"every read and write of `{table}` waits while its rows are updated", {{"table", "orders"}}};
  finding.effects = {suffered("orders", postgres_lock::access_exclusive, false, true, false, ""),
                     suffered("lines", postgres_lock::access_share, false, true, false, "")};
  finding.help = {
      "add the column first, and update in batches in a migration of its own",
      {"ALTER TABLE orders ADD COLUMN total numeric;", "UPDATE orders SET total = 0\nWHERE id BETWEEN 1 AND 1000;"}};
  finding.related = {{at(backfill(), "ALTER TABLE orders"), "the lock is held since here"},
                     {at(schema(), "CREATE TABLE shops"), "a table of an earlier migration"}};
  finding.fingerprint = "1111111111111111";
  return finding;
}

Finding checked_key() {
  Finding finding;
  finding.rule = "postgres/foreign-key-validated-at-once";
  finding.severity = Severity::warning;
  finding.category = "constraint";
  finding.risk = Risk::careful;
  finding.place = at(key(), "ADD CONSTRAINT orders_shop FOREIGN KEY (shop_id)\r\n\tREFERENCES shops (id)");
  finding.statement = {key(), {3, finding.place.span.end + 1}};
  finding.migration = 2;
  finding.message = {"every write to `{table}` and `{referenced}` waits while all rows of `{table}` are checked",
                     {{"table", "orders"}, {"referenced", "shops"}}};
  finding.effects = {suffered("orders", postgres_lock::share_row_exclusive, false, true, false, "foreign-key/plain"),
                     suffered("shops", postgres_lock::share_row_exclusive, false, false, false, "foreign-key/plain"),
                     suffered("audit.a", postgres_lock::share_update_exclusive, false, false, false, ""),
                     suffered("audit.b", postgres_lock::access_exclusive, true, true, false, ""),
                     suffered("audit.c", Lock(), false, true, false, "")};
  finding.fingerprint = "2222222222222222";
  return finding;
}

Finding allowed_drop() {
  Finding finding;
  finding.rule = "postgres/drop-table";
  finding.severity = Severity::error;
  finding.category = "table";
  finding.risk = Risk::dangerous;
  finding.place = at(schema(), "DROP TABLE \"Caf\xC3\xA9\"");
  finding.statement = finding.place;
  finding.message = {"the rows of `{table}` are lost", {{"table", "Caf\xC3\xA9"}}};
  finding.fixes = {{"", Applicability::safe, {{finding.place, ""}}, {}}};
  finding.fingerprint = "3333333333333333";
  finding.suppression = {Suppression::By::comment, "empty since 2024", at(schema(), "shops")};
  return finding;
}

Finding broken() {
  Finding finding;
  finding.rule = "postgres/syntax-error";
  finding.severity = Severity::note;
  finding.category = "reading";
  finding.risk = Risk::careful;
  finding.place = at(key(), "FOO");
  finding.migration = 2;
  finding.message = {"syntax error at or near `{token}`", {{"token", "\x1B[31m\xFF"}}};
  return finding;
}

Problem wrong_key() {
  const BufferPtr text = file("godwit.toml", "# ours\n  frame-work = \"flyway\"\n");
  Problem problem{at(text, "frame-work"), "unknown key `frame-work`", "write `framework`"};
  problem.kind = Problem::Kind::configuration;
  return problem;
}

ReportedMigration migration(const BufferPtr& file, std::string version, Risk risk, std::uint32_t statements) {
  ReportedMigration out;
  out.path = file->path;
  out.framework = "plain";
  out.version = std::move(version);
  out.transaction = TransactionMode::per_migration;
  out.risk = risk;
  out.statements = statements;
  out.file = file;
  return out;
}

}  // namespace

Report findings() {
  Report report;
  report.migrations = {migration(schema(), "001", Risk::safe, 2), migration(backfill(), "002", Risk::dangerous, 5),
                       migration(key(), "003", Risk::careful, 2)};
  report.migrations[2].not_understood = 1;
  report.findings = {allowed_drop(), data_under_lock(), blocked_index(), checked_key(), broken()};
  report.failures = {unreadable("migrations/004.sql", "permission denied"), wrong_key()};
  report.summary = {3, 3, 9, 1, 1, 2, 1, 1, Risk::dangerous};
  return report;
}

Report nothing_found() {
  Report report;
  report.migrations = {migration(schema(), "001", Risk::safe, 2)};
  report.summary.files = report.summary.migrations = 1;
  report.summary.statements = 1234;
  return report;
}

Report nothing_read() { return {}; }

Report not_all_read() {
  Report report = nothing_found();
  report.failures = {unreadable("migrations/004.sql", "permission denied"),
                     unreadable("missing", "no such file or folder")};
  return report;
}

Report effects() {
  Report report;
  report.migrations = {migration(backfill(), "002", Risk::dangerous, 3), migration(backfill(), "002", Risk::safe, 1),
                       migration(key(), "003", Risk::careful, 0)};
  report.migrations[1].direction = Direction::down;
  report.migrations[0].effects = {
      {at(backfill(), "ALTER TABLE orders ADD COLUMN total numeric"),
       true,
       Known::yes,
       result({suffered("orders", postgres_lock::access_exclusive, false, false, false, "add-column/plain")}, {})},
      {at(backfill(), "CREATE INDEX orders_total ON orders (total)"),
       true,
       Known::yes,
       result({blocking_readers(suffered("orders", postgres_lock::share, false, true, true, "create-index/plain")),
               new_index("orders_total")},
              {{Hazard::refused_in_transaction,
                Known::unknown,
                {ObjectKind::index, {}, "orders_total", {}},
                "only when it is built concurrently"},
               {Hazard::loses_data, Known::yes, {}, ""}})},
      {at(backfill(), "COMMIT"), false, Known::unknown, {}}};
  report.migrations[1].effects = {{at(backfill(), "BEGIN"), true, Known::no, {}}};
  return report;
}

const std::vector<RulePage>& rules() {
  static const std::vector<RulePage> pages{
      {"postgres/drop-table", "postgres", "drop-table", "DROP TABLE loses data", Severity::off, "table", "", "", "", "",
       nullptr, "postgres", "postgres/drop-tables"},
      {"postgres/index-without-concurrently", "postgres", "index-without-concurrently",
       "CREATE INDEX without CONCURRENTLY makes writes wait", Severity::error, "index", "", "squawk/x", "",
       "# An index built while writers wait\n\n## Why\n\n`CREATE INDEX` takes a **SHARE** lock until the index is "
       "built:\n"
       "reads go on, [every write](https://www.postgresql.org/docs/) waits.\n\n```sql bad\nCREATE INDEX i ON t "
       "(c);\n```\n\n"
       "- one\n- two\n  goes on\n",
       nullptr, "postgres"},
  };
  return pages;
}

}  // namespace godwit::sample
