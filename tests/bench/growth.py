#!/usr/bin/env python3
"""Whether time grows with what is read and no faster: growth.py GODWIT [NAME...]

Each input is linted at a size and at four times that size. Printed are the seconds of the processor, their ratio and the
most memory; what takes more than five times as long, or more than 200 MiB, ends the line with `!` and the run with 1.
"""
import os
import pathlib
import sys
import tempfile

TIMES, MOST_RATIO, MOST_MIB = 4, 5.0, 200
ENOUGH = 0.05   # below that many seconds a ratio says nothing


def lines(n, *parts):
    """n times the text, with its number: one file."""
    return {"001_all.sql": "".join(part.replace("#", str(i)) + "\n" for i in range(n) for part in parts)}


def tables(n):
    return {"000_tables.sql": "".join(f"CREATE TABLE t{i} (id int PRIMARY KEY, a int, b text);\n" for i in range(n))}


def one_file(n, *parts):
    """The tables in a migration, what is done to each in the next."""
    return tables(n) | lines(n, *parts)


def one_transaction(n, *parts, end="COMMIT"):
    files = one_file(n, *parts)
    files["001_all.sql"] = "BEGIN;\n" + files["001_all.sql"] + end + ";\n"
    return files


def file_each(n, part):
    return tables(n) | {f"{i + 1:06d}_each.sql": part.replace("#", str(i)) + "\n" for i in range(n)}


def cypher(n, part):
    return {"001_all.cypher": "".join(part.replace("#", str(i)) + ";\n" for i in range(n))}


def nested(n):
    text = "".join(f"SAVEPOINT s; CREATE TABLE t{i} (id int PRIMARY KEY, a int); RELEASE SAVEPOINT s;\n" for i in range(n))
    return {"001_all.sql": "BEGIN;\n" + text + "ROLLBACK;\n"}


def transactions(n):
    files = lines(n, "BEGIN; CREATE TABLE t# (id int PRIMARY KEY, a int); COMMIT;")
    files["001_all.sql"] += "BEGIN; ROLLBACK;\n"
    return files


def kept_savepoints(n):
    text = "".join(f"SAVEPOINT s{i}; CREATE TABLE t{i} (id int);\n" for i in range(n))
    return {"001_all.sql": "BEGIN;\n" + text + "ROLLBACK TO s0;\nCOMMIT;\n"}


def taken_back(n):
    text = "".join(f"SAVEPOINT s; ALTER TABLE t{i} DROP COLUMN a; ROLLBACK TO s;\n" for i in range(n))
    return tables(n) | {"001_all.sql": "BEGIN;\n" + text + "COMMIT;\n"}


def one_statement(n):
    return tables(n) | {"001_all.sql": "DROP TABLE " + ", ".join(f"t{i}" for i in range(n)) + ";\n"}


def views(n):
    return one_file(n, "CREATE VIEW v# AS SELECT a FROM t#;") | {"002_drop.sql": lines(n, "DROP VIEW v#;")["001_all.sql"]}


def schema_moved(n):
    text = "CREATE SCHEMA s;\n" + "".join(f"CREATE TABLE s.t{i} (id int);\n" for i in range(n))
    return {"001_all.sql": text, "002_move.sql": "ALTER SCHEMA s RENAME TO r;\n", "003_drop.sql": "DROP SCHEMA r CASCADE;\n"}


def on_one_table(n, *parts):
    return {"000_table.sql": "CREATE TABLE t (id int PRIMARY KEY, a int);\n"} | lines(n, *parts)


# name: the smaller size and what makes the files of a size
INPUTS = {
    "savepoints, released and rolled back": (1000, nested),
    "savepoints, kept": (1000, kept_savepoints),
    "savepoints, rolled back to": (1000, taken_back),
    "transactions, the last rolled back": (1000, transactions),
    "UPDATE and ALTER in one transaction": (
        1000, lambda n: lines_in_transaction(n, "UPDATE t# SET a = 1 WHERE id = #; ALTER TABLE t# ADD COLUMN c int;")),
    "the same of known tables": (
        1000, lambda n: one_transaction(n, "UPDATE t# SET a = 1; ALTER TABLE t# ADD COLUMN c int;")),
    "DROP TABLE, one file": (1000, lambda n: one_file(n, "DROP TABLE t#;")),
    "DROP TABLE, a file each": (1000, lambda n: file_each(n, "DROP TABLE t#;")),
    "DROP TABLE, one transaction": (1000, lambda n: one_transaction(n, "DROP TABLE t#;")),
    "DROP TABLE, one statement": (1000, one_statement),
    "ALTER COLUMN TYPE, one file": (1000, lambda n: one_file(n, "ALTER TABLE t# ALTER COLUMN a TYPE bigint;")),
    "ALTER COLUMN TYPE, a file each": (1000, lambda n: file_each(n, "ALTER TABLE t# ALTER COLUMN a TYPE bigint;")),
    "small migrations": (
        5000, lambda n: {f"{i:06d}_m.sql": f"CREATE TABLE t{i} (id int PRIMARY KEY);\n" for i in range(n)}),
    "small migrations of a thousand tables": (
        5000, lambda n: tables(1000) | {f"{i + 1:06d}_m.sql": f"ALTER TABLE t{i % 1000} ADD COLUMN c{i} int;\n"
                                        for i in range(n)}),
    "renamed, one file": (1000, lambda n: one_file(n, "ALTER TABLE t# RENAME TO u#;")),
    "renamed, a view in their place": (
        1000, lambda n: one_file(n, "ALTER TABLE t# RENAME TO u#; CREATE VIEW t# AS SELECT * FROM u#;")),
    "renamed and rolled back": (1000, lambda n: one_transaction(n, "ALTER TABLE t# RENAME TO u#;", end="ROLLBACK")),
    "one table renamed again and again": (1000, lambda n: renamed_on(n)),
    "indexes": (1000, lambda n: one_file(n, "CREATE INDEX i# ON t# (a);", "DROP INDEX i#;")),
    "indexes, concurrently": (1000, lambda n: one_file(n, "CREATE INDEX CONCURRENTLY i# ON t# (a);")),
    "foreign keys": (1000, lambda n: one_file(n, "ALTER TABLE t# ADD FOREIGN KEY (a) REFERENCES t0 (id);")),
    "foreign keys, one a table": (
        1000, lambda n: lines(n, "CREATE TABLE p# (id int PRIMARY KEY); CREATE TABLE c# (id int REFERENCES p#);")),
    "views": (1000, views),
    "a schema with everything in it": (1000, schema_moved),
    "partitions": (1000, lambda n: partitions(n)),
    "rows of one table": (10000, lambda n: on_one_table(n, "INSERT INTO t VALUES (#, 1);")),
    "changes of one table": (1000, lambda n: on_one_table(n, "UPDATE t SET a = # WHERE a > #;")),
    "columns of one table": (300, lambda n: on_one_table(n, "ALTER TABLE t ADD COLUMN c# int;")),
    "enum values": (300, lambda n: {"001_all.sql": "CREATE TYPE e AS ENUM ('a');\n" + lines(
        n, "ALTER TYPE e ADD VALUE 'v#';")["001_all.sql"]}),
    "functions": (1000, lambda n: lines(
        n, "CREATE FUNCTION f#() RETURNS int LANGUAGE plpgsql AS $$ BEGIN UPDATE t SET a = #; RETURN 1; END $$;")),
    "settings": (1000, lambda n: one_transaction(n, "SET LOCAL lock_timeout = '#s';")),
    "allowed by comments": (1000, lambda n: one_file(n, "-- godwit: allow drop-table: nobody uses it\nDROP TABLE t#;")),
    "cypher: constraints": (1000, lambda n: cypher(n, "CREATE CONSTRAINT c# FOR (n:L#) REQUIRE n.id IS UNIQUE")),
    "cypher: indexes": (1000, lambda n: cypher(n, "CREATE INDEX i# FOR (n:L#) ON (n.id)")),
    "cypher: dropped": (1000, lambda n: cypher(n, "DROP CONSTRAINT c#")),
    "cypher: merged": (1000, lambda n: cypher(n, "MATCH (m:M#) MERGE (n:L# {id: m.id})")),
    "cypher: set": (1000, lambda n: cypher(n, "MATCH (n:L#) SET n.a = 1")),
}


def lines_in_transaction(n, part):
    return {"001_all.sql": "BEGIN;\n" + lines(n, part)["001_all.sql"] + "COMMIT;\n"}


def renamed_on(n):
    return {"000_table.sql": "CREATE TABLE t0 (id int);\n",
            "001_all.sql": "".join(f"ALTER TABLE t{i} RENAME TO t{i + 1};\n" for i in range(n))}


def partitions(n):
    made = "CREATE TABLE p (id int) PARTITION BY RANGE (id);\n" + "".join(
        f"CREATE TABLE p{i} PARTITION OF p FOR VALUES FROM ({i}) TO ({i + 1});\n" for i in range(n))
    return {"001_all.sql": made}


def run(godwit, files):
    """Seconds of the processor, MiB at most."""
    with tempfile.TemporaryDirectory(prefix="growth-") as root:
        for name, text in files.items():
            pathlib.Path(root, name).write_text(text)
        child = os.fork()
        if child == 0:
            try:
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
                os.chdir(root)
                os.execv(godwit, [godwit, "lint", "."])
            finally:
                os._exit(127)
        _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"godwit ended with status {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    godwit, asked = os.path.realpath(sys.argv[1]), sys.argv[2:]
    good = True
    for name, (size, make) in INPUTS.items():
        if asked and not any(name.startswith(each) for each in asked):
            continue
        small, _ = run(godwit, make(size))
        large, mib = run(godwit, make(size * TIMES))
        ratio = large / small
        bad = (large > ENOUGH and ratio > MOST_RATIO) or mib > MOST_MIB
        good &= not bad
        print(f"{name:40} {size:6} {small:7.3f} s   {size * TIMES:6} {large:7.3f} s   x{ratio:5.1f} {mib:5.0f} MiB"
              f"{' !' if bad else ''}", flush=True)
    sys.exit(not good)


if __name__ == "__main__":
    main()
