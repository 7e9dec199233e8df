"""Reads sheets of Excel workbooks as rows of cells. It knows no provider and writes nothing."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from etl.ask.bodies import kind
from etl.model import SchemaDrift, UnexpectedBodyError

Row = tuple[Any, ...]
HEAD_ROWS = 20  # titles and header stand among these
MAX_UNPACKED_BYTES = 600_000_000
# What openpyxl raises for a damaged file; an XML error is a SyntaxError.
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, InvalidFileException, EOFError, OSError, SyntaxError),
    *(ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError),
)


def require_workbook(body: bytes) -> None:
    """Check of a request that must bring a workbook: a whole zip file."""
    if kind(body) != "zip" or not zipfile.is_zipfile(io.BytesIO(body)):
        found = "a cut zip file" if kind(body) == "zip" else kind(body)
        raise UnexpectedBodyError(f"an Excel workbook, not {found}")


@contextmanager
def _opened(body: bytes, source_id: str, url: str) -> Iterator[Any]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
        if size > MAX_UNPACKED_BYTES:
            raise ValueError(f"unpacks to {size} bytes, over {MAX_UNPACKED_BYTES}")
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)
        try:
            yield book
        finally:
            book.close()
    except DAMAGE as error:
        expected = f"a readable Excel workbook ({type(error).__name__}: {error})"
        raise SchemaDrift(source_id, url, expected, body) from error


def read_sheet(
    body: bytes,
    source_id: str,
    url: str,
    wanted: str,
    matches: Callable[[str, Sequence[Row]], bool],
) -> list[Row]:
    """All rows of the first sheet that matches, each as long as the longest.

    Args:
        body: the workbook.
        source_id: for errors.
        url: for errors.
        wanted: what the sheet is, for errors.
        matches: told the sheet's name and its first rows.

    Returns:
        Cells as numbers, text, dates or None (an empty cell).

    Raises:
        SchemaDrift: no workbook, or no such sheet.
    """
    with _opened(body, source_id, url) as book:
        for sheet in book.worksheets:
            head = list(sheet.iter_rows(max_row=HEAD_ROWS, values_only=True))
            if matches(sheet.title, head):
                rows = list(sheet.iter_rows(values_only=True))
                width = max((len(row) for row in rows), default=0)
                return [tuple(row) + (None,) * (width - len(row)) for row in rows]
        names = ", ".join(book.sheetnames)
    raise SchemaDrift(source_id, url, f"a sheet with {wanted}", f"the sheets {names}")


def plain(cell: object) -> str:
    """A header cell without differences of case, of spaces and underscores, and of footnotes."""
    text = re.sub(r"[\s_]+", " ", str(cell if cell is not None else "")).strip().lower()
    return text.rstrip("* ")


def year_of(cell: object) -> int | None:
    """The year in a header cell (1990, 1990.0 or "1990"), else None."""
    found = re.fullmatch(r"((?:19|20)\d\d)(?:\.0)?", str(cell).strip())
    return int(found[1]) if found else None
