#!/usr/bin/env python3
"""Checks the shape of the code: check.py CHECK ROOT. Prints what is wrong, one line each, and fails if anything is."""

import re
import statistics
import subprocess
import sys
from pathlib import Path

from functions import function_lengths

MAX_LIBRARY_FILE, MAX_LIBRARY_FILE_P95 = 700, 500
MAX_FUNCTION_P95 = 40
MAX_RULE, MAX_RULE_MEDIAN = 200, 50

KEBAB_CASE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)

# Which CMake target allows which headers. PostgreSQL's own are not here: see POSTGRES.
LIBRARIES = {
    "fmt::fmt": "fmt/",
    "fmt::fmt-header-only": "fmt/",
    "nlohmann_json::nlohmann_json": "nlohmann/",
    "linked_toml": "toml++/",
    "CLI11::CLI11": "CLI/",
    "linked_yaml": "yaml-cpp/",
    "linked_xml": "pugixml.hpp",
}
POSIX = re.compile(r"(sys/\w+|unistd|fcntl|signal|spawn|stdlib|dirent|poll|malloc)\.h")
STANDARD = re.compile(r"[a-z_]+")
POSTGRES = "src/dialects/postgres/"
TREE_SITTER = {"src/dialects/cypher/": "tree_sitter_cypher.h"}
# Private headers are for their own room, except that the command paints and renders as the reports do.
PRIVATE_USERS = {"report": {"report", "cli"}}
SEEN_BY_RULES = ("rules", "ir", "text", "world", "findings")
# Families of databases: what rules of several share. The other folders of rules are of one database, or `any`.
FAMILIES = {"sql"}
# An overload for whatever has none of its own: an operation that nobody thought of would slip through.
CATCH_ALL = re.compile(r"^template <(?:class|typename) (\w+)>\s*(?:static |inline )?void (?:apply|effects)\(const \1&", re.M)

NEUTRAL_ROOMS = ("source", "text", "findings", "world", "project", "engine", "report", "cli")
NEUTRAL_LIST = "tests/architecture/neutral.txt"  # lines that name a database still; it only shrinks
DATABASES = re.compile(r"postgres|neo4j|cypher|mysql|mariadb|sqlite|mongo", re.I)

# Where a file was made, or where packages come from, is nobody's business; pieced together so as not to find itself.
FORBIDDEN = [re.compile(p) for p in (
    r"(?<![\w.])/(wo" r"rk|ro" r"ot|ho" r"me|Us" r"ers)/\w",
    r"(?<![\w.}])/t" r"mp/\w",
    r"pypi\." r"org|pythonhosted\." r"org|registry\.npm" r"js|(index|static)\.crates\." r"io|proxy\.golang\." r"org",
)]


class Project:
    def __init__(self, root):
        self.root = Path(root)
        listed = subprocess.run(["git", "-C", root, "ls-files", "-z"], capture_output=True, check=False)
        if listed.returncode == 0:
            names = [name for name in listed.stdout.decode().split("\0") if name]
        else:  # an unpacked release
            paths = (path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())
            names = [path.as_posix() for path in paths if not path.parts[0].startswith("build")]
        self.files = sorted(name for name in names if (self.root / name).is_file())

    def read(self, name):
        return (self.root / name).read_text(encoding="utf-8", errors="replace")

    def under(self, *folders, ends=(".cpp", ".h")):
        return [name for name in self.files if name.startswith(folders) and name.endswith(ends)]


def room_links(project):
    """The rooms that each room may use, and the headers of libraries that it may include: from src/CMakeLists.txt."""
    text = project.read("src/CMakeLists.txt")
    direct, libraries = {}, {}
    for call in re.findall(r"^godwit_room\(([^)]*)\)", text, re.M):
        words = call.split()
        direct[words[0]] = {word[len("godwit_"):] for word in words if word.startswith("godwit_")}
        libraries[words[0]] = {LIBRARIES[word] for word in words if word in LIBRARIES}
    rooms = {}
    for room in direct:
        rooms[room], pending = {room}, [room]
        while pending:
            for other in direct[pending.pop()] - rooms[room]:
                rooms[room].add(other)
                pending.append(other)
    rooms["cli"] = set(rooms)
    libraries["cli"] = {LIBRARIES[word] for word in re.findall(r"\S+::\w+", text) if word in LIBRARIES}
    return rooms, libraries


def rule_room(path):
    """The family or database of a file in rules/, src/rules/ or include/godwit/rules/; nothing for what all rules share."""
    after = path.split("rules/", 1)[1].split("/")
    return after[0] if len(after) > 1 else None


def strange_to_rules(name, header):
    """Whether a file of rules includes what another family or database keeps for its own."""
    theirs = rule_room(header[len("godwit/"):])
    own = rule_room(name)
    return theirs is not None and theirs != own and (own is None or own in FAMILIES or theirs not in FAMILIES)


def wrong_include(name, mark, header, rooms, libraries):
    """Why this file must not include that header, or nothing."""
    part = name.split("/")
    room = "rules" if part[0] == "rules" else part[2] if part[0] == "include" else part[1]
    allowed = SEEN_BY_RULES if part[0] == "rules" else rooms.get(room)
    if allowed is None:
        return f"the folder {room} is no room in src/CMakeLists.txt"
    if header.startswith("godwit/"):
        other = header.split("/")[1]
        if room == "rules" and other == "rules" and strange_to_rules(name, header):
            return f"{rule_room(name) or 'what all rules share'} must not know {rule_room(header[len('godwit/'):])}"
        return None if other in allowed else f"{room} must not know {other}"
    if STANDARD.fullmatch(header):
        return None
    if part[0] != "src":
        return "only the standard library and godwit/ may be included here"
    owner = header.split("/")[0]
    if mark == '"' and "/" in header and room in PRIVATE_USERS.get(owner, {owner}):
        stranger = room in ("dialects", "frontends") and header.count("/") > 1 and header.split("/")[1] != part[2]
        if not stranger:
            return None
    if any(name.startswith(folder) and header == grammar for folder, grammar in TREE_SITTER.items()):
        return None
    if name.startswith(POSTGRES) or POSIX.fullmatch(header) or header.startswith(tuple(libraries[room])):
        return None
    return f"{room} must not include this"


def includes(project):
    rooms, libraries = room_links(project)
    for name in project.under("include/godwit/", "src/", "rules/"):
        if name.startswith("src/page_compiler/"):
            continue
        text = project.read(name)
        for match in INCLUDE.finditer(text):
            why = wrong_include(name, match[1], match[2], rooms, libraries)
            if why:
                yield f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match[2]}: {why}"


def p95(values):
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)] if values else 0


def sizes(project):
    lengths = {name: project.read(name).count("\n") for name in project.under("include/", "src/")}
    yield from (f"{name}: {lines} lines, more than {MAX_LIBRARY_FILE}"
                for name, lines in lengths.items() if lines > MAX_LIBRARY_FILE)
    if p95(lengths.values()) > MAX_LIBRARY_FILE_P95:
        yield f"more than one library file in twenty is longer than {MAX_LIBRARY_FILE_P95} lines"
    functions = [(lines, f"{name}:{line}") for name in project.under("src/", "rules/", ends=(".cpp",))
                 for line, lines in function_lengths(project.read(name))]
    if p95([lines for lines, _ in functions]) > MAX_FUNCTION_P95:
        yield f"more than one function in twenty is longer than {MAX_FUNCTION_P95} lines:"
        yield from (f"{place}: {lines} lines" for lines, place in sorted(functions, reverse=True)
                    if lines > MAX_FUNCTION_P95)
    rules_ = {name: project.read(name).count("\n") for name in project.under("rules/", ends=(".cpp",))}
    yield from (f"{name}: {lines} lines, more than {MAX_RULE}" for name, lines in rules_.items() if lines > MAX_RULE)
    if rules_ and statistics.median(rules_.values()) > MAX_RULE_MEDIAN:
        yield f"half of the rules are longer than {MAX_RULE_MEDIAN} lines"


def rules(project):
    dialects = {name.split("/")[2] for name in project.under("src/dialects/") if name.count("/") > 2} | FAMILIES | {"any"}
    files = [name for name in project.files if name.startswith("rules/") and name != "rules/CMakeLists.txt"]
    types = {}  # two of one name and different content are undefined behaviour that no compiler sees
    for name in files:
        path = Path(name)
        if len(path.parts) != 3 or path.suffix not in (".cpp", ".md"):
            yield f"{name}: a rule is rules/<dialect>/<name>.cpp and .md, and nothing else is here"
            continue
        if path.parts[1] not in dialects:
            yield f"{name}: no dialect or family is called {path.parts[1]}"
        if not KEBAB_CASE.fullmatch(path.stem):
            yield f"{name}: the name of a rule is words with - between them"
        other = path.with_suffix(".md" if path.suffix == ".cpp" else ".cpp").as_posix()
        if other not in files:
            yield f"{name}: {other} is missing"
        symbol = path.stem.replace("-", "_")
        if path.suffix == ".cpp":
            text = project.read(name)
            if not re.search(rf"\bconst Rule {symbol}\b", text):
                yield f"{name}: defines no `const Rule {symbol}`"
            if not re.search(rf"^namespace godwit::rules::{path.parts[1]} {{", text, re.M):
                yield f"{name}: is not in the namespace godwit::rules::{path.parts[1]}"
            for kind in re.findall(r"^(?:struct|class|enum class|enum) (\w+)", text, re.M):
                if types.setdefault((path.parts[1], kind), name) != name:
                    yield f"{name}: the type {kind} is also in {types[path.parts[1], kind]}"
            yield from (f"{name}: includes {match[2]}: what two rules need moves out of this folder"
                        for match in INCLUDE.finditer(text) if match[1] == '"')


def operations_of_one_database(project):
    """The operations of the headers in ir/<family>/ that are named after a database."""
    databases = {name.split("/")[2] for name in project.under("src/dialects/") if name.count("/") > 2}
    headers = [name for name in project.under("include/godwit/ir/") if Path(name).stem in databases]
    return {kind for name in headers for kind in re.findall(r"^struct (\w+)", project.read(name), re.M)}


def families(project):
    """Dialects say of each operation of their family what it does, and what a family's rules look at is the family's."""
    for name in project.under("src/dialects/"):
        text = project.read(name)
        yield from (f"{name}:{text.count(chr(10), 0, match.start()) + 1}: takes whatever operation nobody thought of"
                    for match in CATCH_ALL.finditer(text))
    own = operations_of_one_database(project)
    for name in project.under(*(f"{room}{family}/" for room in ("rules/", "src/rules/") for family in FAMILIES)):
        yield from (f"{name}: looks at {kind}, which one database alone has"
                    for kind in re.findall(r"\b(?:as|on)<(\w+)", project.read(name)) if kind in own)


def anchors(text):
    """The names that GitHub gives to headings."""
    headings = re.findall(r"^#+ +(.+?) *$", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(project):
    for name in (n for n in project.files if n.endswith(".md") and not n.startswith(("fixtures/", "third_party/"))):
        text = re.sub(r"^```.*?^```|`[^`\n]*`", lambda m: "\n" * m[0].count("\n"), project.read(name), flags=re.M | re.S)
        for match in re.finditer(r"\]\(([^)\s]+)\)", text):
            target, _, anchor = match[1].partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            path = (project.root / name).parent / target if target else project.root / name
            place = f"{name}:{text.count(chr(10), 0, match.start()) + 1}"
            if not path.exists():
                yield f"{place}: {match[1]} leads nowhere"
            elif anchor and path.suffix == ".md" and anchor not in anchors(path.read_text(encoding="utf-8")):
                yield f"{place}: {match[1]}: no such heading"


def shown_folders(text):
    """The folders of the block `text tree`: two blanks of indentation a level, a `/` at the end, then words."""
    block = re.search(r"^```text tree\n(.*?)^```", text, re.M | re.S)
    shown, above = set(), []
    for line in (block[1] if block else "").splitlines():
        found = re.match(r"( *)(\S+)/(\s|$)", line)
        if found:
            above = above[:len(found[1]) // 2] + [found[2]]
            shown.add("/".join(above))
    return shown


def tree(project):
    """Every folder that is shown exists; where some folders of a folder are shown, all are."""
    page = "docs/architecture.md"
    shown = shown_folders(project.read(page)) if page in project.files else set()
    if not shown:
        yield f"{page}: shows no tree"
    real = {parent.as_posix() for name in project.files for parent in Path(name).parents} - {"."}
    parents = {"." if "/" not in folder else folder.rsplit("/", 1)[0] for folder in shown}
    yield from (f"{page}: shows {folder}/, which is not there" for folder in sorted(shown - real))
    yield from (f"{page}: does not show {folder}/" for folder in sorted(real - shown)
                if Path(folder).parent.as_posix() in parents and not folder.startswith("."))


def words(project):
    for name in project.files:
        for number, line in enumerate(project.read(name).splitlines(), 1):
            for pattern in FORBIDDEN:
                found = pattern.search(line)
                if found:
                    yield f"{name}:{number}: `{found[0]}` does not belong in a file of this project"


def code_lines(text):
    """The lines of C++ with a number each, without comments; what is quoted stays."""
    plain = re.sub(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/',
                   lambda m: m[0] if m[0][0] == '"' else "\n" * m[0].count("\n"), text, flags=re.S)
    return enumerate(plain.splitlines(), 1)


def neutral(project):
    """Rooms that know every database alike name none, except in the lines that neutral.txt counts, file by file."""
    listed = {}
    for line in project.read(NEUTRAL_LIST).splitlines() if NEUTRAL_LIST in project.files else ():
        if line and not line.startswith("#"):
            name, count = line.split()
            listed[name] = int(count)
    folders = [f"{start}/{room}/" for start in ("include/godwit", "src") for room in NEUTRAL_ROOMS]
    for name in project.under(*folders):
        lines = [(number, line) for number, line in code_lines(project.read(name)) if DATABASES.search(line)]
        allowed = listed.pop(name, 0)
        if len(lines) < allowed:
            yield f"{NEUTRAL_LIST}: {name} names a database in {len(lines)} lines now, not in {allowed}: write that down"
        if len(lines) > allowed:
            yield from (f"{name}:{number}: names a database: {line.strip()}" for number, line in lines)
    yield from (f"{NEUTRAL_LIST}: {name} is not there any more: take it out" for name in sorted(listed))


CHECKS = {check.__name__: check for check in (includes, families, sizes, rules, links, tree, words, neutral)}

if __name__ == "__main__":
    faults = list(CHECKS[sys.argv[1]](Project(sys.argv[2])))
    print("\n".join(faults) or f"{sys.argv[1]}: nothing wrong")
    sys.exit(1 if faults else 0)
