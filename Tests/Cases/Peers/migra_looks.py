"""Looks at a database whenever a line comes, and says whether migra finds anything to do since the look before."""

import sys

from migra import Migration
from schemainspect import get_inspector
from sqlbag import S


def look(address, before):
    """What is there now, and whether migra's statements, privileges included, lead there from `before`."""
    with S(address) as session:
        now = get_inspector(session)
    if before is None:
        return now, "unseen"
    migration = Migration(before, now)
    migration.set_safety(False)
    migration.add_all_changes(privileges=True)
    return now, "seen" if migration.statements else "unseen"


def main():
    before = None
    for _ in sys.stdin:
        try:
            before, answer = look(sys.argv[1], before)
        except Exception as error:  # Whatever ends it would end migra's own command too.
            print(error, file=sys.stderr)
            answer = "refused"
        print(answer, flush=True)


main()
