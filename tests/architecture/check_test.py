"""Proves that each check notices what it is for: small projects, each with one fault."""

import tempfile
import unittest
from pathlib import Path

import check
from functions import function_lengths

ROOMS = """godwit_room(source)
godwit_room(ir LINKS godwit_source)
godwit_room(world LINKS godwit_ir)
godwit_room(findings LINKS godwit_ir)
godwit_room(dialects LINKS godwit_world PRIVATE_LINKS nlohmann_json::nlohmann_json)
godwit_room(report LINKS godwit_findings PRIVATE_LINKS fmt::fmt)
"""
TREE = "```text tree\nsrc/    the code\n  ir/   what is done\ndocs/   words\n```\n"


class CheckTest(unittest.TestCase):
    def faults(self, name, files):
        with tempfile.TemporaryDirectory() as folder:
            for path, text in ({"src/CMakeLists.txt": ROOMS} | files).items():
                (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(folder) / path).write_text(text, encoding="utf-8")
            return list(check.CHECKS[name](check.Project(folder)))

    def included(self, path, header):
        return self.faults("includes", {path: f"#pragma once\n#include {header}\n"})

    def test_rooms_know_only_rooms_before_them(self):
        self.assertEqual([], self.included("src/world/a.cpp", "<godwit/source/span.h>"))
        self.assertEqual(["src/ir/a.cpp:2: godwit/world/world.h: ir must not know world"],
                         self.included("src/ir/a.cpp", "<godwit/world/world.h>"))
        self.assertTrue(self.included("include/godwit/ir/a.h", "<godwit/world/world.h>"))
        self.assertTrue(self.included("src/nothing/a.cpp", "<vector>"))

    def test_private_headers_stay_in_their_room_and_folder(self):
        self.assertEqual([], self.included("src/world/a.cpp", '"world/b.h"'))
        self.assertEqual([], self.included("src/dialects/cypher/a.cpp", '"dialects/cypher/b.h"'))
        self.assertEqual([], self.included("src/cli/a.cpp", '"report/b.h"'))
        self.assertTrue(self.included("src/world/a.cpp", '"ir/b.h"'))
        self.assertTrue(self.included("src/cli/a.cpp", '"engine/b.h"'))
        self.assertTrue(self.included("src/dialects/cypher/a.cpp", '"dialects/mysql/b.h"'))

    def test_libraries_are_used_where_they_are_linked(self):
        self.assertEqual([], self.included("src/report/a.cpp", "<fmt/format.h>"))
        self.assertEqual([], self.included("src/cli/a.cpp", "<fmt/format.h>"))
        self.assertTrue(self.included("src/ir/a.cpp", "<fmt/format.h>"))
        self.assertTrue(self.included("include/godwit/report/a.h", "<fmt/format.h>"))

    def test_the_parser_of_postgresql_stays_in_its_folder(self):
        self.assertEqual([], self.included("src/dialects/postgres/a.cpp", '"nodes/parsenodes.h"'))
        self.assertTrue(self.included("src/dialects/cypher/a.cpp", '"nodes/parsenodes.h"'))
        self.assertTrue(self.included("src/report/a.cpp", '"pg_query.h"'))

    def test_rules_see_operations_effects_and_the_world(self):
        self.assertEqual([], self.included("rules/postgres/a.cpp", "<godwit/world/result.h>"))
        self.assertTrue(self.included("rules/postgres/a.cpp", "<godwit/dialects/dialect.h>"))
        self.assertTrue(self.included("rules/postgres/a.cpp", '"drop-table.cpp"'))

    def test_rules_of_a_family_know_no_database(self):
        known = {"src/CMakeLists.txt": ROOMS + "godwit_room(rules LINKS godwit_world godwit_findings)\n"}
        def faults(path, header):
            return self.faults("includes", known | {path: f"#include <godwit/rules/{header}>\n"})
        self.assertEqual([], faults("rules/postgres/a.cpp", "sql/b.h"))
        self.assertEqual([], faults("rules/sql/a.cpp", "b.h"))
        self.assertEqual([], faults("src/rules/sql/a.cpp", "sql/b.h"))
        self.assertEqual(["rules/sql/a.cpp:1: godwit/rules/postgres/b.h: sql must not know postgres"],
                         faults("rules/sql/a.cpp", "postgres/b.h"))
        self.assertTrue(faults("rules/cypher/a.cpp", "postgres/b.h"))
        self.assertTrue(faults("src/rules/a.cpp", "sql/b.h"))
        self.assertTrue(faults("include/godwit/rules/a.h", "cypher/b.h"))

    def test_dialects_catch_nothing_unthought_of(self):
        own = "template <class T>\n  requires(Nothing::has<T>)\nvoid apply(const T&, World&) {}\n"
        self.assertEqual([], self.faults("families", {"src/dialects/a/a.cpp": own}))
        self.assertEqual(["src/dialects/a/a.cpp:1: takes whatever operation nobody thought of"],
                         self.faults("families", {"src/dialects/a/a.cpp": own.replace("  requires(Nothing::has<T>)\n", "")}))
        self.assertTrue(self.faults("families", {"src/dialects/a/a.h": "template <class Op>\nvoid effects(const Op&, To&) {}"}))

    def test_rules_of_a_family_look_at_its_operations(self):
        files = {"include/godwit/ir/relational/postgres.h": "struct Vacuum { int a; };\nstruct Cluster {\n};\n",
                 "include/godwit/ir/relational/table.h": "struct AddColumn {};\n", "src/dialects/postgres/a.cpp": ""}
        def faults(path, text):
            return self.faults("families", files | {path: text})
        self.assertEqual([], faults("rules/sql/a.cpp", "on<AddColumn, check>(); op.as<AddColumn>();"))
        self.assertEqual([], faults("rules/postgres/a.cpp", "on<Vacuum, check>();"))
        self.assertEqual(["rules/sql/a.cpp: looks at Vacuum, which one database alone has"],
                         faults("rules/sql/a.cpp", "on<Vacuum, check>();"))
        self.assertTrue(faults("src/rules/sql/a.cpp", "operation.as<Cluster>()"))

    def test_files_stay_small(self):
        self.assertEqual([], self.faults("sizes", {"src/ir/a.cpp": "\n" * 400}))
        self.assertEqual(1, len(self.faults("sizes", {"src/ir/a.cpp": "\n" * 600})))
        self.assertEqual(2, len(self.faults("sizes", {"src/ir/a.cpp": "\n" * 701})))
        self.assertEqual(2, len(self.faults("sizes", {"rules/any/a.cpp": "\n" * 201})))

    def test_functions_stay_small(self):
        self.assertEqual([], self.faults("sizes", {"src/ir/a.cpp": "void f() {\n" + "  g();\n" * 38 + "}\n"}))
        self.assertTrue(self.faults("sizes", {"src/ir/a.cpp": "void f() {\n" + "  g();\n" * 39 + "}\n"}))

    def test_functions_are_found(self):
        text = ('namespace a {\nstruct S {\n  int x{};\n  int f() const {\n    return "}"[0];  // }\n  }\n};\n'
                "constexpr int table[]{1, 2};\ntemplate <class T>\nvoid g(T t)\n{\n  if (t) { h(); }\n}\n}\n")
        self.assertEqual([(4, 3), (9, 5)], list(function_lengths(text)))

    def test_neutral_rooms_name_no_database(self):
        named = {"src/engine/a.cpp": 'int a;  // as PostgreSQL does\n/* not\n   Neo4j */\nauto b = "cypher//x"; int c;\n'}
        self.assertEqual(['src/engine/a.cpp:4: names a database: auto b = "cypher//x"; int c;'],
                         self.faults("neutral", named))
        self.assertTrue(self.faults("neutral", {"include/godwit/world/a.h": "struct Neo4jTarget;\n"}))
        self.assertTrue(self.faults("neutral", {"src/cli/a.cpp": "int sqlite_version;\n"}))
        self.assertEqual([], self.faults("neutral", {"src/dialects/a.cpp": "int mysql;\n"}))

    def test_the_list_of_lines_that_name_a_database_only_shrinks(self):
        def with_list(count, text):
            return self.faults("neutral", {"tests/architecture/neutral.txt": f"# why\nsrc/engine/a.cpp {count}\n",
                                           "src/engine/a.cpp": text})

        self.assertEqual([], with_list(1, "int cypher;\n"))
        self.assertEqual(2, len(with_list(1, "int cypher;\nint mysql;\n")))
        self.assertEqual(["tests/architecture/neutral.txt: src/engine/a.cpp names a database in 1 lines now, not in 2: "
                          "write that down"], with_list(2, "int cypher;\n"))
        self.assertEqual(["tests/architecture/neutral.txt: src/engine/a.cpp is not there any more: take it out"],
                         self.faults("neutral", {"tests/architecture/neutral.txt": "src/engine/a.cpp 1\n"}))

    def test_rules_are_pairs(self):
        cpp = "namespace godwit::rules::any {\nextern const Rule a_b = found_by_engine();\n}\n"
        good = {"rules/any/a-b.cpp": cpp, "rules/any/a-b.md": ""}
        self.assertEqual([], self.faults("rules", good))
        self.assertTrue(self.faults("rules", {"rules/any/a-b.cpp": cpp}))
        self.assertTrue(self.faults("rules", good | {"rules/any/a-b.cpp": cpp.replace("a_b", "ab")}))
        self.assertTrue(self.faults("rules", good | {"rules/any/a-b.cpp": cpp.replace("any", "postgres")}))
        self.assertTrue(self.faults("rules", good | {"rules/any/helpers.h": ""}))
        self.assertTrue(self.faults("rules", {"rules/any/A_b.cpp": cpp.replace("a_b", "A_b"), "rules/any/A_b.md": ""}))
        self.assertTrue(self.faults("rules", {"rules/oracle/a-b.cpp": cpp.replace("any", "oracle"),
                                              "rules/oracle/a-b.md": ""}))

    def test_rules_share_no_name_for_different_types(self):
        rule = "namespace godwit::rules::any {{\nstruct Way {{}};\nextern const Rule {} = found_by_engine();\n}}\n"
        self.assertEqual(["rules/any/b.cpp: the type Way is also in rules/any/a.cpp"], self.faults("rules", {
            "rules/any/a.cpp": rule.format("a"), "rules/any/a.md": "",
            "rules/any/b.cpp": rule.format("b"), "rules/any/b.md": ""}))

    def test_links_lead_somewhere(self):
        page = {"docs/b.md": "# Two words\n"}
        self.assertEqual([], self.faults("links", page | {"README.md": "[b](docs/b.md#two-words) [x](https://x.org)"}))
        self.assertEqual(["README.md:2: docs/c.md leads nowhere"],
                         self.faults("links", page | {"README.md": "\n[c](docs/c.md)"}))
        self.assertTrue(self.faults("links", page | {"README.md": "[b](docs/b.md#one-word)"}))

    def test_the_tree_is_the_real_one(self):
        real = {"docs/architecture.md": TREE, "src/ir/a.cpp": ""}
        self.assertEqual([], self.faults("tree", real))
        self.assertEqual(["docs/architecture.md: does not show src/world/"],
                         self.faults("tree", real | {"src/world/a.cpp": ""}))
        self.assertEqual(["docs/architecture.md: does not show tests/"], self.faults("tree", real | {"tests/a.py": ""}))
        self.assertTrue(self.faults("tree", {"docs/architecture.md": TREE}))
        self.assertTrue(self.faults("tree", {}))

    def test_words_that_belong_nowhere(self):
        self.assertEqual([], self.faults("words", {"a.md": "src/work/a of/home/b ${x}/" + "tmp/c"}))
        for word in ("/wo" "rk/a", "/ho" "me/me", "/t" "mp/a", "https://pypi." "org/x", "registry.npm" "js.org"):
            self.assertEqual(1, len(self.faults("words", {"a.md": f"see {word}\n"})), word)


if __name__ == "__main__":
    unittest.main()
