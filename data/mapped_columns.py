"""Columns of an Arrow file, mapped: read where they lie, shared by all workers, given back at will.

Must not import pandas: every worker of the app loads this module.
"""

from __future__ import annotations

import ctypes
import mmap
from pathlib import Path

import numpy as np
import pyarrow as pa


class MappedColumns(dict[str, np.ndarray]):
    """Zero-copy views on the columns of a file that holds one record batch."""

    def __init__(self, path: Path) -> None:
        """Map the file; nothing of it is read before a column is."""
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        batch = pa.ipc.open_file(pa.py_buffer(self._map)).get_batch(0)
        super().__init__({name: view(batch.column(name)) for name in batch.schema.names})

    def unmap(self) -> None:
        """Count the pages read so far no longer as this worker's; a few ms to read them again."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def let_go(self) -> None:
        """Count the pages read so far no longer as this worker's, and return freed memory.

        For after a whole table was read: its pages stay in the page cache and come back when they
        are touched. Without it each worker would hold them, and what sorting freed, for good.
        Does nothing where the system cannot.
        """
        self.unmap()
        trim()


def trim() -> None:
    """Give memory that was freed back to the system, where the C library can."""
    if malloc_trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        malloc_trim(0)


def view(array: pa.Array) -> np.ndarray:
    """The numbers of an array without nulls, not copied. Array.to_numpy would import pandas."""
    kind = np.dtype(str(array.type))
    data = array.buffers()[1]
    return np.frombuffer(data, kind, count=len(array), offset=array.offset * kind.itemsize)
