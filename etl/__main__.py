"""Command line of the ETL: list, fetch, land, build, check, diff, dictionary, judge, briefs."""

from __future__ import annotations

import argparse
import difflib
import errno
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from etl import commands
from etl.ask.storage import place
from etl.briefs import add_briefs
from etl.build.report import Reporter
from etl.build.run_report import REPORTED, log_to, write_report
from etl.model import EtlError
from etl.sources import discover

DATA_DIR = Path(__file__).resolve().parent.parent / "data"
EXAMPLES = """examples:
  python -m etl list                    what there is, what has landed, what is in the tables
  python -m etl fetch unhcr             ask one provider again
  python -m etl fetch unhcr --since 2020    ask for late years only; the earlier ones stay
  python -m etl fetch worldbank --only SP.POP.TOTL     ask for one series again
  python -m etl land undesa_ages migrants.csv --edition 2019 --origin https://www.un.org/...
                                        take in a download of a provider without an API
  python -m etl build --keep            build the tables from what has landed, and keep a copy
  python -m etl diff                    what a build would change
  python -m etl diff 3f9c1a current     what changed since a kept build
  python -m etl judge                   judge progress anew, after a change of targets
  python -m etl build --links mine.csv  judge by one's own links; every page will say so
  python -m etl briefs MAR PHL          two pages on each country, as PDF and as HTML
  python -m etl check                   verify raw answers, tables, catalogue and data/README.md

environment:
  THROUGHLINE_CONTACT   an address of yours, such as mailto:me@example.org, told to providers
  IDMC_CLIENT_ID        your own key of IDMC, for `fetch idmc`
"""
LEVELS = ("debug", "info", "warning", "error")


def parser() -> argparse.ArgumentParser:
    """The command line."""
    shared = _shared()
    named = argparse.ArgumentParser(add_help=False)
    named.add_argument(
        "sources", nargs="*", metavar="source", help="default: all that may be passed on"
    )
    closed = argparse.ArgumentParser(add_help=False)
    closed.add_argument(
        "--with-restricted",
        action="store_true",
        help="also sources whose terms do not allow copies (embed = no), for your own use",
    )
    top = argparse.ArgumentParser(
        prog="python -m etl",
        description="Pulls public data on migration and development into data/tables.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = top.add_subparsers(dest="verb", required=True, metavar="command")
    both = [named, shared]
    verbs.add_parser("list", parents=both, help="sources, series, what landed, what is in tables")
    _add_fetch(verbs.add_parser("fetch", parents=[*both, closed], help="ask the providers"))
    _add_land(verbs.add_parser("land", parents=[shared], help="take in a file downloaded by hand"))
    _add_build(verbs.add_parser("build", parents=[*both, closed], help="build from what landed"))
    verbs.add_parser("check", parents=both, help="verify raw answers, tables and catalogue")
    _add_diff(verbs.add_parser("diff", parents=[shared, closed], help="what changed, or would"))
    verbs.add_parser("dictionary", parents=[shared], help="write data/README.md anew")
    _add_rules(verbs.add_parser("judge", parents=[shared], help="judge the rows that stand anew"))
    add_briefs(verbs.add_parser("briefs", parents=[shared], help="write two pages on each country"))
    return top


def _shared() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--data-dir",
        default=str(DATA_DIR),
        metavar="DIR",
        help="a folder, or an address such as s3://bucket/folder; default: %(default)s",
    )
    shared.add_argument("--quiet", action="store_true", help="say only what failed")
    shared.add_argument("--json", action="store_true", help="print the result as JSON")
    shared.add_argument(
        "--log-level", choices=LEVELS, default="warning", help="detail of the log on stderr"
    )
    return shared


def _add_fetch(fetch: argparse.ArgumentParser) -> None:
    fetch.add_argument("--mirror", default="", metavar="URL", help="ask a mirror instead")
    fetch.add_argument("--fresh", action="store_true", help="ask again what landed today")
    fetch.add_argument("--date", default="", help="name of the snapshot; default: today (UTC)")
    window = fetch.add_mutually_exclusive_group()
    window.add_argument(
        "--since", type=int, metavar="YEAR", help="ask for years from this one on, where possible"
    )
    window.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="SERIES",
        help="ask for this series again (provider's code or indicator id); may be repeated",
    )


def _add_land(land: argparse.ArgumentParser) -> None:
    land.add_argument("source", help="whose file it is; `list` names the sources")
    land.add_argument("file", type=Path, metavar="FILE", help="as downloaded; gzip is unpacked")
    land.add_argument("--edition", required=True, help="the provider's release, such as 2019")
    land.add_argument("--origin", required=True, metavar="URL", help="where the file came from")
    land.add_argument("--date", default="", help="name of the snapshot; default: today (UTC)")


def _add_build(build: argparse.ArgumentParser) -> None:
    _add_rules(build)
    build.add_argument(
        "--accept",
        action="store_true",
        help="take a source that lost rows, moved by an order of magnitude or grew older",
    )
    build.add_argument("--keep", action="store_true", help="keep a copy under data/vintages")
    build.add_argument(
        "--scheduler",
        default="",
        metavar="tcp://HOST:PORT",
        help="run the tasks on that Dask cluster (requirements-scale.txt)",
    )


def _add_rules(verb: argparse.ArgumentParser) -> None:
    own = verb.add_argument_group("own rules", "judge the rows that stand by them; nothing is read")
    text = "in place of ours; the format of /export/crosswalk.csv"
    own.add_argument("--links", type=Path, metavar="FILE", help=f"links {text}")
    columns = "indicator_id,direction,target_kind,target_value,target_year"
    own.add_argument("--targets", type=Path, metavar="FILE", help=f"targets, as {columns}")


def _add_diff(diff: argparse.ArgumentParser) -> None:
    diff.add_argument(
        "names",
        nargs="*",
        metavar="build",
        help="two builds: a kept id or its beginning, a data folder, or `current`; one: what "
        "changed since; none: what a build would change. Names of sources narrow it",
    )
    diff.add_argument("--against", metavar="DIR", help="the tables of another data folder")
    diff.add_argument("--accept", action="store_true", help="as for build")


def check_names(asked: Sequence[str], known: Sequence[str]) -> None:
    """Raise EtlError for a source that does not exist, naming the nearest ones."""
    for name in asked:
        if name not in known:
            near = difflib.get_close_matches(name, known, 3, 0.4) or list(known)
            raise EtlError(f"no source {name!r}. Did you mean {' or '.join(near)}?")


def main(
    arguments: Sequence[str] | None = None, modules: Mapping[str, ModuleType] | None = None
) -> int:
    """Run one command. Returns 0, or 1 where anything failed. `modules` default to all sources."""
    options = parser().parse_args(arguments)
    reporter = Reporter(options.quiet, options.json)
    started = datetime.now(UTC)
    with log_to(reporter.err, "error" if options.quiet else options.log_level):
        status = _run(options, reporter, modules)
        if not reporter.results:  # it ended before it had any
            reporter.result({"failures": reporter.failures})
        if options.verb in REPORTED:
            write_report(options, reporter, started, status)
    return status


def _run(
    options: argparse.Namespace, reporter: Reporter, modules: Mapping[str, ModuleType] | None
) -> int:
    try:
        options.data_dir = place(str(options.data_dir))
        modules = discover() if modules is None else modules
        check_names(getattr(options, "sources", ()), list(modules))
        check_names([options.source] if options.verb == "land" else (), list(modules))
        return commands.run(options, modules, reporter)
    except commands.EXPLAINED as error:
        reporter.fail(str(error))
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES):
            raise
        fix = "make room or give the right to write; the same command goes on from there"
        reporter.fail(f"{error.filename}: {error.strerror}; the tables stand. What to do: {fix}")
    except KeyboardInterrupt:
        reporter.fail("stopped; what has landed is kept, the same command goes on from there")
    return 1


if __name__ == "__main__":
    sys.exit(main())
