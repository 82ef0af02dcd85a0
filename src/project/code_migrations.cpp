#include "project/code_migrations.h"

#include <godwit/source/utf8.h>
#include <algorithm>
#include <array>

namespace godwit {
namespace {

/// What a file of a framework is called and what stands in it.
struct Row {
  CodeFramework framework;
  std::string_view endings;   ///< each with a blank behind it
  std::string_view word;      ///< of the first 4 KiB
  std::string_view too = {};  ///< another one of these; empty: none
};

constexpr std::string_view scripts = ".js .ts .mjs .cjs .mts .cts ";

// The first that fits: what only one of them says comes before what several say.
constexpr Row rows[]{
    {{"rails", "Rails"}, ".rb ", "ActiveRecord::Migration"},
    {{"sequel", "Sequel"}, ".rb ", "Sequel.migration"},
    {{"django", "Django"}, ".py ", "migrations.Migration"},
    {{"alembic", "Alembic"}, ".py ", "from alembic"},
    {{"yoyo", "yoyo"}, ".py ", "from yoyo"},
    {{"typeorm", "TypeORM"}, scripts, "MigrationInterface"},
    {{"typeorm", "TypeORM"}, scripts, "queryRunner"},
    {{"sequelize", "Sequelize"}, scripts, "queryInterface"},
    {{"sequelize", "Sequelize"}, scripts, "QueryInterface"},
    {{"mikro-orm", "MikroORM"}, scripts, "@mikro-orm/migrations"},
    {{"kysely", "Kysely"}, scripts, "Kysely"},
    {{"node-pg-migrate", "node-pg-migrate"}, scripts, "pgm"},
    {{"knex", "Knex"}, scripts, "knex"},
    {{"knex", "Knex"}, scripts, "Knex"},
    {{"node", "JavaScript"}, scripts, "exports.up"},
    {{"node", "JavaScript"}, scripts, "export async function up"},
    {{"node", "JavaScript"}, scripts, "export const up"},
    {{"ecto", "Ecto"}, ".exs .ex ", "use Ecto.Migration"},
    {{"laravel", "Laravel"}, ".php ", "Illuminate\\Database\\Migrations"},
    {{"laravel", "Laravel"}, ".php ", "Schema::"},
    {{"doctrine", "Doctrine"}, ".php ", "Doctrine\\Migrations"},
    {{"phinx", "Phinx"}, ".php ", "Phinx\\"},
    {{"ef-core", "Entity Framework"}, ".cs .vb ", "MigrationBuilder"},
    {{"ef-core", "Entity Framework"}, ".cs .vb ", "DbMigration"},
    {{"fluent-migrator", "FluentMigrator"}, ".cs ", "FluentMigrator"},
    {{"flyway", "Flyway"}, ".java .kt ", "BaseJavaMigration"},
    {{"goose", "goose"}, ".go ", "goose.Add"},
    {{"gormigrate", "gormigrate"}, ".go ", "gormigrate."},
    {{"bun", "Bun"}, ".go ", "bun.DB", "Migrations"},
    {{"sea-orm", "SeaORM"}, ".rs ", "MigrationTrait"},
    {{"liquibase", "Liquibase"}, ".xml .yaml .yml .json ", "databaseChangeLog"},
};

// Names of folders, or parts of them, in which migrations in code are looked for.
constexpr std::array<std::string_view, 7> telling{"migrat", "migration", "changelog", "versions",
                                                  "alembic", "evolutions", "schema"};
// Made beside a migration, and none.
constexpr std::array<std::string_view, 7> beside{".designer.cs", "snapshot.cs", ".d.ts",    "_test.go",
                                                 "__init__.py",  ".test.ts",    ".spec.ts"};

std::string ending_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string() : lower(name.substr(dot)) + ' ';
}

bool has_row(std::string_view ending) {
  return !ending.empty() && std::any_of(std::begin(rows), std::end(rows), [&](const Row& row) {
    return row.endings.find(ending) != std::string_view::npos;
  });
}

bool is_made_beside(std::string_view name) {
  const std::string small = lower(name);
  return std::any_of(beside.begin(), beside.end(), [&](std::string_view each) { return small.ends_with(each); });
}

/// By the last three names of its path.
bool may_hold_migrations(const FolderView& folder) {
  const std::string path = lower(absolute_path(folder.access->working_folder(), folder.path));
  std::size_t begin = path.size();
  for (int names = 0; names < 3 && begin != 0 && begin != std::string::npos; ++names) begin = path.rfind('/', begin - 1);
  const std::string_view last = std::string_view(path).substr(begin == std::string::npos ? 0 : begin);
  return std::any_of(telling.begin(), telling.end(),
                     [&](std::string_view each) { return last.find(each) != std::string_view::npos; });
}

}  // namespace

const CodeFramework* code_framework_of(const FolderView& folder, const std::string& name) {
  const std::string ending = ending_of(name);
  if (!has_row(ending) || is_made_beside(name) || !may_hold_migrations(folder)) return nullptr;
  const std::string head = folder.head(name);
  for (const Row& row : rows)
    if (row.endings.find(ending) != std::string_view::npos && head.find(row.word) != std::string::npos &&
        head.find(row.too) != std::string::npos)
      return &row.framework;
  return nullptr;
}

bool is_numbered_code(std::string_view name) {
  constexpr std::string_view code = ".js .ts .mjs .cjs .go .py .java .kt .rb .php .cs .exs ";
  const std::string ending = ending_of(name);
  if (ending.empty() || code.find(ending) == std::string_view::npos || is_made_beside(name)) return false;
  const std::size_t number = name[0] == 'V' ? 1 : 0;
  const std::string_view digits = leading_digits(name.substr(number));
  const std::string_view rest = name.substr(number + digits.size());
  return !digits.empty() && (rest.starts_with('_') || rest.starts_with('-') || rest.starts_with('.'));
}

}  // namespace godwit
