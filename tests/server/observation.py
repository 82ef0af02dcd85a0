"""Runs one statement and says what the server showed: for every table that was there, lock, scan and rewrite."""
import dataclasses

from connection import Connection

MODES = ["none", "AccessShareLock", "RowShareLock", "RowExclusiveLock", "ShareUpdateExclusiveLock", "ShareLock",
         "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock"]
REFUSED_IN_TRANSACTION = ("25001", "2D000")

# pg_stat_xact_user_tables counts what the transaction at hand did, pg_stat_user_tables what was committed.
TABLES = """SELECT c.oid, n.nspname || '.' || c.relname, c.relkind, pg_relation_filenode(c.oid), c.reltuples,
  coalesce(s.seq_scan, 0), coalesce(s.seq_tup_read, 0)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN {statistics} s ON s.relid = c.oid
WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"""
LOCKS = "SELECT relation, mode, granted FROM pg_locks WHERE pid = {process} AND locktype = 'relation'"
BLOCKING = "SELECT unnest(pg_blocking_pids({process}))"
# How to take each mode that a table or a materialized view can be held in, the weakest first.
HOLD_TABLE = [f"LOCK TABLE ONLY {{}} IN {mode} MODE" for mode in
              ("ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE",
               "EXCLUSIVE", "ACCESS EXCLUSIVE")]
HOLD_VIEW = ["SELECT FROM {} LIMIT 0", "COMMENT ON MATERIALIZED VIEW {} IS NULL",
             "ALTER MATERIALIZED VIEW {} OWNER TO CURRENT_USER"]


@dataclasses.dataclass
class Table:
    name: str
    kind: str
    file: str
    rows: float
    scans: int
    rows_read: int


@dataclasses.dataclass
class Seen:
    """What a statement did to a table; the lock is what the transaction holds by then."""
    lock: str = "none"
    scan: bool = False
    rewrite: bool = False


def stronger(one, other):
    return max(one, other, key=MODES.index)


class Holder:
    """Another session that holds one table, so that the statement has to say which locks it wants.

    It holds every mode and lets go of the strongest while the statement waits, step by step: a stronger lock that the
    statement asks for later still meets the weaker ones.
    """

    def __init__(self, folder, database, table):
        self.connection = Connection(folder, database)
        self.process = self.connection.process
        statements = HOLD_VIEW if table.kind == "m" else HOLD_TABLE
        self.connection.query("BEGIN")
        for level, statement in enumerate(statements):
            self.connection.query(f"SAVEPOINT level_{level}")
            self.connection.query(statement.format(table.name))
        self.level = len(statements)

    def step_down(self):
        if self.level > 0:
            self.level -= 1
            self.connection.query(f"ROLLBACK TO level_{self.level}")

    def let_go(self):
        """Ends the transaction, too: some statements wait for that, whatever it holds by then."""
        self.level = 0
        if self.connection.state == "T":
            self.connection.query("ROLLBACK")


class Session:
    """The connection that a migration runs on, and one beside it that watches."""

    def __init__(self, folder, database):
        self.folder, self.database = folder, database
        self.main = Connection(folder, database)
        self.watcher = Connection(folder, database)
        self.old = {}  # what was there before the migration: its name then, by oid

    def close(self):
        self.main.close()
        self.watcher.close()

    def in_transaction(self):
        return self.main.state == "T"

    def begin_migration(self):
        """From here on new tables are the migration's own, which nobody else waits for."""
        tables = self._tables(self.watcher, "pg_stat_user_tables")
        self.old = {oid: table.name for oid, table in tables.items()}

    def run_inside(self, sql):
        """Runs it in the transaction that is open; Seen by oid."""
        before = self._tables(self.main, "pg_stat_xact_user_tables")
        self.main.query(sql)
        after = self._tables(self.main, "pg_stat_xact_user_tables")
        seen = self._compare(before, after)
        for oid, mode, _ in self.main.query(LOCKS.format(process=self.main.process)):
            self._add_lock(seen, oid, mode)
        return seen

    def run_alone(self, sql):
        """Runs what wants no transaction around it. Its locks go when it is done, so it is made to wait for them."""
        before = self._committed()
        holders = [Holder(self.folder, self.database, before[oid]) for oid in self.old if oid in before]
        locks = {}
        try:
            self._send_and_watch(sql, holders, locks)
            self.main.result()
        finally:
            for holder in holders:
                holder.connection.close()
        seen = self._compare(before, self._committed())
        for oid, mode in locks.items():
            self._add_lock(seen, oid, mode)
        return seen

    def _send_and_watch(self, sql, holders, locks):
        process = self.main.process
        self.main.send(sql)
        while not self.main.answers_within(0.002):
            blocking = {int(pid) for (pid,) in self.watcher.query(BLOCKING.format(process=process))}
            waits_for_lock = False
            for oid, mode, granted in self.watcher.query(LOCKS.format(process=process)):
                locks[oid] = stronger(locks.get(oid, "none"), mode)
                waits_for_lock |= granted == "f"
            for holder in holders:
                if holder.process in blocking:
                    holder.step_down() if waits_for_lock else holder.let_go()

    def _committed(self):
        self.main.query("SELECT pg_stat_force_next_flush()")
        return self._tables(self.watcher, "pg_stat_user_tables")

    @staticmethod
    def _tables(connection, statistics):
        return {row[0]: Table(row[1], row[2], row[3], float(row[4]), int(row[5]), int(row[6]))
                for row in connection.query(TABLES.format(statistics=statistics))}

    def _compare(self, before, after):
        seen = {}
        for oid in self.old.keys() & before.keys():
            was, now = before[oid], after.get(oid)
            seen[oid] = Seen()
            if now:
                read = now.rows_read - was.rows_read
                seen[oid].scan = now.scans > was.scans and read >= was.rows
                seen[oid].rewrite = now.file != was.file
        return seen

    @staticmethod
    def _add_lock(seen, oid, mode):
        if oid in seen:
            seen[oid].lock = stronger(seen[oid].lock, mode)
