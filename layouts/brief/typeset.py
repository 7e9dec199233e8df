"""`python -m layouts.brief.typeset`: two A4 pages of a brief as tagged PDF, by Typst.

Knows nothing of the project, so that a process of its own starts at once. Reads from its input a
JSON list of data, pictures and attached rows; what data hold is told in pdf.py and paper.typ.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

FOLDER = Path(__file__).parent
FONTS = FOLDER.parents[1] / "assets" / "fonts"
STANDARD = "ua-1"
PAGES = 2
STEPS = (0, 1, 2, 3)  # each sets a long brief closer, until it has its two pages
COUNTED = "<pages>"


def set_pages(data: Mapping[str, Any], pictures: Mapping[str, str], rows: str) -> bytes:
    """The PDF.

    Args:
        data: of the brief; `step` is added.
        pictures: SVG by the name that the data have.
        rows: CSV that is attached.

    Raises:
        RuntimeError: Typst found a fault; says which.
    """
    files = {name: text.encode() for name, text in pictures.items()}
    files |= {"main.typ": (FOLDER / "paper.typ").read_bytes(), "rows.csv": rows.encode()}
    options = {"font_paths": [str(FONTS)], "ignore_system_fonts": True}
    for step in STEPS:
        files["brief.json"] = json.dumps({**data, "step": step}).encode()
        if step == STEPS[-1] or _pages(files, options) <= PAGES:
            break
    made: bytes = typst.compile(  # type: ignore[call-overload]  # its types know no several files
        files, format="pdf", pdf_standards=STANDARD, **options
    )
    return made


def _pages(files: Mapping[str, bytes], options: Mapping[str, Any]) -> int:
    found = typst.query(dict(files), COUNTED, field="value", one=True, **options)
    return int(json.loads(found))


def main() -> None:
    """Set what comes on the input."""
    data, pictures, rows = json.load(sys.stdin)
    sys.stdout.buffer.write(set_pages(data, pictures, rows))


if __name__ == "__main__":
    main()
