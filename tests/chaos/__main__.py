"""`make chaos`: everything breaks while patients ask; the office must hear of each request.

It runs on SQLite and a queue in files, then on PostgreSQL and Redis where they are installed. The status is
1 if a promise is broken.
"""

import argparse
import sys

from tests.chaos.harness import Check, Plan, run
from tests.chaos.servers import servers_are_installed

INSTALLATIONS = {False: "SQLite, queue in files", True: "PostgreSQL, Redis"}


def write(line: str = "") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make chaos")
    parser.add_argument("--requests", type=int, default=2000, help="in each installation (2000)")
    parser.add_argument("--clients", type=int, default=50, help="who send them at the same time (50)")
    parser.add_argument("--within", type=float, default=300, help="seconds to mail after all is mended (300)")
    parser.add_argument("--without-sweep", action="store_true", help="no scheduler: then it must fail")
    parser.add_argument("--only", choices=["files", "servers"], help="one of the two installations")
    return parser.parse_args()


def show(checks: list[Check]) -> int:
    """Print what became of the promises; how many were broken."""
    write()
    for check in checks:
        write(f"{'kept' if check.kept else 'BROKEN':<8}{check.promise:<50}{check.counted}")
    return sum(not check.kept for check in checks)


def main() -> None:
    given = options()
    modes = [mode for mode, name in ((False, "files"), (True, "servers")) if given.only in (None, name)]
    broken = 0
    for on_servers in modes:
        if on_servers and not servers_are_installed():
            write("\nThere is no PostgreSQL or no Redis on this machine; what they do is not shown.")
            continue
        write(f"\n{INSTALLATIONS[on_servers]}, SMTP: {given.requests} requests of {given.clients} clients\n")
        plan = Plan(
            on_servers=on_servers,
            requests=given.requests,
            clients=given.clients,
            sweeps=not given.without_sweep,
            seconds_to_notify=given.within,
        )
        broken += show(run(plan, write))
    write(f"\n{broken} promises were broken.")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
