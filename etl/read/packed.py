"""Tables held as codes: each label of a text column once, not once per row.

A packed column is categorical and its labels are sorted, so that codes sort like the text. It
takes about a seventh of the memory. Nothing here decides what a row means.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.types import union_categoricals

LARGEST_KEY = 1 << 62  # keys beyond this would not fit into 64 bits


def pack(frame: pd.DataFrame, schema: pa.Schema) -> pd.DataFrame:
    """The same rows; the columns that the schema stores as a dictionary are packed."""
    names = [f.name for f in schema if pa.types.is_dictionary(f.type)]
    return frame.assign(**{name: _packed(frame[name]) for name in names if name in frame})


def _packed(column: pd.Series) -> pd.Series:
    coded = column
    if not isinstance(column.dtype, pd.CategoricalDtype):
        if not pd.api.types.is_string_dtype(column):
            return column  # for the check of the table to refuse
        coded = column.astype("str").astype("category")
    labels = coded.cat.categories.astype("str")  # where there are none they have another type
    return coded.cat.set_categories(labels.sort_values())


def join(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The rows of several packed frames with the same columns, one after another, packed.

    `pd.concat` would turn columns whose labels differ into text.
    """
    first = frames[0]
    columns: dict[str, Any] = {}
    for name in first.columns.to_list():
        pieces = [frame[name] for frame in frames]
        if isinstance(first[name].dtype, pd.CategoricalDtype):
            columns[name] = union_categoricals(pieces, sort_categories=True)
        else:
            columns[name] = pd.concat(pieces, ignore_index=True)
    return pd.DataFrame(columns, copy=False)


def positions(one: pd.DataFrame, other: pd.DataFrame, key: Sequence[str]) -> np.ndarray:
    """For each row of `one`, the position of the row of `other` with the same key; -1 if none.

    Both are packed, and the key is unique in `other`. What a merge finds, without its memory:
    each key becomes one number.
    """
    numbers, size = np.zeros(len(one) + len(other), dtype="int64"), 1
    for name in key:
        codes, count = _codes(one[name], other[name])
        if size > LARGEST_KEY // count:
            numbers, found = pd.factorize(numbers)
            size = len(found)
        numbers *= count
        numbers += codes
        size *= count
    wanted, there = pd.Index(numbers[: len(one)]), pd.Index(numbers[len(one) :])
    return there.get_indexer(wanted)


def alike(one: pd.Series, other: pd.Series) -> np.ndarray:
    """Whether two packed columns hold the same text, row by row."""
    codes, _ = _codes(one, other)
    return codes[: len(one)] == codes[len(one) :]


def _codes(one: pd.Series, other: pd.Series) -> tuple[np.ndarray, int]:
    """Both columns as numbers, equal for equal values, and how many numbers there are."""
    if isinstance(one.dtype, pd.CategoricalDtype):
        union = union_categoricals([one, other])
        return union.codes.astype("int64") + 1, len(union.categories) + 1
    codes, labels = pd.factorize(pd.concat([one, other], ignore_index=True))
    return codes + 1, len(labels) + 1
