"""A PostgreSQL server that lives exactly as long as the standard input of this program stays open.

Prints one line: the folder of the server's socket, or nothing where no server is installed. The program is one of
its own, so that server and folder go away however the one that started it ends.
"""
import glob
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

FOLDERS = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin",
           "/usr/bin", "/usr/local/bin")

# Nothing of it outlives the test, so nothing has to reach a disk; and nobody but the test may lock or count anything.
SETTINGS = {"listen_addresses": "", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
            "wal_level": "minimal", "max_wal_senders": "0", "autovacuum": "off", "jit": "off",
            "shared_buffers": "32MB", "max_connections": "40", "lc_messages": "C",
            "max_parallel_workers_per_gather": "0", "max_parallel_maintenance_workers": "0"}
TABLESPACE = "archive"


def has_server(folder):
    return all(os.access(os.path.join(folder, name), os.X_OK) for name in ("postgres", "initdb"))


def version_of(folder):
    """The number of the folder's name, as packages write it: newer servers come first."""
    digits = [int(part) for part in folder.replace("@", "/").split("/") if part.isdigit()]
    return digits[-1] if digits else 0


def find_server():
    """The folder of `postgres` and `initdb`, as scripts/bootstrap looks for them; None without one."""
    on_path = shutil.which("postgres")
    if on_path and has_server(os.path.dirname(os.path.realpath(on_path))):
        return os.path.dirname(os.path.realpath(on_path))
    found = [folder for pattern in FOLDERS for folder in glob.glob(pattern) if has_server(folder)]
    return max(found, key=version_of, default=None)


def server_user():
    """Whom the server runs as, for subprocess: it refuses to be root."""
    if os.getuid() != 0:
        return {}
    names = [entry.pw_name for entry in pwd.getpwall()]
    account = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def make_folder(path, user):
    os.makedirs(path, mode=0o700, exist_ok=True)
    if user:
        os.chown(path, user["user"], user["group"])
    return path


def start(program, home, user):
    data, log = os.path.join(home, "data"), os.path.join(home, "log")
    with open(log, "wb") as output:
        how = {"cwd": home, "stdout": output, "stderr": output, "stdin": subprocess.DEVNULL, **user}
        subprocess.run([f"{program}/initdb", "-D", data, "-U", "godwit", "-A", "trust", "-N", "-E", "UTF8",
                        "--locale=C"], check=True, **how)
        settings = {**SETTINGS, "unix_socket_directories": home}
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        server = subprocess.Popen([f"{program}/postgres", "-D", data, *words], **how)
    return server


def wait_for(server, home):
    """Until the server says that it is ready, in the last line of its postmaster.pid."""
    for _ in range(600):
        try:
            with open(os.path.join(home, "data", "postmaster.pid"), encoding="utf-8") as status:
                if status.read().split()[-1] == "ready":
                    return
        except (OSError, IndexError):
            pass
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError("the server did not start")


def stop(server):
    if server and server.poll() is None:
        server.send_signal(signal.SIGQUIT)  # at once: what it holds is thrown away
        server.wait(30)


def main():
    program = find_server()
    if not program:
        return 0
    user, server = server_user(), None
    home = make_folder(tempfile.mkdtemp(prefix="godwit-server-"), user)
    try:
        server = start(program, home, user)
        wait_for(server, home)
        make_folder(os.path.join(home, TABLESPACE), user)
        print(home, flush=True)
        sys.stdin.read()
        return 0
    except BaseException:
        with open(os.path.join(home, "log"), encoding="utf-8", errors="replace") as log:
            print(log.read()[-2000:], file=sys.stderr)
        raise
    finally:
        stop(server)
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(1))
    sys.exit(main())
