"""Plays a history on a server, statement by statement, and says where godwit's claims differ from what happens."""
import re

from connection import ServerError
from observation import REFUSED_IN_TRANSACTION, Seen, stronger

CONTROL = re.compile(r"(BEGIN|START|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT|RELEASE)\b", re.I)
# Class 23 is a constraint that the rows break, 22 a value that does not fit.
BROKEN_BY_ROWS = ("22", "23")


class Tally:
    """What came of it all."""

    def __init__(self):
        self.compared = self.locking = self.refused = 0
        self.pages = set()     # of which something was compared
        self.differences = {}  # what differs, as the list of known ones has it, and more about it
        self.skipped = []      # (reason, place)

    def differ(self, what, details):
        self.differences[what] = details


class Play:
    """One example on one database."""

    def __init__(self, session, example, tally):
        self.session, self.tally, self.example = session, tally, example
        self.claimed_locks = {}  # by oid, of the transaction that is open
        self.good = False
        self.failed = False

    def migration(self, migration):
        self.good = migration["kind"] == "good"
        self.session.begin_migration()
        self.claimed_locks = {}
        if runs_as_one(migration):
            self.session.main.query("BEGIN")
        for statement in migration["statements"]:
            if self.failed:
                self.tally.skipped.append(("comes after a statement that the server refused", self.place(statement)))
                continue
            if not self.session.in_transaction():
                self.claimed_locks = {}
            self.statement(statement)
        if self.session.main.state != "I":
            self.session.main.query("ROLLBACK" if self.failed else "COMMIT")

    def statement(self, statement):
        session, sql = self.session, statement["text"]
        self.tally.compared += 1
        self.tally.pages.add(self.example["page"])
        try:
            if CONTROL.match(sql):
                session.main.query(sql)
            elif session.in_transaction():
                self.compare(statement, session.run_inside(sql))
            else:
                self.run_by_itself(statement)
        except ServerError as error:
            self.failed = True
            self.compare_refusal(statement, error)
        else:
            self.compare_success(statement)

    def run_by_itself(self, statement):
        """A transaction of its own lets the locks be seen; what wants none says so and is run without."""
        session, sql = self.session, statement["text"]
        session.main.query("BEGIN")
        try:
            seen = session.run_inside(sql)
        except ServerError as error:
            session.main.query("ROLLBACK")
            if error.code not in REFUSED_IN_TRANSACTION:
                raise
            if "refused-in-transaction" not in hazards(statement):
                self.differ(statement, "refused in a transaction, which is not claimed", error)
            seen = session.run_alone(sql)
        else:
            session.main.query("COMMIT")
        self.compare(statement, seen)

    def compare(self, statement, seen):
        names = self.session.old
        by_name = {name: oid for oid, name in names.items()}
        claims = {}
        for name, claim in statement["tables"].items():
            if name not in by_name:
                self.differ(statement, f"{name}: claimed, and not there")
            else:
                claims[by_name[name]] = claim
        if any(table.lock != "none" for table in seen.values()):
            self.tally.locking += 1
        for oid, table in seen.items():
            claim = claims.get(oid, {"lock": "none", "scan": False, "rewrite": False})
            lock = stronger(self.claimed_locks.get(oid, "none"), claim["lock"])
            self.claimed_locks[oid] = lock
            claimed = Seen(lock, claim["scan"], claim["rewrite"])
            if claimed != table:
                self.differ(statement, f"{names[oid]}: seen {words(table)}, claimed {words(claimed)}")

    def compare_refusal(self, statement, error):
        self.tally.refused += 1
        if self.good:
            self.differ(statement, "a good example, and refused", error)
        if error.code in REFUSED_IN_TRANSACTION:
            claim = "refused-in-transaction"
        else:
            claim = "fails-on-existing-rows" if error.code.startswith(BROKEN_BY_ROWS) else "refused"
        if claim not in hazards(statement):
            self.differ(statement, "refused, which is not claimed", error)

    def compare_success(self, statement):
        """What is certain to be refused was not to run."""
        certain = {kind for kind, known in hazards(statement).items() if known == "yes"}
        if statement["in_transaction"] != "yes":
            certain.discard("refused-in-transaction")
        for kind in sorted(certain & {"refused", "refused-in-transaction", "fails-on-existing-rows"}):
            self.differ(statement, f"{kind} is claimed, and the server ran it")

    def place(self, statement):
        text = re.sub(r"\s+", " ", statement["text"])
        return f"{self.example['page']}: {text}"

    def differ(self, statement, what, details=""):
        self.tally.differ(f"{self.place(statement)}: {what}", f"example of line {self.example['line']} {details}")


def runs_as_one(migration):
    """Whether the runner sends all of it in one transaction; a batch is one unless it says otherwise itself."""
    if migration["transaction"] == "batch":
        statements = migration["statements"]
        return len(statements) > 1 and not any(CONTROL.match(each["text"]) for each in statements)
    return migration["transaction"] in ("per-migration", "one-for-all")


def hazards(statement):
    return {each["hazard"]: each["certain"] for each in statement["hazards"]}


def words(table):
    return " ".join([table.lock] + ["scan"] * table.scan + ["rewrite"] * table.rewrite)
