"""Code lists of the UN SDG database: what its units, natures and written values mean. Pure."""

from __future__ import annotations

import math

# N is the Nature of World and regional rows: there it says nothing about the number beside it.
NATURE = {"": "A", "C": "A", "CA": "A", "G": "A", "NA": "A", "E": "E", "M": "E", "N": "A"}
# Of the codes of CL_OBS_STATUS those that say more than the Nature; I is imputed. Other codes (D
# definition differs, G experimental, U low reliability) have no place in our own list.
OBS_STATUS = {"B": "B", "E": "E", "F": "F", "I": "E", "P": "P"}
_PERCENT = frozenset({"percent", "percent_gdp", "percent_gni"})
_COUNTED = frozenset({"count", "persons", "movements"})
_SCORED = frozenset({"score_1", "score_10", "score_4", "index", "index_100"})
UNITS = {
    "PERCENT": _PERCENT,
    "percentage": _PERCENT,
    "NUMBER": _COUNTED | {"yes_no", "score_4"},
    "count": _COUNTED,
    "BOOL": frozenset({"yes_no"}),
    "INDEX": _SCORED,
    "SCORE": _SCORED,
    "Ratio": frozenset({"ratio"}),
    "RATIO": frozenset({"ratio"}),
    "CU_USD": frozenset({"usd_current"}),
    "USD": frozenset({"usd_current"}),
    "CU_USD_M": frozenset({"usd_million_current"}),
    "CON_USD_M": frozenset({"usd_million_constant"}),
    "PER_1000_POP": frozenset({"per_1000"}),
    "PER_1000_UNINFECTED_POP": frozenset({"per_1000"}),
    "PER_10000_POP": frozenset({"per_10k"}),
    "PER_100000_POP": frozenset({"per_100k"}),
    "PER_100000_EMP": frozenset({"per_100k"}),  # of people at work
    "PER_MARW_20T24Y": frozenset({"percent"}),  # of women aged 20-24, in the title
    "MO_EARN": frozenset({"months"}),  # of earnings
    "PER_1000_LIVE_BIRTHS": frozenset({"per_1000_births"}),
    "PER_100000_LIVE_BIRTHS": frozenset({"per_100k_births"}),
    "CUR_LCU": frozenset({"lcu"}),
    "mgr/m^3": frozenset({"ug_m3"}),
}
# Labelled otherwise than the title of the series says: (code, label) to the unit it is in.
# SM_POP_REFG_OR is titled "Number of refugees per 100,000 population".
MISLABELLED = {("SM_POP_REFG_OR", "count"): "PER_100000_POP"}


def read_year(text: str) -> int:
    """A whole year from "2000" or "2000.0"; ValueError for anything else."""
    year = float(text)
    if not year.is_integer():
        raise ValueError(f"{text!r} is not a whole year")
    return int(year)


def read_value(text: str, nature: str, observed: str = "") -> tuple[float | None, str]:
    """Number and SDMX status of a published value; ValueError where it cannot be read.

    Only the value N means that a number cannot exist; the Nature N does not. `observed` is the
    provider's Observation Status, blank where there is none.
    """
    if nature not in NATURE:
        raise ValueError(f"Nature {nature!r} is not one of {', '.join(NATURE)}")
    text = text.strip()
    if text == "N":
        return None, "M"
    if text in ("", "NaN"):
        return None, "O"
    if text[0] in "<>":
        return None, "Q"
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text!r} is not a finite number")
    return value, OBS_STATUS.get(observed, NATURE[nature])
