"""What the page compiler takes and what it refuses: compile_pages.py COMPILER."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

COMPILER = sys.argv.pop(1)
FRONT = "summary: Some words\nseverity: error\ncategory: locking\n"


class PageCompilerTest(unittest.TestCase):
    def compile(self, **pages):
        """Exit status, standard error and table of pages given as `folder__name="more front matter"`."""
        with tempfile.TemporaryDirectory() as folder:
            files = []
            for name, more in pages.items():
                file = Path(folder) / (name.replace("__", "/") + ".md")
                file.parent.mkdir(exist_ok=True)
                file.write_text(f"---\n{FRONT}{more}---\n# Some words\n", encoding="utf-8")
                files.append(file)
            out = Path(folder) / "table.cpp"
            done = subprocess.run([COMPILER, out, "cypher,postgres", *files], capture_output=True, text=True, check=False)
            return done.returncode, done.stderr, out.read_text(encoding="utf-8") if out.exists() else ""

    def refused(self, why, **pages):
        status, said, _ = self.compile(**pages)
        self.assertEqual(status, 1, said)
        self.assertIn(why, said)

    def test_the_folder_says_the_dialect(self):
        status, _, table = self.compile(postgres__a="", any__b="")
        self.assertEqual(status, 0)
        self.assertIn("extern const Rule a;", table)
        self.refused("`dialects` is for rules of a family", postgres__a="dialects: [postgres]\n")
        self.refused("`dialects` is for rules of a family", any__a="dialects: [postgres]\n")

    def test_a_rule_of_a_family_says_for_which_dialects_it_holds(self):
        self.assertEqual(self.compile(sql__a="dialects: [postgres, cypher]\n")[0], 0)
        self.refused("says for which `dialects` it holds", sql__a="")
        self.refused("says for which `dialects` it holds", sql__a="dialects: []\n")
        self.refused("no dialect is called `oracle`", sql__a="dialects: [postgres, oracle]\n")

    def test_a_former_id_means_one_rule(self):
        self.assertEqual(self.compile(postgres__a="formerly: [postgres/b, cypher/a]\n", postgres__c="")[0], 0)
        self.refused("`postgres/b` is another rule's id, or was", postgres__a="formerly: [postgres/b]\n", postgres__b="")
        self.refused("`postgres/b` is another rule's id, or was", postgres__a="formerly: [postgres/b]\n",
                     postgres__c="formerly: [postgres/b]\n")

    def test_unknown_and_missing_keys(self):
        self.refused("unknown key `colour`", postgres__a="colour: red\n")
        self.assertEqual(self.compile(postgres__a="versions: [postgres-15..]\n")[0], 0)


unittest.main()
