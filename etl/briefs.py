"""The command that writes the briefs of countries.

They are made of the app's sentences, which the ETL does not import: `python -m layouts.brief` runs
in a process of its own.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from etl.build.report import Reporter

ROOT = Path(__file__).parents[1]
FAILED = "the briefs were not all written; those that were are whole"


def add_briefs(verb: argparse.ArgumentParser) -> None:
    """What can be asked for."""
    verb.add_argument("areas", nargs="*", metavar="country", help="code; default: every country")
    verb.add_argument("--out", default="briefs", metavar="DIR", help="default: %(default)s")
    verb.add_argument(
        "--lang", action="append", default=[], help="may be repeated; default: every language"
    )
    verb.add_argument("--site", default="", metavar="URL", help="address that the briefs name")


def briefs(options: argparse.Namespace, _: Mapping[str, ModuleType], reporter: Reporter) -> int:
    """Write them; the progress bar is that of the process which does."""
    asked = [*options.areas, "--out", options.out, "--data-dir", str(options.data_dir)]
    asked += ["--langs", *options.lang] if options.lang else []
    asked += ["--site", options.site] if options.site else []
    asked += ["--quiet"] if options.quiet else []
    done = subprocess.run([sys.executable, "-m", "layouts.brief", *asked], cwd=ROOT, check=False)
    if done.returncode:
        reporter.fail(FAILED)
    return done.returncode
