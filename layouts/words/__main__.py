"""`python -m layouts.words check`: what each language lacks, and status 1 where it lacks any."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data.reference_lists import load_reference
from layouts.words.check import report

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"


def main(arguments: list[str] | None = None) -> int:
    """Print one line per missing text, then a count per language."""
    parser = argparse.ArgumentParser(prog="python -m layouts.words", description=__doc__)
    parser.add_argument("command", choices=["check"])
    parser.add_argument("--reference", type=Path, default=REFERENCE, metavar="DIR")
    found = report(load_reference(parser.parse_args(arguments).reference))
    for lines in found.values():
        print(*lines, sep="\n", end="\n" if lines else "")
    for lang, lines in found.items():
        print(f"{lang}: {len(lines)} missing")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
