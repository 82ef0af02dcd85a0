#include "frontends/placeholders.h"

#include <godwit/project/frontend.h>

#include "history.h"
#include "support/catch.h"

using namespace godwit;
using namespace godwit::frontends;
using test::Lines;
using test::script_at;

namespace {

Migration migration_of(std::string text) {
  Migration migration;
  migration.steps.emplace_back(
      verbatim_script("postgres", std::make_shared<const Buffer>(Buffer{"a.sql", std::move(text)})));
  return migration;
}

std::string template_of(std::string text) {
  Migration migration = migration_of(std::move(text));
  read_templates(migration);
  std::string all;
  for (const Step& step : migration.steps)
    all += std::holds_alternative<Script>(step) ? std::string(text_of(step)) : "[" + std::string(text_of(step)) + "]";
  return all;
}

std::string filled(std::string text) {
  Migration migration = migration_of(std::move(text));
  fill_placeholders(migration, {dollar_braces}, [](std::string_view name) -> std::optional<std::string> {
    if (name == "schema") return "app";
    return std::nullopt;
  });
  return std::string(text_of(migration.steps.at(0)));
}

}  // namespace

TEST_CASE("placeholders: what is given is put in, wherever it stands but in comments") {
  CHECK(filled("DROP TABLE ${schema}.pen;") == "DROP TABLE app.pen;");
  CHECK(filled("DROP TABLE \"${schema}\".pen; -- ${schema}") == "DROP TABLE \"app\".pen; -- ${schema}");
  CHECK(filled("SELECT '${schema}' || $$ ${schema} $$;") == "SELECT 'app' || $$ app $$;");
  CHECK(filled("DROP TABLE ${schema}_pen;") == "DROP TABLE app_pen;");
}

TEST_CASE("placeholders: what nobody knows is one name, called as it is written") {
  CHECK(template_of("DROP TABLE ${s}.pen;") == "DROP TABLE \"${s}\".pen;");
  CHECK(template_of("DROP TABLE ${s}_Pen, {{.P}}pen, {{ .P }}pen;") ==
        "DROP TABLE \"${s}_pen\", \"{{ .P }}pen\", \"{{ .P }}pen\";");
  CHECK(template_of("DROP TABLE {{ index .Options \"Namespace\" }}.t;") ==
        "DROP TABLE \"{{ index .Options \"\"Namespace\"\" }}\".t;");
  CHECK(template_of("DROP TABLE @s@.t, \"@s@\".u, <%= s %>.v;") == "DROP TABLE \"@s@\".t, \"@s@\".u, \"<% = s %>\".v;");
  CHECK(template_of("ALTER TABLE t ALTER c SET DEFAULT ${n};") == "ALTER TABLE t ALTER c SET DEFAULT '${n}';");
}

TEST_CASE("placeholders: templates that only steer send nothing, and a statement that is one is not read") {
  CHECK(template_of("{{ if .X }}SELECT 1;{{ else }}SELECT 2;{{ end }}") == " SELECT 1; SELECT 2; ");
  CHECK(template_of("SELECT 1; ${statement}; SELECT 2;") == "SELECT 1; [${statement}] SELECT 2;");
  CHECK(template_of("{{ template \"shared/x.sql\" . }}") == "[{{ template \"shared/x.sql\" . }}]");
}

TEST_CASE("placeholders: what only looks like one") {
  for (const char* text : {"SELECT 'a@b.c' , 'x@y';", "SELECT '{{1,2},{3,4}}'::int[];", "SELECT a @> b, c <@ d, @ -5;",
                           "DO $x$ BEGIN PERFORM 1; END $x$;", "SELECT '${'; SELECT $1;"})
    CHECK(template_of(text) == text);
}

TEST_CASE("placeholders: places are those of the file") {
  Migration migration = migration_of("DROP TABLE ${schema}.pen;");
  read_templates(migration);
  const Script& script = script_at(migration);
  CHECK(script.map.to_file({static_cast<std::uint32_t>(script.text.find("pen")), static_cast<std::uint32_t>(script.text.find(';'))}) ==
        Span{21, 24});
  CHECK(!script.map.editable({11, 14}));
  CHECK(script.map.editable({0, 4}));
}
