"""The command line as docs/command-line.md promises it: exit status, what goes to which stream, options.

usage: command_line.py GODWIT [unittest arguments]
"""
import json
import os
import pathlib
import pty
import subprocess
import sys
import tempfile
import unittest

GODWIT = os.path.abspath(sys.argv.pop(1))

SAFE = "CREATE TABLE users (id bigint PRIMARY KEY, email text);\n"
ERROR = "DROP TABLE users;\n"
INDEX = "CREATE INDEX users_email ON users (email);\n"


class CommandLine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        # Nothing above the folder may configure these runs, nor the terminal they were started from.
        self.environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}

    def write(self, **files):
        for name, text in files.items():
            path = self.folder / name.replace("__", "/")
            path = path if path.suffix else path.with_suffix(".sql")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())

    def godwit(self, *arguments, stdin="", folder=None, **environment):
        return subprocess.run([GODWIT, *arguments], cwd=folder or self.folder, input=stdin, capture_output=True, text=True,
                              env={**self.environment, **environment}, check=False)

    def expect(self, status, *arguments, **how):
        done = self.godwit(*arguments, **how)
        self.assertEqual(done.returncode, status, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done

    def lint_json(self, *arguments, **how):
        return json.loads(self.godwit("lint", "--format", "json", *arguments, **how).stdout)

    def rules_found(self, *arguments, **how):
        return [finding["rule"] for finding in self.lint_json(*arguments, **how)["findings"]]

    # ------------------------------------------------------------------------------------------------ exit status

    def test_nothing_found_is_0(self):
        self.write(m__1=SAFE)
        done = self.expect(0, "lint", "m")
        self.assertIn("Nothing found in 1 migration", done.stdout)
        self.assertEqual(done.stderr, "")

    def test_a_folder_without_migrations_is_2(self):
        (self.folder / "empty").mkdir()
        self.assertIn("holds no migrations", self.expect(2, "lint", "empty").stderr)
        self.expect(0, "lint", "--allow-empty", "empty")

    def test_what_is_excluded_is_said(self):
        self.write(m__1=SAFE)
        (self.folder / "godwit.toml").write_text('exclude = ["m/*.sql"]\n')
        self.assertIn("excluded by the configuration", self.expect(0, "lint", "m").stdout)

    def test_migrations_in_code_are_2_unless_somebody_looks_after_them(self):
        (self.folder / "db/migrate").mkdir(parents=True)
        (self.folder / "db/migrate/1_a.rb").write_text("class A < ActiveRecord::Migration[7.1]\nend\n")
        said = "1 Rails migration in `db/migrate` cannot be read yet"
        self.assertIn(said, self.expect(2, "lint").stderr)
        self.assertIn(said, self.expect(2, "lint", "--format", "sarif").stdout)
        effects = self.expect(2, "effects", "--format", "json")
        self.assertEqual(json.loads(effects.stdout), [])
        self.assertIn(said, effects.stderr)
        (self.folder / "godwit.toml").write_text('[[paths]]\npattern = "db/migrate"\nunread = "reviewed by hand"\n')
        self.expect(0, "lint")

    def test_risk_is_said_of_what_was_judged(self):
        self.write(**{"m__1.up.sql": SAFE, "m__1.down.sql": ERROR})
        self.assertIn("Risk: safe", self.expect(0, "lint", "m").stdout)
        self.assertNotIn("Risk:", self.expect(0, "lint", "m/1.down.sql").stdout)
        self.assertNotIn("Risk:", self.expect(0, "lint", "--select", "drop-table", "m").stdout)

    def test_a_project_is_shown(self):
        self.write(**{"m__1_a.up.sql": SAFE, "m__1_a.down.sql": ERROR})
        shown = json.loads(self.expect(0, "project", "--format", "json", "m").stdout)
        self.assertEqual(len(shown), 1)
        self.assertEqual(sorted(shown[0]), ["ambiguous", "dialect", "evidence", "framework", "ignored", "migrations",
                                            "root", "unread"])
        self.assertEqual([(each["path"], each["direction"], each["kind"]) for each in shown[0]["migrations"]],
                         [("m/1_a.up.sql", "up", "versioned"), ("m/1_a.down.sql", "down", "versioned")])
        self.assertIn("because ", self.expect(0, "project", "m").stdout)

    def test_findings_are_1(self):
        self.write(m__1=SAFE, m__2=ERROR)
        self.assertIn("drop-table", self.expect(1, "lint", "m").stdout)

    def test_fail_on(self):
        self.write(m__1=SAFE, m__2=ERROR)
        self.write(**{"godwit.toml": '[rules]\n"*" = "off"\ndrop-table = "warning"\n'})
        self.expect(1, "lint", "m")
        self.expect(1, "lint", "m", "--fail-on", "note")
        self.expect(1, "lint", "m", "--fail-on", "warning")
        self.expect(0, "lint", "m", "--fail-on", "error")
        self.expect(0, "lint", "m", "--fail-on", "never")

    def test_a_path_that_does_not_exist_is_2_and_hides_nothing_else(self):
        self.write(m__1=SAFE, m__2=ERROR)
        done = self.expect(2, "lint", "m", "missing", "--fail-on", "never")
        self.assertIn("missing", done.stderr)
        self.assertIn("drop-table", done.stdout)

    def test_a_broken_configuration_is_2_with_its_place_and_hides_nothing_else(self):
        self.write(m__1=SAFE, m__2=ERROR)
        self.write(**{"godwit.toml": "\npostgres-versio = 15\n"})
        done = self.expect(2, "lint", "m")
        self.assertIn("godwit.toml:2:1", done.stderr)
        self.assertIn("postgres-version", done.stderr)
        self.assertIn("drop-table", done.stdout)
        self.expect(2, "lint", "m", "--config", "missing.toml")

    def test_a_broken_configuration_is_in_the_reports(self):
        self.write(m__1=SAFE)
        self.write(**{"godwit.toml": "\n  postgres-versio = 15\n"})
        failure, = json.loads(self.expect(2, "lint", "--format", "json", "m").stdout)["failures"]
        self.assertEqual((failure["path"], failure["kind"]), ("godwit.toml", "configuration"))
        self.assertEqual(failure["start"], {"line": 2, "column": 3, "offset": 3})
        invocation, = json.loads(self.expect(2, "lint", "--format", "sarif", "m").stdout)["runs"][0]["invocations"]
        self.assertFalse(invocation["executionSuccessful"])
        notification, = invocation["toolConfigurationNotifications"]
        place = notification["locations"][0]["physicalLocation"]
        self.assertEqual((place["artifactLocation"]["uri"], place["region"]["startLine"]), ("godwit.toml", 2))
        self.assertNotIn("could not be read", self.expect(2, "lint", "m").stdout)
        (self.folder / "godwit.toml").write_text("")
        invocation, = json.loads(self.expect(0, "lint", "--format", "sarif", "m").stdout)["runs"][0]["invocations"]
        self.assertTrue(invocation["executionSuccessful"])
        self.expect(2, "lint", "--config", "missing.toml", "--format", "sarif", "m")

    def test_a_suppression_says_where_it_comes_from(self):
        self.write(m__1=SAFE, m__2="-- godwit: allow drop-table: nobody reads it\n" + ERROR)
        finding, = [each for each in self.lint_json("m", "--select", "drop-table")["findings"] if each["suppressed"]]
        self.assertEqual(finding["suppression"]["by"], "comment")
        self.assertEqual((finding["suppression"]["path"], finding["suppression"]["start"]["column"]), ("m/2.sql", 18))

    def test_usage_is_2_and_on_standard_error(self):
        for arguments in ([], ["lnt"], ["lint", "--nonsense"], ["lint", "--format", "xml"], ["lint", "--select", "nonsense"],
                          ["lint", "--postgres-version", "12"], ["lint", "--postgres-version", "19"], ["explain"],
                          ["effects", "--format", "sarif"], ["lint", "-", "m"], ["lint", "--fail-on", "always"]):
            done = self.expect(2, *arguments)
            self.assertEqual(done.stdout, "", arguments)
            self.assertNotEqual(done.stderr, "", arguments)
        self.assertIn("did you mean `lint`", self.godwit("lnt").stderr)

    def test_an_output_that_cannot_be_written_is_2(self):
        self.write(m__1=SAFE)
        self.assertIn("missing/out", self.expect(2, "lint", "m", "--output", "missing/out").stderr)

    # --------------------------------------------------------------------------------------------------- options

    def test_the_working_directory_is_the_default(self):
        self.write(**{"1.sql": SAFE, "2.sql": ERROR})
        self.assertIn("2.sql:1:1 ", self.expect(1, "lint").stdout)

    def test_output_goes_to_a_file(self):
        self.write(m__1=SAFE, m__2=ERROR)
        done = self.expect(1, "lint", "m", "--output", "report.txt")
        self.assertEqual(done.stdout, "")
        self.assertIn("drop-table", (self.folder / "report.txt").read_text())

    def test_select_and_ignore(self):
        self.write(m__1=SAFE, m__2=INDEX + ERROR)
        everything = self.rules_found("m")
        self.assertIn("sql/drop-table", everything)
        self.assertIn("postgres/index-without-concurrently", everything)
        self.assertEqual(self.rules_found("m", "--select", "drop-table"), ["sql/drop-table"])
        both = self.rules_found("m", "--select", "drop-table,index-without-concurrently")
        self.assertEqual(sorted(both), ["postgres/index-without-concurrently", "sql/drop-table"])
        twice = self.rules_found("m", "--select", "drop-table", "--select", "index-without-concurrently")
        self.assertEqual(both, twice)
        self.assertNotIn("sql/drop-table", self.rules_found("m", "--ignore", "drop-table"))
        self.assertEqual(self.rules_found("m", "--ignore", "*"), [])

    def test_an_option_of_a_list_takes_no_path(self):
        self.write(m__1=SAFE, m__2=ERROR)
        self.assertEqual(self.rules_found("--select", "drop-table", "m"), ["sql/drop-table"])

    def test_the_command_line_stands_above_the_configuration(self):
        self.write(m__1="CREATE TABLE p (id int) PARTITION BY LIST (id);\nCREATE TABLE c PARTITION OF p FOR VALUES IN (1);\n")
        self.write(m__2="ALTER TABLE p DETACH PARTITION c;\n", **{"godwit.toml": "postgres-version = 13\n"})

        def lock(*arguments):
            file = json.loads(self.godwit("effects", "--format", "json", "m", *arguments).stdout)[1]
            return file["statements"][0]["tables"]["public.c"]["lock"]

        self.assertEqual(lock(), "ShareUpdateExclusiveLock")
        self.assertEqual(lock("--postgres-version", "18"), "AccessExclusiveLock")

    def refusals(self, *arguments, stdin):
        done = self.expect(0, "effects", "--format", "json", "--dialect", "cypher", *arguments, "-", stdin=stdin)
        return [hazard["hazard"] for hazard in json.loads(done.stdout)[0]["statements"][0]["hazards"]]

    def test_servers_are_named_once_a_database(self):
        self.write(m__1="CREATE TABLE p (id int) PARTITION BY LIST (id);\nCREATE TABLE c PARTITION OF p FOR VALUES IN (1);\n")
        self.write(m__2="ALTER TABLE p DETACH PARTITION c;\n", **{"godwit.toml": "[servers]\npostgres = \"13\"\n"})

        def lock(*arguments):
            done = self.expect(0, "effects", "--format", "json", "m", *arguments)
            return json.loads(done.stdout)[1]["statements"][0]["tables"]["public.c"]["lock"]

        self.assertEqual(lock(), "ShareUpdateExclusiveLock")
        self.assertEqual(lock("--server", "postgres-18"), "AccessExclusiveLock")
        self.assertEqual(lock("--server", "neo4j-5.26-enterprise", "--server", "postgres-18"), "AccessExclusiveLock")
        self.assertEqual(lock("--server", "neo4j-5"), "ShareUpdateExclusiveLock")
        for arguments, why in (
                (["--server", "postgres-15", "--server", "postgres-16"], "of one database"),
                (["--server", "postgres-15", "--postgres-version", "16"], "two versions of PostgreSQL"),
                (["--server", "postgre-15"], "did you mean `postgres`"),
                (["--server", "oracle-19"], "(neo4j, postgres)"),
                (["--server", "postgres-12"], "PostgreSQL is 13 to 18, not 12"),
                (["--postgres-version", "12"], "--postgres-version is 13 to 18, not 12"),
                (["--neo4j-version", "4.3"], "--neo4j-version is a version such as 5.26, from 4.4 on, not 4.3"),
                (["--neo4j-edition", "free"], "--neo4j-edition is community or enterprise, not `free`"),
                (["--dialect", "cipher"], "did you mean `cypher`")):
            done = self.expect(2, "lint", "m", *arguments)
            self.assertIn(why, done.stderr)
            self.assertEqual(done.stdout, "")
        self.assertIn("neo4j-5.26, postgres-15", self.expect(0, "lint", "--help").stdout)

    def test_other_spellings_say_the_same_of_a_server(self):
        old = "CREATE INDEX ON :Person(name);\n"  # 4.4 took it, 5 does not
        for arguments in ((), ("--neo4j-version", "5"), ("--server", "neo4j"), ("--server", "neo4j-5")):
            self.assertIn("refused", self.refusals(*arguments, stdin=old), arguments)
        for arguments in (("--neo4j-version", "4.4"), ("--server", "neo4j-4.4"), ("--server", "neo4j-4")):
            self.assertNotIn("refused", self.refusals(*arguments, stdin=old), arguments)
        key = "CREATE CONSTRAINT k FOR (n:Person) REQUIRE (n.id) IS NODE KEY;\n"
        for arguments in (("--neo4j-edition", "enterprise"), ("--server", "neo4j-enterprise")):
            self.assertNotIn("refused", self.refusals(*arguments, stdin=key), arguments)
        for arguments in (("--neo4j-edition", "community"), ("--server", "neo4j-5.26-community")):
            self.assertIn("refused", self.refusals(*arguments, stdin=key), arguments)

    def test_what_text_is_can_be_said(self):
        graph = "MATCH (n) DETACH DELETE n;\n"
        self.assertEqual(self.rules_found("-", stdin=graph), ["any/syntax-error"])
        self.assertIn("cypher/everything-deleted", self.rules_found("--dialect", "cypher", "-", stdin=graph))
        self.write(a__1=graph, b__1=SAFE, b__2=ERROR)
        self.write(**{"godwit.toml": '[[paths]]\npattern = "a/*"\ndialect = "cypher"\n'})
        self.assertIn("cypher/everything-deleted", self.rules_found("a"))
        self.assertIn("sql/drop-table", self.rules_found("b"))
        self.assertIn("any/syntax-error", self.rules_found("a", "--dialect", "postgres"))

    def test_each_path_has_the_configuration_above_it(self):
        self.write(a__m__1=SAFE, a__m__2=ERROR, b__m__1=SAFE, b__m__2=ERROR)
        self.write(**{"b__godwit.toml": '[rules]\n"*" = "off"\n'})
        report = self.lint_json("a/m", "b/m")
        self.assertEqual({finding["path"] for finding in report["findings"]}, {"a/m/2.sql"})
        self.assertEqual(report["summary"]["migrations"], 4)

    def test_standard_input(self):
        done = self.expect(1, "lint", "-", stdin=SAFE + "DROP TABLE other;\n")
        self.assertIn("drop-table", done.stdout)

    def test_standard_input_stands_for_a_file_in_its_history(self):
        self.write(m__1=SAFE, m__2=INDEX)
        report = self.lint_json("-", "--stdin-filename", "m/2.sql", stdin=ERROR)
        self.assertIn("sql/drop-table", [finding["rule"] for finding in report["findings"]])
        self.assertEqual({finding["path"] for finding in report["findings"]}, {"m/2.sql"})

    def test_quiet_is_one_line_a_finding(self):
        self.write(m__1=SAFE, m__2=ERROR)
        lines = self.expect(1, "lint", "m", "--quiet", "--select", "drop-table").stdout.splitlines()
        self.assertEqual(len(lines), 1)
        self.assertRegex(lines[0], r"^m/2\.sql:1:\d+: error: .* \[sql/drop-table\]$")
        self.write(m__2=SAFE.replace("users", "others"))
        self.assertEqual(self.expect(0, "lint", "m", "--quiet").stdout, "")

    def test_statistics(self):
        self.write(m__1=SAFE, m__2=ERROR)
        self.assertRegex(self.godwit("lint", "m", "--statistics").stdout, r"(?m)^ +1  error +sql/drop-table$")

    # ------------------------------------------------------------------------- the same names in every working directory

    def identity(self, folder, *arguments):
        """What outlives a run: fingerprints, the category, where files are and what they are told from."""
        log = json.loads(self.godwit("lint", "--format", "sarif", *arguments, folder=folder).stdout)["runs"][0]
        findings = json.loads(self.godwit("lint", "--format", "json", *arguments, folder=folder).stdout)["findings"]
        places = [place["physicalLocation"]["artifactLocation"] for result in log["results"]
                  for place in (*result["locations"], *result.get("relatedLocations", []))]
        self.assertTrue(findings)
        self.assertEqual([result["partialFingerprints"]["godwitFingerprint/v1"] for result in log["results"]],
                         [finding["fingerprint"] for finding in findings])
        return [finding["fingerprint"] for finding in findings], log["automationDetails"], places, log["originalUriBaseIds"]

    def all_ways_to(self, folder):
        """Runs that ask for one folder below self.folder."""
        absolute = self.folder / folder
        (self.folder / "link").symlink_to(folder)
        (self.folder / "elsewhere").mkdir()
        up = "/".join([".."] * len(pathlib.Path(folder).parts))
        return [(self.folder, folder), (absolute, "."), (absolute,), (absolute / "..", absolute.name), (self.folder, str(absolute)),
                (absolute, str(absolute)), (pathlib.Path("/"), str(absolute)), (self.folder / "elsewhere", f"../{folder}"),
                (self.folder, f"{folder}/"), (self.folder, f"./{folder}"), (self.folder, f"{folder}/../{absolute.name}"),
                (self.folder, "link"), (self.folder / "link", "."), (absolute, f"{up}/{folder}"), (self.folder, "elsewhere/../link/")]

    def same_from_everywhere(self, folder):
        """A change of what is the same changes the findings' identity, which nobody would see here: so it is returned."""
        first, *others = self.all_ways_to(folder)
        expected = self.identity(*first)
        for how in others:
            self.assertEqual(self.identity(*how), expected, how)
        return expected

    def test_names_are_told_from_the_repository(self):
        self.write(shop__db__1=SAFE, shop__db__2=INDEX + ERROR)
        self.write(**{"shop__godwit.toml": ""})
        (self.folder / ".git").mkdir()
        _, category, places, bases = self.same_from_everywhere("shop/db")
        self.assertEqual(category["id"], "godwit/shop/db/")
        self.assertEqual({place["uri"] for place in places}, {"shop/db/2.sql"})
        self.assertEqual({place["uriBaseId"] for place in places}, {"%SRCROOT%"})
        self.assertNotIn("uri", bases["%SRCROOT%"])

    def test_names_are_told_from_the_configuration_where_there_is_no_repository(self):
        self.write(shop__db__1=SAFE, shop__db__2=INDEX + ERROR)
        self.write(**{"shop__godwit.toml": ""})
        _, category, places, _ = self.same_from_everywhere("shop/db")
        self.assertEqual(category["id"], "godwit/db/")
        self.assertEqual({place["uri"] for place in places}, {"db/2.sql"})

    def test_names_are_told_from_the_history_where_there_is_nothing_else(self):
        self.write(sqlx__1=SAFE, sqlx__2=INDEX + ERROR)
        fingerprints, category, places, _ = self.same_from_everywhere("sqlx")
        self.assertEqual(category["id"], "godwit/")
        self.assertEqual({place["uri"] for place in places}, {"2.sql"})
        self.assertEqual(self.identity(self.folder, "sqlx/2.sql")[0], fingerprints)
        self.assertEqual(self.identity(self.folder)[0], fingerprints)

    def test_files_of_several_roots_are_told_apart(self):
        self.write(a__1=SAFE, a__2=ERROR, b__1=SAFE, b__2=ERROR)
        fingerprints, _, places, bases = self.identity(self.folder, "a", "b")
        self.assertEqual([(place["uri"], place["uriBaseId"]) for place in places if place["uri"] == "2.sql"][::len(places) - 1],
                         [("2.sql", "%SRCROOT%"), ("2.sql", "%SRCROOT2%")])
        self.assertTrue(bases["%SRCROOT2%"]["uri"].endswith("/b/"))
        self.assertEqual(fingerprints, self.identity(self.folder / "b", "../a", ".")[0])

    def test_the_category_is_the_folder_that_holds_all_that_was_asked_for(self):
        self.write(shop__a__1=SAFE, shop__a__2=ERROR, shop__b__1=SAFE, shop__b__2=ERROR)
        (self.folder / ".git").mkdir()
        for folder, *paths in ((self.folder, "shop/a", "shop/b"), (self.folder / "shop", "a", "b/2.sql"),
                               (self.folder / "shop/a", "2.sql", "../b")):
            self.assertEqual(self.identity(folder, *paths)[1]["id"], "godwit/shop/")
        self.assertEqual(self.identity(self.folder)[1]["id"], "godwit/")

    def test_globs_of_a_configuration_mean_the_same_everywhere(self):
        self.write(shop__db__1=SAFE, shop__db__2=ERROR)
        self.write(**{"shop__godwit.toml": '[[paths]]\npattern = "db/2.sql"\nrules = { "*" = "off" }\n'})
        for how in ((self.folder, "shop/db"), (self.folder / "shop", "db"), (self.folder / "shop/db",),
                    (pathlib.Path("/"), str(self.folder / "shop/db"))):
            folder, *paths = how
            self.assertEqual(json.loads(self.godwit("lint", "--format", "json", *paths, folder=folder).stdout)["findings"], [], how)

    # ---------------------------------------------------------------------------------------------------- colour

    def on_a_terminal(self, *arguments, **environment):
        """What godwit writes to a terminal."""
        main, side = pty.openpty()
        with subprocess.Popen([GODWIT, *arguments], cwd=self.folder, stdout=side, stderr=subprocess.DEVNULL,
                              env={**self.environment, "TERM": "xterm", **environment}) as process:
            os.close(side)
            out = b""
            while True:
                try:
                    part = os.read(main, 65536)
                except OSError:  # Linux says so at the end
                    break
                if not part:
                    break
                out += part
            process.wait()
        os.close(main)
        return out

    def test_colour(self):
        self.write(m__1=SAFE, m__2=ERROR)
        lint = ("lint", "m")
        self.assertNotIn("\x1b", self.godwit(*lint).stdout)
        self.assertIn("\x1b", self.godwit(*lint, "--color", "always").stdout)
        self.assertIn("\x1b", self.godwit(*lint, CLICOLOR_FORCE="1").stdout)
        self.assertNotIn("\x1b", self.godwit(*lint, CLICOLOR_FORCE="1", NO_COLOR="1").stdout)
        self.assertNotIn("\x1b", self.godwit(*lint, "--color", "never", CLICOLOR_FORCE="1").stdout)
        self.assertIn("\x1b", self.godwit(*lint, "--color", "always", NO_COLOR="1").stdout)
        self.assertIn(b"\x1b", self.on_a_terminal(*lint))
        self.assertNotIn(b"\x1b", self.on_a_terminal(*lint, NO_COLOR="1"))
        self.assertNotIn(b"\x1b", self.on_a_terminal(*lint, TERM="dumb"))
        self.assertNotIn(b"\x1b", self.on_a_terminal(*lint, "--color", "never"))

    def test_only_text_is_coloured(self):
        self.write(m__1=SAFE, m__2=ERROR)
        json.loads(self.godwit("lint", "m", "--format", "json", "--color", "always").stdout)

    # --------------------------------------------------------------------------------------------- other commands

    def test_effects(self):
        self.write(m__1=SAFE, m__2=INDEX)
        file = json.loads(self.expect(0, "effects", "m", "--format", "json").stdout)[1]
        self.assertEqual(file["file"], "m/2.sql")
        table = file["statements"][0]["tables"]["public.users"]
        self.assertEqual((table["lock"], table["rewrite"], table["scan"]), ("ShareLock", False, True))
        self.assertIn("SHARE lock", self.expect(0, "effects", "m").stdout)
        self.expect(2, "effects", "missing")

    def test_rules(self):
        rules = json.loads(self.expect(0, "rules", "--format", "json").stdout)
        ids = [rule["id"] for rule in rules]
        self.assertIn("sql/drop-table", ids)
        text = self.expect(0, "rules").stdout
        for rule in ids:
            self.assertIn(rule, text)

    def test_every_rule_is_explained(self):
        for rule in json.loads(self.godwit("rules", "--format", "json").stdout):
            page = self.expect(0, "explain", rule["id"]).stdout
            self.assertTrue(page.startswith(rule["id"]))
            self.assertNotIn("```", page)

    def test_explain_takes_other_names_and_helps_with_wrong_ones(self):
        page = self.expect(0, "explain", "sql/drop-table").stdout
        self.assertEqual(self.expect(0, "explain", "drop-table").stdout, page)
        wrong = self.expect(2, "explain", "drop-tabel")
        self.assertIn("did you mean `drop-table`", wrong.stderr)
        self.assertEqual(wrong.stdout, "")

    def test_an_id_that_a_rule_had_once_works_everywhere_and_says_the_new_one_once(self):
        now = "`postgres/drop-table` is now `sql/drop-table`"
        explained = self.expect(0, "explain", "postgres/drop-table").stdout
        self.assertEqual(explained, f"{now}.\n\n" + self.expect(0, "explain", "sql/drop-table").stdout)
        self.write(m__1=SAFE, m__2=ERROR, m__3="DROP TABLE a;\n")
        done = self.godwit("lint", "m", "--quiet", "--select", "postgres/drop-table")
        self.assertEqual(done.stdout.count("[sql/drop-table]"), 2)
        self.assertEqual(done.stderr, f"note: {now}\n")
        self.assertNotIn("sql/drop-table", self.rules_found("m", "--ignore", "postgres/drop-table"))
        self.write(m__2=f"-- godwit: allow postgres/drop-table: gone\n{ERROR}",
                   m__3="DROP TABLE a; -- godwit: allow postgres/drop-table: gone\n")
        done = self.expect(0, "lint", "m", "--quiet", "--select", "drop-table,any")
        self.assertEqual((done.stdout, done.stderr), ("", f"note: m/2.sql: {now}\n"))
        self.write(m__2=ERROR, **{"godwit.toml": '[rules]\n"postgres/drop-table" = "note"\n'})
        done = self.expect(0, "lint", "m", "--quiet", "--select", "drop-table")
        self.assertRegex(done.stdout, r"^m/2\.sql:1:\d+: note: ")
        self.assertEqual(done.stderr, f"note: godwit.toml:2:1: {now}\n")
        self.assertEqual(self.expect(0, "lint", "m", "--quiet", "--select", "sql/drop-table", "--ignore", "sql/*").stderr,
                         done.stderr)

    def test_the_name_of_a_dialect_means_all_rules_that_hold_for_it(self):
        self.write(m__1=SAFE, m__2=INDEX + ERROR)
        found = self.rules_found("m", "--select", "postgres/*")
        self.assertIn("sql/drop-table", found)
        self.assertIn("postgres/index-without-concurrently", found)
        self.assertEqual(self.rules_found("m", "--select", "sql/*"), ["sql/drop-table"])
        self.assertEqual(self.rules_found("m", "--select", "cypher/*"), [])

    def test_version_and_help(self):
        version = self.expect(0, "--version").stdout
        self.assertRegex(version, r"^godwit \d+\.\d+\.\d+\n")
        self.assertIn("postgres: ", version)
        self.assertIn("lint", self.expect(0, "--help").stdout)
        self.assertIn("--stdin-filename", self.expect(0, "lint", "--help").stdout)


unittest.main()
