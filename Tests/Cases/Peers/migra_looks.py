"""Looks at a database whenever a line comes, and says whether migra finds anything to do since the look before.

Answers `seen`, `unseen`, or `refused` where an error would have ended migra's own command.
"""

import sys

from migra import Migration
from schemainspect import get_inspector
from sqlbag import S


def inspected(address):
    with S(address) as session:
        return get_inspector(session)


def finds_anything(before, now):
    migration = Migration(before, now)
    migration.set_safety(False)
    migration.add_all_changes(privileges=True)
    return bool(migration.statements)


def main():
    before = None
    for _ in sys.stdin:
        now = None
        try:
            now = inspected(sys.argv[1])
            answer = "seen" if before is not None and finds_anything(before, now) else "unseen"
        except Exception as error:
            print(error, file=sys.stderr)
            answer = "refused"
        before = before if now is None else now
        print(answer, flush=True)


main()
