"""Command line of the ETL: list, fetch, build, check, diff, dictionary. Parses and calls."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Sequence
from pathlib import Path

from etl import commands
from etl.model import EtlError
from etl.report import Reporter
from etl.sources import discover

DATA_DIR = Path(__file__).resolve().parent.parent / "data"
EXAMPLES = """examples:
  python -m etl list                    what there is, what has landed, what is in the tables
  python -m etl fetch unhcr             ask one provider again
  python -m etl build                   build the tables from what has landed
  python -m etl diff                    what a build would change
  python -m etl check                   verify raw answers, tables, catalogue and data/README.md
"""


def parser() -> argparse.ArgumentParser:
    """The command line."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data-dir", type=Path, default=DATA_DIR, help="default: %(default)s")
    shared.add_argument("--quiet", action="store_true", help="say only what failed")
    shared.add_argument("--json", action="store_true", help="print the result as JSON")
    named = argparse.ArgumentParser(add_help=False)
    named.add_argument("sources", nargs="*", metavar="source", help="default: all sources")
    top = argparse.ArgumentParser(
        prog="python -m etl",
        description="Pulls public data on migration and development into data/tables.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = top.add_subparsers(dest="verb", required=True, metavar="command")
    both = [named, shared]
    verbs.add_parser("list", parents=both, help="sources, series, what landed, what is in tables")
    fetch = verbs.add_parser("fetch", parents=both, help="ask the providers; land raw answers")
    fetch.add_argument("--mirror", default="", metavar="URL", help="ask a mirror instead")
    fetch.add_argument("--fresh", action="store_true", help="ask again what landed today")
    fetch.add_argument("--date", default="", help="name of the snapshot; default: today (UTC)")
    build = verbs.add_parser("build", parents=both, help="build the tables from what has landed")
    build.add_argument(
        "--accept", action="store_true", help="take a source that lost rows or grew older"
    )
    verbs.add_parser("check", parents=both, help="verify raw answers, tables and catalogue")
    diff = verbs.add_parser("diff", parents=both, help="what a build would change in the tables")
    diff.add_argument(
        "--against", type=Path, metavar="DIR", help="compare with the tables of that data folder"
    )
    diff.add_argument("--accept", action="store_true", help="as for build")
    verbs.add_parser("dictionary", parents=[shared], help="write data/README.md anew")
    return top


def check_names(asked: Sequence[str], known: Sequence[str]) -> None:
    """Raise EtlError for a source that does not exist, naming the nearest ones."""
    for name in asked:
        if name not in known:
            near = difflib.get_close_matches(name, known, 3, 0.4) or list(known)
            raise EtlError(f"no source {name!r}. Did you mean {' or '.join(near)}?")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 1 where anything failed."""
    options = parser().parse_args(arguments)
    reporter = Reporter(options.quiet, options.json)
    try:
        modules = discover()
        check_names(getattr(options, "sources", ()), list(modules))
        return commands.run(options, modules, reporter)
    except commands.EXPLAINED as error:
        reporter.fail(str(error))
    except KeyboardInterrupt:
        reporter.fail("stopped; what has landed is kept, the same command goes on from there")
    return 1


if __name__ == "__main__":
    sys.exit(main())
