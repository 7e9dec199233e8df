"""The numbers of a series as bytes for the browser: small, and read without parsing.

Layout: header length (uint32, little endian), header (JSON, UTF-8), numbers (years x areas),
status letters (bytes, years x areas). Status 0 means that the provider published no cell; the
highest bit is set where a cell has a number that leads nothing (data/quality.py), so that the
letter is `status & 0x7f`. The header's `doubts` says why cells are flagged: pairs of a reason and
its cells, each three positions in a row: area, first year, last year.

The header's `form` says how the numbers are written, `width` how many bytes a whole number has (4,
or 8 where the largest needs them):

- `whole`: whole numbers of value x 10^scale, exact for every value of the series.
- `digits`: whole numbers, then one byte of decimals for each; a value is its whole number divided
  by ten to the power of its decimals. It has seven significant digits, or as many decimals as a
  screen shows where those are more. Providers that compute publish sixteen digits, of which the
  last ten are no information and do not compress; files that people download hold all of them.
- `float`: float64, where neither fits.

A missing value is the smallest whole number of its width, or NaN. Bytes of equal rank stand
together (all first bytes, then all second bytes), which compresses by a fifth better than number
after number.
"""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from data.store import Matrix
from layouts.request.context import Context
from layouts.series.doubts import header_doubts
from layouts.series.series import Series, header

LEADS_NOTHING = np.uint8(0x80)
LARGEST = {4: 2**31 - 1, 8: 2**53}  # by width; the browser's numbers are exact up to 2^53
MISSING = {4: -(2**31), 8: -(2**63)}
MOST_DECIMALS = 6  # of `whole`
SIGNIFICANT = 7
EXACT_POWER = 22  # the largest power of ten that a float64 holds exactly

Numbers = npt.NDArray[np.float64]


def encode(ctx: Context, series: Series) -> bytes:
    """Header and numbers of a series in one body."""
    matrix, head = series.matrix, header(ctx, series)
    head["doubts"] = header_doubts(ctx, matrix)
    return pack(head, matrix.values, marked_status(matrix), head["decimals"])


def marked_status(matrix: Matrix) -> npt.NDArray[np.uint8]:
    """Status letters of a series, with the highest bit where a number leads nothing."""
    held_back = ~np.isnan(matrix.values) & ~matrix.leads
    return np.where(held_back, matrix.status | LEADS_NOTHING, matrix.status).astype(np.uint8)


def pack(
    head: dict[str, Any], values: Numbers, status: npt.NDArray[np.uint8], decimals: int
) -> bytes:
    """Encode header, values and status letters; see the module for the layout.

    `decimals` is how many a screen shows of this series.
    """
    for width, largest in LARGEST.items():
        scale = exact_scale(values, largest)
        if scale is not None:
            form, numbers = "whole", _whole(values * 10.0**scale, width)
            break
        if (short := shortened(values, decimals, largest)) is not None:
            form, numbers = "digits", _whole(short[0], width) + short[1].tobytes()
            break
    else:
        form, numbers = "float", _planes(values.astype("<f8"))
    read = {"form": form, "scale": scale, "width": width, "shape": values.shape}
    text = orjson.dumps({**head, **read})
    return struct.pack("<I", len(text)) + text + numbers + status.tobytes()


def exact_scale(values: Numbers, largest: int) -> int | None:
    """Decimals with which every value is exactly a whole number divided by a power of ten.

    None where there are none, or the whole number would be beyond `largest`.

    Division of two exact doubles is correctly rounded, so the browser gets back the very number
    that a decimal text in the provider's file stands for.
    """
    known = values[~np.isnan(values)]
    for decimals in range(MOST_DECIMALS + 1):
        power = 10.0**decimals
        scaled = np.rint(known * power)
        if len(scaled) and np.abs(scaled).max() > largest:
            return None
        if np.array_equal(scaled / power, known):
            return decimals
    return None


def shortened(
    values: Numbers, decimals: int, largest: int
) -> tuple[Numbers, npt.NDArray[np.uint8]] | None:
    """Whole numbers and decimals that stand for the values; None where one is beyond `largest`.

    Shapes as `values`; NaN stays NaN, with no decimals. No value but zero itself becomes zero.
    """
    if np.nanmax(np.abs(values), initial=0) > largest:
        return None
    nonzero = ~np.isnan(values) & (values != 0)
    size = np.zeros(values.shape)
    size[nonzero] = np.floor(np.log10(np.abs(values[nonzero])))
    places = np.clip(np.maximum(decimals, SIGNIFICANT - 1 - size), 0, EXACT_POWER)
    places[~nonzero] = 0
    whole = np.rint(values * 10.0**places)
    if np.nanmax(np.abs(whole), initial=0) > largest or np.any(whole[nonzero] == 0):
        return None
    return whole, places.astype(np.uint8)


def _whole(numbers: Numbers, width: int) -> bytes:
    known = np.nan_to_num(np.rint(numbers), nan=0).astype(f"<i{width}")
    return _planes(np.where(np.isnan(numbers), known.dtype.type(MISSING[width]), known))


def _planes(numbers: npt.NDArray[Any]) -> bytes:
    """All first bytes, then all second bytes, and so on."""
    return numbers.reshape(-1, 1).view(np.uint8).T.tobytes()
