"""The numbers of a series as bytes for the browser: exact, small, read without parsing.

Layout: header length (uint32, little endian), header (JSON, UTF-8, padded with spaces so that what
follows is aligned to 8 bytes), values (years x areas), status letters (bytes, years x areas).
Values are int32 of value x 10^scale where that is exact for every value, else float64; a missing
value is the smallest int32 or NaN. Status 0 means that the provider published no cell.
"""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from layouts.context import Context
from layouts.series import Series, header

MISSING_INT = -(2**31)
LARGEST_INT = 2**31 - 1
MOST_DECIMALS = 6


def encode(ctx: Context, series: Series) -> bytes:
    """Header and numbers of a series in one body."""
    return pack(header(ctx, series), series.matrix.values, series.matrix.status)


def pack(
    head: dict[str, Any], values: npt.NDArray[np.float64], status: npt.NDArray[np.uint8]
) -> bytes:
    """Encode header, values and status letters; see the module for the layout."""
    scale = exact_scale(values)
    if scale is None:
        numbers = values.astype("<f8").tobytes()
    else:
        scaled = np.where(np.isnan(values), MISSING_INT, np.rint(values * 10.0**scale))
        numbers = scaled.astype("<i4").tobytes()
    text = orjson.dumps({**head, "scale": scale, "shape": values.shape})
    text += b" " * (-(len(text) + 4) % 8)
    return struct.pack("<I", len(text)) + text + numbers + status.tobytes()


def exact_scale(values: npt.NDArray[np.float64]) -> int | None:
    """Decimals with which every value is exactly an int32 divided by a power of ten, or None.

    Division of two exact doubles is correctly rounded, so the browser gets back the very number
    that a decimal text in the provider's file stands for.
    """
    known = values[~np.isnan(values)]
    for decimals in range(MOST_DECIMALS + 1):
        power = 10.0**decimals
        scaled = np.rint(known * power)
        if len(scaled) and np.abs(scaled).max() > LARGEST_INT:
            return None
        if np.array_equal(scaled / power, known):
            return decimals
    return None
