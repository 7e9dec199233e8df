"""One module per provider, found by name. Adding a provider is adding one file here.

A provider that needs more than one file is a folder, its module the folder's `__init__.py`.

A module must hold SOURCE (whose id is the module name); `fetch(fetcher, wanted)`, which lands raw
answers and parses only what it needs to ask on; `tidy(raw, wanted)`, pure, with the columns
OBSERVED; and `describe(raw, wanted)`, pure, one SeriesInfo per code. Optional: `flows(raw)` with
the columns FLOWN, and `aggregates(raw)`, the area codes that the provider lists as groupings.

Where a provider publishes files without an API, `fetch` raises ByHand, and the module has
`recognise(body, edition, path)`, the name of the answer that a download is, or SchemaDrift; and
`files_of(edition)`, the names of all that make an edition whole. See etl/by_hand.py.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from types import ModuleType

import pandas as pd

from etl.model import EtlError, Source

OBSERVED = ("source_code", "breakdown", "source_area", "year", "value", "obs_status", "vintage")
FLOWN = ("measure", "origin", "destination", "year", "value", "obs_status", "vintage")
NEEDED = ("SOURCE", "fetch", "tidy", "describe")


def discover() -> Mapping[str, ModuleType]:
    """Every source module by id, in alphabetical order.

    Raises:
        EtlError: a module lacks one of the needed names, or its SOURCE.id is not its file name.
    """
    found, problems = {}, []
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda i: i.name):
        module = importlib.import_module(f"{__name__}.{info.name}")
        missing = [name for name in NEEDED if not hasattr(module, name)]
        if missing:
            problems.append(f"etl/sources/{info.name} lacks {', '.join(missing)}")
        elif not isinstance(module.SOURCE, Source) or module.SOURCE.id != info.name:
            problems.append(f"etl/sources/{info.name}: SOURCE.id must be {info.name!r}")
        else:
            found[info.name] = module
    if problems:
        raise EtlError("; ".join(problems))
    return found


def by_hand(module: ModuleType) -> bool:
    """Whether a provider has no API: its downloads are landed by hand."""
    return hasattr(module, "recognise")


def observed(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    """Rows of a source as a frame with the columns OBSERVED and their types, empty or not."""
    frame = pd.DataFrame(rows, columns=list(OBSERVED))
    return frame.astype({"year": "int64", "value": "float64"})
