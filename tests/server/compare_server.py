"""Runs the examples of rule pages on a real PostgreSQL and compares what it does with what godwit claims.

usage: compare_server.py GODWIT PRINT_EXAMPLES DISAGREEMENTS PAGE...

DISAGREEMENTS lists what is known not to agree; a line that agrees now is an error too. Returns 77 where no server is
installed, for ctest to call that a skipped test.
"""
import collections
import copy
import pathlib
import subprocess
import sys

from comparison import Play, Tally
from connection import Connection, ServerError
from history import claim, read_examples
from observation import Session

HERE = pathlib.Path(__file__).parent
SKIPPED = 77
OLDEST = 15  # the server that pages are about unless they say otherwise
SET_UP = ("fixture", "before")
# Fewer than this, and the test has stopped looking: statements compared, those that lock a table, those refused.
LEAST_COMPARED, LEAST_LOCKING, LEAST_REFUSED = 400, 280, 10


class Server:
    """A throw-away server, for as long as the block lasts."""

    def __enter__(self):
        command = [sys.executable, "-B", HERE / "throw_away_server.py"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        start_new_session=True)
        self.folder = self.process.stdout.readline().strip()
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        if self.process.wait() != 0:
            raise RuntimeError("the server did not run as it should")

    def prepare(self):
        """Makes what examples use; the server's major version."""
        admin = Connection(self.folder, "postgres")
        admin.query(f"CREATE TABLESPACE archive LOCATION '{self.folder}/archive'")
        admin.query("CREATE DATABASE example")
        admin.close()
        example = Connection(self.folder, "example")
        example.query((HERE / "harness.sql").read_text(encoding="utf-8"))
        version = int(example.query("SHOW server_version_num")[0][0]) // 10000
        example.close()
        return version

    def clean_session(self):
        session = Session(self.folder, "example")
        session.watcher.query("SELECT harness.clean()")
        return session


def set_up(session, migration):
    """What existed before the example: nothing of it is compared, all of it has to run."""
    for statement in migration["statements"]:
        session.main.query(statement["text"])


def play(server, example, tally):
    session = server.clean_session()
    try:
        run = Play(session, example, tally)
        for migration in example["migrations"]:
            if migration["kind"] in SET_UP:
                set_up(session, migration)
            elif not run.failed:
                run.migration(migration)
            session.watcher.query("SELECT harness.fill()")
    except ServerError as error:
        tally.differ(f"{example['page']}, line {example['line']}: does not run to its end", error)
    finally:
        session.close()


def runnable(example, version, tally):
    """The example's migrations as far as a server of this version knows them."""
    migrations = example["migrations"]
    for number, migration in enumerate(migrations):
        if migration["version"] > max(version, OLDEST):
            place = f"{example['page']}, line {example['line']}"
            tally.skipped.append((f"needs PostgreSQL {migration['version']}", place))
            migrations = migrations[:number]
            break
    return migrations if any(each["kind"] not in SET_UP for each in migrations) else []


def notices_a_wrong_claim(server, example):
    """Whether the comparison would see it if godwit said nothing about any table."""
    silent, tally = copy.deepcopy(example), Tally()
    for migration in silent["migrations"]:
        for statement in migration["statements"]:
            statement["tables"] = {}
    play(server, silent, tally)
    return bool(tally.differences)


def compare(server, godwit, examples, version):
    tally = Tally()
    for example in examples:
        example["migrations"] = runnable(example, version, tally)
        if not example["migrations"]:
            continue
        claim(godwit, example["migrations"], version)
        locking = tally.locking
        play(server, example, tally)
        if locking == 0 < tally.locking and not notices_a_wrong_claim(server, example):
            tally.differ("the comparison does not notice a wrong claim", example["page"])
    return tally


def report(tally, version):
    print(f"{tally.compared} statements compared with PostgreSQL {version}: {tally.locking} lock a table, "
          f"{tally.refused} are refused")
    places = collections.defaultdict(list)
    for reason, place in tally.skipped:
        places[reason].append(place)
    for reason, skipped in places.items():
        print(f"{len(skipped)} skipped, {reason}:", *skipped, sep="\n  ")


def known_disagreements(path):
    lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def faults(tally, known, pages):
    for key, details in tally.differences.items():
        if key not in known:
            yield f"does not agree: {key}\n  {details}"
    yield from (f"agrees now, take it off the list: {key}" for key in sorted(known - tally.differences.keys()))
    for page in pages:
        if pathlib.Path(page).stem not in tally.pages:
            yield f"nothing of it was compared: {page}"
    for count, least, what in ((tally.compared, LEAST_COMPARED, "compared"), (tally.locking, LEAST_LOCKING, "locking"),
                               (tally.refused, LEAST_REFUSED, "refused")):
        if count < least:
            yield f"only {count} statements {what}, not {least}"


def main():
    godwit, program, known, *pages = sys.argv[1:]
    with Server() as server:
        if not server.folder:
            print("no PostgreSQL server is installed: nothing was compared")
            return SKIPPED
        version = server.prepare()
        if version < OLDEST:
            print(f"PostgreSQL {version} is older than what the pages are about: nothing was compared")
            return SKIPPED
        tally = compare(server, godwit, read_examples(program, pages), version)
    report(tally, version)
    found = list(faults(tally, known_disagreements(known), pages))
    print("\n".join(found) or "nothing disagrees that is not known to")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
