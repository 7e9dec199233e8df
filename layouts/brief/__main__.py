"""`python -m layouts.brief`: the briefs of many countries, as PDF and as HTML without scripts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from tqdm import tqdm

from data.reference_lists import ReferenceListError
from data.store import StoreError
from layouts.brief.batch import Task, opened, write
from layouts.words.text import offered

ROOT = Path(__file__).parents[2]
COUNTRY = "country"
# A process that is forked while Arrow's threads run may wait for one of their locks for good.
APART = get_context("spawn")


def tasks(asked: argparse.Namespace) -> Iterator[Task]:
    """All briefs that are asked for.

    Raises:
        ValueError: a code or a language is not known; says which there are.
    """
    reference, _ = opened(asked.data_dir)
    known = [a.area_code for a in reference.areas.values() if a.kind == COUNTRY]
    langs = offered(reference.languages)
    for wanted, there, what in ((asked.areas, known, "country"), (asked.langs, langs, "language")):
        if strange := [name for name in wanted if name not in there]:
            raise ValueError(f"no {what} {', '.join(strange)}; there are {', '.join(there)}")
    day = datetime.now(UTC).date().isoformat()
    for code in asked.areas or known:
        for lang in asked.langs or langs:
            yield Task(asked.data_dir, code, lang, asked.out, day, asked.site)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write briefs with a bar. 1 where they could not be written."""
    parser = argparse.ArgumentParser(prog="python -m etl briefs", description=__doc__)
    parser.add_argument("areas", nargs="*", help="codes such as MAR; default: every country")
    parser.add_argument("--out", type=Path, default=Path("briefs"), help="folder, made if missing")
    parser.add_argument("--langs", nargs="*", default=[], help="default: every language")
    parser.add_argument("--site", default="", help="address of the site, which briefs then name")
    parser.add_argument("--workers", type=int, default=None, help="processes; default: all cores")
    parser.add_argument("--quiet", action="store_true", help="no progress bar")
    parser.add_argument("--data-dir", type=Path, default=ROOT / "data")
    asked = parser.parse_args(arguments)
    try:
        each = [*tasks(asked)]
        asked.out.mkdir(parents=True, exist_ok=True)
        with ProcessPoolExecutor(asked.workers, APART) as pool:
            done = pool.map(write, each, chunksize=4)
            for _ in tqdm(done, total=len(each), unit="brief", disable=asked.quiet):
                pass
    except (ValueError, OSError, StoreError, ReferenceListError, RuntimeError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
