"""Validates what godwit writes, over real files and over the golden ones: JSON against the schemas in docs/formats, SARIF
against what GitHub's code scanning asks for and against the official schema.

usage: validate.py GODWIT

The official schema is taken from GODWIT_SARIF_SCHEMA, or from the crate serde-sarif if cargo is there; without either
that one check is left out, and says so.
"""
import glob
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    # Packages of the system belong to the system's own interpreter, which need not come first on the path.
    system = "/usr/bin/python3"
    if os.path.exists(system) and os.path.realpath(sys.executable) != os.path.realpath(system):
        os.execv(system, [system, *sys.argv])
    print("skipped: no Python module jsonschema (scripts/bootstrap installs it)")
    sys.exit(77)

root = pathlib.Path(__file__).resolve().parents[2]
crate, crate_hash = "serde-sarif", "af47e7b67f24efe74076621fd3a5fbe7398add9e84fe820c971219a385895cea"
crate_version = "0.8.0"

PROJECT = {
    "001_shop.sql": "CREATE TABLE shops (id bigint PRIMARY KEY);\r\nCREATE TABLE orders (id bigint, shop_id bigint);\r\n",
    "002_key.sql": "\ufeffALTER TABLE orders\n\tADD CONSTRAINT \"Sch\u00f6n\" FOREIGN KEY (shop_id) REFERENCES shops (id);\n"
    "CREATE INDEX orders_shop ON orders (shop_id);\nCREATE FOO bar;\nDO $$ BEGIN EXECUTE f(); END $$;\n",
    "003 drop #1.sql": "-- godwit: allow drop-table: nobody reads it\nDROP TABLE orders;\nDROP TABLE shops;\n",
}


def fail(message):
    print("error:", message)
    fail.count += 1


fail.count = 0


def check(name, document, schema, validator):
    for error in validator(schema).iter_errors(document):
        fail(f"{name}: {error.json_path}: {error.message[:300]}")


def own_schema(name):
    schema = json.loads((root / "docs/formats" / name).read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


def in_cargo():
    home = os.environ.get("CARGO_HOME", os.path.expanduser("~/.cargo"))
    return glob.glob(f"{home}/registry/src/*/{crate}-{crate_version}/src/schema.json")


def sarif_schema():
    if os.environ.get("GODWIT_SARIF_SCHEMA"):
        return json.loads(pathlib.Path(os.environ["GODWIT_SARIF_SCHEMA"]).read_text())
    if not in_cargo() and shutil.which("cargo"):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "src").mkdir()
            pathlib.Path(folder, "src/lib.rs").touch()
            manifest = f'[package]\nname = "fetch"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n{crate} = "={crate_version}"\n'
            pathlib.Path(folder, "Cargo.toml").write_text(manifest)
            subprocess.run(["cargo", "fetch", "--quiet"], cwd=folder, timeout=120, check=False)
    for path in in_cargo():
        text = pathlib.Path(path).read_bytes()
        if hashlib.sha256(text).hexdigest() == crate_hash:
            return json.loads(text)
    return None


def empty_strings(value, where="$"):
    if value == "":
        yield where
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from empty_strings(inner, f"{where}.{key}")


def check_for_github(name, log):
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for where in empty_strings(log):
        fail(f"{name}: {where} is empty, which does not count as a value")
    if run.get("columnKind") != "unicodeCodePoints":
        fail(f"{name}: columnKind")
    if not run["automationDetails"]["id"].endswith("/"):
        fail(f"{name}: automationDetails.id is no category")
    for rule in rules:
        for text in (rule["shortDescription"]["text"], rule["fullDescription"]["text"]):
            if not 0 < len(text) <= 1024:
                fail(f"{name}: {rule['id']}: a description of {len(text)} characters")
        if not rule["help"]["text"] or not rule["help"]["markdown"]:
            fail(f"{name}: {rule['id']}: no help")
    for number, result in enumerate(run["results"]):
        where = f"{name}: result {number}"
        if "ruleIndex" in result and rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            fail(f"{where}: ruleIndex means another rule")
        if len(result["locations"]) != 1 or "suppressions" not in result:
            fail(f"{where}: locations or suppressions")
        place = result["locations"][0]["physicalLocation"]
        if place["artifactLocation"]["uri"].startswith(("/", "file:", "..")):
            fail(f"{where}: the URI is not relative to the root")
        if set(place["region"]) != {"startLine", "startColumn", "endLine", "endColumn", "byteOffset", "byteLength"}:
            fail(f"{where}: the region lacks a number")


def run(godwit, folder, *arguments):
    done = subprocess.run([godwit, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        fail(f"godwit {' '.join(arguments)}: status {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def from_real_files(godwit):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in PROJECT.items():
            pathlib.Path(folder, name).write_bytes(text.encode())
        for arguments in (["lint", "--format", "json"], ["effects", "--format", "json"], ["lint", "--format", "sarif"]):
            yield arguments[0] if arguments[2] == "json" else "sarif", " ".join(arguments), run(godwit, folder, *arguments)


def from_golden_files():
    kinds = {"findings.json": "lint", "nothing-read.json": "lint", "effects.json": "effects"}
    for path in sorted((root / "tests/reports/golden").glob("*")):
        if path.suffix in (".json", ".sarif"):
            yield kinds.get(path.name, "sarif"), path.name, json.loads(path.read_text())


def main():
    schemas = {"lint": own_schema("lint.schema.json"), "effects": own_schema("effects.schema.json")}
    official = sarif_schema()
    if official is None:
        print("left out: the official SARIF schema (no cargo, and GODWIT_SARIF_SCHEMA is not set)")
    for kind, name, document in [*from_golden_files(), *from_real_files(sys.argv[1])]:
        if kind in schemas:
            check(name, document, schemas[kind], jsonschema.Draft202012Validator)
            continue
        check_for_github(name, document)
        if official:
            check(name, document, official, jsonschema.Draft7Validator)
    if fail.count == 0:
        print("valid")
    return 1 if fail.count else 0


sys.exit(main())
