#!/usr/bin/env python3
"""godwit lint beside squawk, each the best of twenty starts in turn: beside.py GODWIT FOLDER"""
import pathlib
import shutil
import subprocess
import sys
import time

ROUNDS = 20


def milliseconds(command):
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return (time.perf_counter() - begin) * 1000


def main():
    godwit, folder = sys.argv[1:]
    commands = {"godwit lint": [godwit, "lint", folder]}
    if squawk := shutil.which("squawk"):
        files = sorted(str(path) for path in pathlib.Path(folder).rglob("*.sql"))
        commands["squawk"] = [squawk, "--assume-in-transaction", *files]
    rounds = [{name: milliseconds(command) for name, command in commands.items()} for _ in range(ROUNDS)]
    best = {name: min(each[name] for each in rounds) for name in commands}
    for name, time_taken in best.items():
        print(f"{name}: {time_taken:.1f} ms")
    if "squawk" in best:
        print(f"squawk takes {best['squawk'] / best['godwit lint']:.2f} times as long")
    else:
        print("squawk is not installed: not compared (pip install squawk-cli)")


if __name__ == "__main__":
    main()
