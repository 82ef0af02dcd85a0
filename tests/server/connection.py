"""A connection to PostgreSQL over its unix socket: simple queries, in the server's own protocol.

It needs no driver, gives errors by their code, and can look elsewhere while a statement waits.
"""
import os
import select
import socket
import struct

PROTOCOL = 3 << 16
SILENCE = 60  # seconds without a word from the server: something hangs


class ServerError(Exception):
    """What the server refused: `code` as in PostgreSQL's table of error codes."""

    def __init__(self, fields):
        super().__init__(fields.get("M", ""))
        self.code = fields.get("C", "")


class Connection:
    def __init__(self, folder, database):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(SILENCE)
        self.socket.connect(os.path.join(folder, ".s.PGSQL.5432"))
        self.state = ""  # I: idle, T: in a transaction, E: in one that failed
        words = b"".join(word.encode() + b"\0" for word in ("user", "godwit", "database", database))
        self._write(b"", struct.pack("!i", PROTOCOL) + words + b"\0")
        self.result()
        self.process = int(self.query("SELECT pg_backend_pid()")[0][0])

    def close(self):
        self.socket.close()

    def query(self, sql):
        """The rows of the answer, every value a text or None."""
        self.send(sql)
        return self.result()

    def send(self, sql):
        self._write(b"Q", sql.encode() + b"\0")

    def answers_within(self, seconds):
        return bool(select.select([self.socket], [], [], seconds)[0])

    def result(self):
        rows, error = [], None
        while True:
            kind, body = self._read()
            if kind == b"D":
                rows.append(values(body))
            elif kind == b"E":
                error = error or ServerError(fields(body))
                if not self.state:  # before the first answer there is no second one to wait for
                    raise error
            elif kind == b"Z":
                self.state = body.decode()
                if error:
                    raise error
                return rows

    def _write(self, kind, body):
        self.socket.sendall(kind + struct.pack("!i", len(body) + 4) + body)

    def _read(self):
        kind = self._take(1)
        return kind, self._take(struct.unpack("!i", self._take(4))[0] - 4)

    def _take(self, count):
        taken = b""
        while len(taken) < count:
            part = self.socket.recv(count - len(taken))
            if not part:
                raise ConnectionError("the server closed the connection")
            taken += part
        return taken


def values(body):
    row, at = [], 2
    for _ in range(struct.unpack("!h", body[:2])[0]):
        (length,) = struct.unpack("!i", body[at:at + 4])
        at += 4
        row.append(None if length < 0 else body[at:at + length].decode())
        at += max(length, 0)
    return row


def fields(body):
    return {part[:1].decode(): part[1:].decode(errors="replace") for part in body.split(b"\0") if part}
