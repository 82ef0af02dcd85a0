#include <godwit/source/utf8.h>
#include <godwit/text/databases.h>
#include <godwit/text/dialect_text.h>

#include <algorithm>
#include <array>
#include <string>

namespace godwit {
namespace {

struct Called {
  std::string_view name, database;
};

// Settings, schemes of URLs, drivers and client libraries, in small letters.
constexpr Called called[]{
    {"postgres", "postgres"},
    {"postgresql", "postgres"},
    {"postgis", "postgres"},
    {"postgresql+psycopg2", "postgres"},
    {"postgresql+psycopg", "postgres"},
    {"postgresql+asyncpg", "postgres"},
    {"pg", "postgres"},
    {"pgsql", "postgres"},
    {"pgx", "postgres"},
    {"pg-promise", "postgres"},
    {"psycopg", "postgres"},
    {"psycopg2", "postgres"},
    {"psycopg2-binary", "postgres"},
    {"asyncpg", "postgres"},
    {"tokio-postgres", "postgres"},
    {"lib/pq", "postgres"},
    {"jackc/pgx", "postgres"},
    {"npgsql", "postgres"},
    {"@neondatabase/serverless", "postgres"},
    {"@vercel/postgres", "postgres"},
    {"postgrex", "postgres"},
    {"mysql", "mysql"},
    {"mysql2", "mysql"},
    {"mysql+pymysql", "mysql"},
    {"mysql+mysqldb", "mysql"},
    {"mysql+aiomysql", "mysql"},
    {"mysql+mysqlconnector", "mysql"},
    {"mariadb", "mysql"},
    {"mariadb+pymysql", "mysql"},
    {"trilogy", "mysql"},
    {"pymysql", "mysql"},
    {"aiomysql", "mysql"},
    {"mysqlclient", "mysql"},
    {"mysql-connector-python", "mysql"},
    {"mysql_async", "mysql"},
    {"mysql-connector-j", "mysql"},
    {"mysql-connector-java", "mysql"},
    {"mariadb-java-client", "mysql"},
    {"go-sql-driver/mysql", "mysql"},
    {"@planetscale/database", "mysql"},
    {"myxql", "mysql"},
    {"singlestore", "mysql"},
    {"sqlite", "sqlite"},
    {"sqlite3", "sqlite"},
    {"sqlite+aiosqlite", "sqlite"},
    {"sqlite+pysqlite", "sqlite"},
    {"aiosqlite", "sqlite"},
    {"better-sqlite3", "sqlite"},
    {"@libsql/client", "sqlite"},
    {"libsql", "sqlite"},
    {"turso", "sqlite"},
    {"rusqlite", "sqlite"},
    {"sqlite-jdbc", "sqlite"},
    {"mattn/go-sqlite3", "sqlite"},
    {"modernc.org/sqlite", "sqlite"},
    {"d1", "sqlite"},
    {"mssql", "mssql"},
    {"sqlserver", "mssql"},
    {"tedious", "mssql"},
    {"tiberius", "mssql"},
    {"pymssql", "mssql"},
    {"mssql+pyodbc", "mssql"},
    {"mssql-jdbc", "mssql"},
    {"microsoft/go-mssqldb", "mssql"},
    {"denisenkom/go-mssqldb", "mssql"},
    {"oracle", "oracle"},
    {"oracledb", "oracle"},
    {"cx_oracle", "oracle"},
    {"h2", "h2"},
    {"hsqldb", "hsqldb"},
    {"clickhouse", "clickhouse"},
    {"clickhouse-driver", "clickhouse"},
    {"clickhouse/clickhouse-go", "clickhouse"},
    {"cockroach", "cockroach"},
    {"cockroachdb", "cockroach"},
    {"snowflake", "snowflake"},
};

/// A word in capitals, and what must follow it: nothing, `=` and one of some words, or a bracket and a number.
struct Mark {
  std::string_view word, database;
  std::string_view next = {};  ///< a word or symbol; empty: whatever comes
  std::string_view after = {};  ///< what the word behind that begins with
};
constexpr Mark marks[]{
    {"AUTO_INCREMENT", "mysql"},
    {"ENGINE", "mysql", "=", "INNODB"},
    {"ENGINE", "mysql", "=", "MYISAM"},
    {"ENGINE", "mysql", "=", "MEMORY"},
    {"ENGINE", "mysql", "=", "ARIA"},
    {"ENGINE", "clickhouse", "=", "MERGETREE"},
    {"ENGINE", "clickhouse", "=", "REPLACINGMERGETREE"},
    {"ENGINE", "clickhouse", "=", "REPLICATED"},
    {"MEDIUMTEXT", "mysql"},
    {"LONGTEXT", "mysql"},
    {"TINYINT", "mysql", "("},
    {"AUTOINCREMENT", "sqlite"},
    {"PRAGMA", "sqlite"},
    {"NVARCHAR", "mssql", "("},
    {"DATETIME2", "mssql"},
    {"UNIQUEIDENTIFIER", "mssql"},
    {"IDENTITY", "mssql", "(", "1"},
    {"VARCHAR2", "oracle", "("},
};
// What the database of plain SQL alone knows.
constexpr std::array<std::string_view, 9> own_words{"CONCURRENTLY", "TIMESTAMPTZ", "JSONB",  "BIGSERIAL", "SERIAL",
                                                    "BYTEA",        "PLPGSQL",     "TSVECTOR", "REGCLASS"};

// What gives a database away stands near the start of a file, or nowhere.
constexpr std::size_t looked_at = std::size_t{64} * 1024;
constexpr std::size_t longest_mark = 20;

/// The words and symbols of a text, one behind the other.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text.substr(0, looked_at)) {}

  /// False at the end.
  bool next() {
    while (at_ < text_.size()) {
      const std::size_t begin = at_;
      const Token token = default_sql().token(text_, begin);
      at_ = std::max(token.end, begin + 1);
      if (!token.is_code()) continue;
      kind_ = token.kind;
      begin_ = begin;
      end_ = std::min(at_, text_.size());
      return true;
    }
    return false;
  }
  /// The word in capitals; empty for what is none, or too long to be looked for.
  [[nodiscard]] std::string word() const {
    const bool named = kind_ == Token::Kind::word || kind_ == Token::Kind::symbol;
    return named && end_ - begin_ <= longest_mark ? upper(text_.substr(begin_, end_ - begin_)) : std::string();
  }
  [[nodiscard]] bool alone_on_its_line() const {
    const std::size_t before = text_.substr(0, begin_).find_last_not_of(" \t");
    const std::size_t behind = text_.find_first_not_of(" \t\r", end_);
    return (before == std::string_view::npos || text_[before] == '\n') &&
           (behind == std::string_view::npos || text_[behind] == '\n');
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  Token::Kind kind_ = Token::Kind::blank;
};

bool holds(const Mark& mark, const std::string& word, Words behind) {
  if (mark.word != word) return false;
  if (mark.next.empty()) return true;
  if (!behind.next() || behind.word() != mark.next) return false;
  return mark.after.empty() || (behind.next() && behind.word().starts_with(mark.after));
}

/// What a word gives away, with those behind it.
std::string_view given_away(const std::string& word, const Words& at) {
  for (const Mark& mark : marks)
    if (holds(mark, word, at)) return mark.database;
  if (word == "GO" && at.alone_on_its_line()) return "mssql";
  if (word != "[") return {};
  Words behind = at;
  return behind.next() && behind.word() == "DBO" ? "mssql" : "";
}

/// Whether the text is worth cutting into words.
bool may_give_away(std::string_view text) {
  text = text.substr(0, looked_at);
  if (text.find_first_of("`[") != std::string_view::npos) return true;
  bool inside = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = static_cast<char>(text[at] & ~0x20);
    const bool letter = (c >= 'A' && c <= 'Z') || text[at] == '_';
    if (letter && !inside) {
      const auto begins = [&](std::string_view word) {
        if (word[0] != c || text.size() - at < word.size()) return false;
        return upper(text.substr(at, word.size())) == word;
      };
      if (c == 'G' ? begins("GO") : std::any_of(std::begin(marks), std::end(marks),
                                                [&](const Mark& mark) { return begins(mark.word); }))
        return true;
    }
    inside = letter;
  }
  return false;
}

}  // namespace

std::string_view database_called(std::string_view name) {
  const std::string small = lower(name);
  for (const Called& each : called)
    if (each.name == small) return each.database;
  return {};
}

std::string_view database_of_text(std::string_view text) {
  // What has a NUL is no text of anyone's.
  if (!may_give_away(text) || text.substr(0, looked_at).find('\0') != std::string_view::npos) return {};
  std::string_view found;
  bool back_quoted = false;
  std::string before;
  for (Words words(text); words.next();) {
    const std::string word = words.word();
    if (std::find(own_words.begin(), own_words.end(), word) != own_words.end()) return {};
    if (found.empty()) found = given_away(word, words);
    back_quoted = back_quoted || (word == "`" && before == "`");
    if (word == "`" || before != "`") before = word == "`" && before == "`" ? "" : word;
  }
  return found.empty() && back_quoted ? "mysql" : found;
}

bool is_surely_default_sql(std::string_view text) {
  for (Words words(text); words.next();)
    if (std::find(own_words.begin(), own_words.end(), words.word()) != own_words.end()) return true;
  return false;
}

// Many projects keep the same history once a database, each in a folder of that name.
const std::vector<NamedFolder>& folders_of_unread_databases() {
  static const std::vector<NamedFolder> names{
      {"bigquery", "bigquery"},     {"cassandra", "cassandra"},
      {"clickhouse", "clickhouse"}, {"cockroach", "cockroach"},
      {"cockroachdb", "cockroach"}, {"db2", "db2"},
      {"derby", "derby"},           {"duckdb", "duckdb"},
      {"firebird", "firebird"},     {"h2", "h2"},
      {"hsqldb", "hsqldb"},         {"mariadb", "mysql"},
      {"mssql", "mssql"},           {"mysql", "mysql"},
      {"oracle", "oracle"},         {"redshift", "redshift"},
      {"snowflake", "snowflake"},   {"spanner", "spanner"},
      {"sqlite", "sqlite"},         {"sqlite3", "sqlite"},
      {"sqlserver", "mssql"},       {"tidb", "mysql"},
      {"yugabyte", "yugabyte"},
  };
  return names;
}

const DialectText& default_sql() {
  static const DialectText& found = *find_text("postgres");
  return found;
}

}  // namespace godwit
