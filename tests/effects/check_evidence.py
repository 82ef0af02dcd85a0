#!/usr/bin/env python3
"""Every observation that the Cypher dialect names as evidence is one that a server gave: check_evidence.py ROOT."""

import json
import re
import sys
from pathlib import Path

NAMED = re.compile(r'"((?:[a-z]+-)+\d\d|memory-[a-z0-9-]+)"')


def observed(root):
    for name in ("forms.jsonl", "memory.jsonl"):
        # Not splitlines: a form holds U+0085, which ends a line there.
        for line in (root / "fixtures/cypher" / name).read_text(encoding="utf-8").split("\n"):
            if line:
                yield json.loads(line)["id"]


def main(root):
    known = set(observed(root))
    named = {(found, path.name) for path in sorted((root / "src/dialects/cypher").glob("*.cpp"))
             for found in NAMED.findall(path.read_text(encoding="utf-8"))}
    faults = [f"{name}: {found} was never observed" for found, name in sorted(named) if found not in known]
    print("\n".join(faults) or f"{len(named)} pieces of evidence, each observed")
    return 1 if faults or len(named) < 50 else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
