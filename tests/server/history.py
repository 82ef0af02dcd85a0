"""The pages' examples as histories: with the tables they take for granted, and with what godwit claims about them."""
import json
import pathlib
import re
import subprocess
import tempfile

FIXTURES = pathlib.Path(__file__).parent / "fixtures"
KINDS = r"TABLE|INDEX|VIEW|TYPE|SCHEMA|FUNCTION|DATABASE|EXTENSION|CONSTRAINT"
MADE = re.compile(rf"\b(?:CREATE|ADD)\s+(?:UNIQUE\s+|MATERIALIZED\s+|OR REPLACE\s+)?({KINDS})\s+"
                  r"(?:CONCURRENTLY\s+)?(?:IF NOT EXISTS\s+)?(\w+)", re.I)
FOR = re.compile(r"^-- for (\w+)", re.M)
ADDED_COLUMN = re.compile(r"\bALTER TABLE (\w+)\s+ADD COLUMN (?:IF NOT EXISTS )?(\w+)", re.I)


def made_by(text):
    return [(kind.upper(), name.lower()) for kind, name in MADE.findall(text)]


def paragraphs(path):
    """What a fixture makes, by the first thing that a paragraph makes or by the word that it is for."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    found = {}
    for part in text.split("\n\n"):
        word = FOR.search(part)
        made = [("", word[1].lower())] if word else made_by(part)
        if made:
            found[made[0]] = part.strip() + "\n"
    return found


def mentions(text, name):
    return re.search(rf"\b{name}\b", text, re.I) is not None


def fixture(page, text):
    """What the example names and does not make itself: from the page's own fixture, or else from what all share."""
    known = {**paragraphs(FIXTURES / "common.sql"), **paragraphs(FIXTURES / f"{page}.sql")}
    for own in made_by(text):
        known.pop(own, None)
    chosen, pending = set(), [text]
    while pending:
        named = {key for key in known.keys() - chosen if mentions(pending[-1], key[1])}
        pending.pop()
        pending += [known[key] for key in named]
        chosen |= named
    tables = [known[key] for key in known if key in chosen]
    return "".join(tables + [f"ALTER TABLE {table} DROP COLUMN IF EXISTS {column};\n"
                             for table, column in ADDED_COLUMN.findall(text) if ("TABLE", table) in chosen])


def read_examples(program, pages):
    out = subprocess.run([program, *pages], capture_output=True, text=True, check=True).stdout
    examples = [example for example in json.loads(out) if example["dialect"] == "postgres"]
    for example in examples:
        text = "".join(each["text"] for each in example["migrations"])
        tables = fixture(example["page"], text)
        if tables:
            first = {"kind": "fixture", "transaction": "client", "version": 0, "text": tables}
            example["migrations"].insert(0, first)
        for number, each in enumerate(example["migrations"]):
            each["file"] = f"{number:03}_{each['kind']}.sql"
    return examples


def claim(godwit, migrations, version):
    """Adds to each migration its `statements` as `godwit effects` gives them, with their text."""
    with tempfile.TemporaryDirectory() as folder:
        settings = ""
        for each in migrations:
            pathlib.Path(folder, each["file"]).write_bytes(each["text"].encode())
            settings += f'[[paths]]\npattern = "{each["file"]}"\ntransaction = "{each["transaction"]}"\n'
        pathlib.Path(folder, "godwit.toml").write_text(settings, encoding="utf-8")
        command = [godwit, "effects", "--format", "json", "--postgres-version", str(version), "."]
        out = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    claims = {each["file"]: each["statements"] for each in json.loads(out)}
    for each in migrations:
        each["statements"] = claims[each["file"]]
        for statement in each["statements"]:
            statement["text"] = each["text"].encode()[statement["offset"]:statement["end"]].decode()
