"""Reads JSON-stat 2.0 datasets into rows. Knows the format, no provider, no network."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from etl.ask.bodies import parse_json
from etl.model import UnexpectedBodyError


@dataclass(frozen=True)
class Cube:
    """One dataset. `rows` has one row per cell with a value or a flag.

    Its columns are the dimensions (codes as text), then `value` (NaN: a flag without a number) and
    `flag` ("" for none). `labels` gives the words of each code by dimension.
    """

    title: str
    updated: str
    labels: Mapping[str, Mapping[str, str]]
    rows: pd.DataFrame


def read_cube(body: bytes) -> Cube:
    """The dataset in a body: `value` and `status` as object or array, `index` as object or array.

    Raises:
        UnexpectedBodyError: no dataset (an error or an asynchronous notice, say), or one that
            contradicts itself.
    """
    answer = parse_json(body)
    if not isinstance(answer, dict) or answer.get("class") != "dataset":
        raise UnexpectedBodyError("a JSON-stat dataset, not an error or a notice to wait")
    try:
        return _decode(answer)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise UnexpectedBodyError(f"a JSON-stat dataset that is consistent ({reason})") from error


def require_cube(body: bytes) -> None:
    """Check of a request that must bring a dataset."""
    read_cube(body)


def _decode(answer: dict[str, Any]) -> Cube:
    names = [str(name) for name in answer["id"]]
    size = [int(n) for n in answer["size"]]
    categories = [_codes(answer["dimension"][name]["category"]) for name in names]
    if size != [len(codes) for codes in categories] or len(set(names)) != len(names):
        raise ValueError(f"sizes {size} are not those of the categories")
    cells = math.prod(size)
    values = _members(answer["value"], cells)
    flags = _members(answer.get("status") or {}, cells)
    at = sorted(values.keys() | flags.keys())
    numbers = [_number(values.get(i)) for i in at]
    columns: dict[str, Any] = {}
    places = np.unravel_index(np.array(at, dtype="int64"), size) if at else [[]] * len(names)
    for name, codes, place in zip(names, categories, places, strict=True):
        columns[name] = np.array(codes, dtype=object)[np.asarray(place, dtype="int64")]
    columns |= {"value": np.array(numbers, dtype="float64"), "flag": [flags.get(i, "") for i in at]}
    if {"value", "flag"} & set(names) or not all(isinstance(f, str) for f in flags.values()):
        raise ValueError("a flag that is no text")
    labels = {n: _labels(answer["dimension"][n]["category"]) for n in names}
    return Cube(str(answer["label"]), str(answer["updated"]), labels, pd.DataFrame(columns))


def _codes(category: dict[str, Any]) -> list[str]:
    index = category.get("index", list(category.get("label", {})))
    if isinstance(index, list):
        codes = [str(code) for code in index]
    else:
        codes = sorted(index, key=lambda code: int(index[code]))
        if [int(index[code]) for code in codes] != list(range(len(codes))):
            raise ValueError("positions of categories have gaps")
    if len(set(codes)) != len(codes):
        raise ValueError("a category stands twice")
    return codes


def _labels(category: dict[str, Any]) -> dict[str, str]:
    return {str(code): str(text) for code, text in category.get("label", {}).items()}


def _members(given: Any, cells: int) -> dict[int, Any]:
    """Flat index to member, from a sparse object or a whole array; nulls are no members."""
    if isinstance(given, list):
        if len(given) != cells:
            raise ValueError(f"{len(given)} members for {cells} cells")
        pairs = list(enumerate(given))
    else:
        pairs = [(int(place), member) for place, member in given.items()]
    found = {place: member for place, member in pairs if member is not None}
    if found and not 0 <= min(found) <= max(found) < cells:
        raise ValueError(f"a position outside the {cells} cells")
    return found


def _number(member: Any) -> float:
    if member is None:
        return math.nan
    if isinstance(member, bool) or not isinstance(member, int | float) or not math.isfinite(member):
        raise ValueError(f"{member!r} is no number")
    return float(member)
