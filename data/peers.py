"""Countries that are alike in migration: nearest by four measured components, each explained.

Built once per store from the embedded tables; nothing is estimated. A component that is not known
for a country stays unknown; a pair is compared on what both have.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from data.store import Matrix, Store

COMPONENTS = ("share", "corridor", "remittances", "displacement")
FEWEST_COMPONENTS = 3  # a country, or a pair, with fewer known ones is left out
EARLIEST = 2015  # a value older than this says too little of today
NORMAL_GAP = 2 / np.sqrt(np.pi)  # mean difference of two draws from a standard normal
CORRIDORS = "migrant_stock"
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Part:
    """One component of a distance.

    Attributes:
        own: value of the country asked for; of the corridor component None.
        other: value of the peer; of the corridor component the overlap, in percent.
        distance: standardised difference; None where one of the two is not known.
    """

    own: float | None
    other: float | None
    distance: float | None


@dataclass(frozen=True)
class Peer:
    """One country and how far it is. `distance` is the root mean square of the known parts."""

    area_code: str
    distance: float
    parts: dict[str, Part]


@dataclass(frozen=True)
class Profiles:
    """Components of every country. `values` and `scores` are countries x three scalar components.

    `scores` are standardised logarithms (log(1 + value)), since all three are very skewed.
    `overlap` is countries x countries, the share of the two migrant populations that comes from
    the same origins (0 to 1); NaN where one of them has no bilateral figures.
    """

    codes: tuple[str, ...]
    values: Numbers
    scores: Numbers
    years: dict[str, tuple[int, int]]
    overlap: Numbers
    corridor_scale: float
    corridor_year: int

    def known(self) -> npt.NDArray[np.int64]:
        """Number of known components by country."""
        scalars = np.count_nonzero(~np.isnan(self.values), axis=1)
        return np.asarray(scalars + ~np.isnan(np.diagonal(self.overlap)))


@lru_cache(maxsize=2)
def profiles(store: Store) -> Profiles:
    """Components of all countries of a store, latest values not older than 2015.

    share: international migrants, percent of the population (UN DESA).
    remittances: personal remittances received, percent of GDP (World Bank).
    displacement: refugees hosted and refugees abroad together, per 1,000 people (UNHCR; World
    Bank). The two are added as a measure of exposure, never as a number of persons.
    corridor: migrants by origin (UN DESA, latest year).
    """
    columns, years = {}, {}
    for name, indicator_id in (
        ("share", "ctx-migrant-share"),
        ("remittances", "ctx-remit-received-gdp"),
    ):
        columns[name], years[name] = _latest(store, indicator_id)
    columns["displacement"], years["displacement"] = _displacement(store)
    corridor_year, by_origin = _corridors(store)
    known = set().union(by_origin, *(column.keys() for column in columns.values()))
    codes = tuple(sorted(code for code in known if ":" not in code))
    scalars = [name for name in COMPONENTS if name != "corridor"]
    values = np.array([[columns[name].get(c, np.nan) for name in scalars] for c in codes])
    values = values.reshape(len(codes), len(scalars))
    overlap = _overlap(codes, by_origin)
    gaps = 1 - overlap[np.triu_indices(len(codes), 1)]
    gaps = gaps[~np.isnan(gaps)]
    mean_gap = float(gaps.mean()) if len(gaps) else 0.0
    scale = NORMAL_GAP / mean_gap if mean_gap else 0.0
    return Profiles(codes, values, _scores(values), years, overlap, scale, corridor_year)


def nearest(store: Store, area_code: str, count: int = 5) -> tuple[Peer, ...]:
    """The countries nearest to one by migration profile, nearest first, ties by code.

    Args:
        store: the tables.
        area_code: a country or territory.
        count: how many at the most.

    Returns:
        Empty where the area is no country or has fewer than three known components. Peers with
        fewer than three components known on both sides are left out.
    """
    found = profiles(store)
    if area_code not in found.codes:
        return ()
    me = found.codes.index(area_code)
    distances = _distances(found, me)
    known = np.count_nonzero(~np.isnan(distances), axis=1)
    fits = (known >= FEWEST_COMPONENTS) & (np.arange(len(found.codes)) != me)
    if found.known()[me] < FEWEST_COMPONENTS:
        return ()
    total = np.full(len(known), np.inf)
    total[fits] = np.sqrt(np.nanmean(distances[fits] ** 2, axis=1))
    order = sorted(np.nonzero(fits)[0].tolist(), key=lambda i: (total[i], found.codes[i]))
    return tuple(_peer(found, me, i, float(total[i]), distances[i]) for i in order[:count])


def _distances(found: Profiles, me: int) -> Numbers:
    """Countries x components, in the order of COMPONENTS; NaN where one side is not known."""
    scalars = np.abs(found.scores - found.scores[me])
    corridor = (1 - found.overlap[me]) * found.corridor_scale
    return np.column_stack([scalars[:, 0], corridor, scalars[:, 1], scalars[:, 2]])


def _peer(found: Profiles, me: int, i: int, total: float, distances: Numbers) -> Peer:
    own = {"share": 0, "remittances": 1, "displacement": 2}
    parts = {}
    for k, name in enumerate(COMPONENTS):
        gap = _plain(distances[k])
        if name == "corridor":
            parts[name] = Part(None, _plain(found.overlap[me, i] * 100), gap)
        else:
            column = own[name]
            parts[name] = Part(
                _plain(found.values[me, column]), _plain(found.values[i, column]), gap
            )
    return Peer(found.codes[i], total, parts)


def _plain(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _scores(values: Numbers) -> Numbers:
    logs = np.log1p(values)
    scores = np.full(values.shape, np.nan)
    for k in range(values.shape[1]):
        column = logs[:, k]
        known = ~np.isnan(column)
        if spread := float(column[known].std()) if known.any() else 0.0:
            scores[:, k] = (column - column[known].mean()) / spread
    return scores


def _latest(store: Store, indicator_id: str) -> tuple[dict[str, float], tuple[int, int]]:
    found = {
        code: (year, value)
        for code, (year, value) in store.latest(indicator_id).items()
        if year >= EARLIEST and ":" not in code
    }
    years = [year for year, _ in found.values()] or [0]
    return {code: value for code, (_, value) in found.items()}, (min(years), max(years))


def _displacement(store: Store) -> tuple[dict[str, float], tuple[int, int]]:
    """Refugees hosted and abroad in the latest year that leads in both, per 1,000 people.

    UNHCR publishes no row where it counts none, so a missing side beside a known one is zero.
    """
    hosted, abroad = store.matrix("ctx-refugees-asylum"), store.matrix("ctx-refugees-origin")
    people = store.matrix("ctx-population")
    if hosted is None or abroad is None or people is None:
        return {}, (0, 0)
    year = min(last_leading(m) for m in (hosted, abroad, people))
    if year < EARLIEST:
        return {}, (0, 0)
    found = {}
    for code in {*hosted.areas, *abroad.areas}:
        sides = [m.sure(code, year) for m in (hosted, abroad)]
        inhabitants = people.sure(code, year)
        if inhabitants and any(side is not None for side in sides) and ":" not in code:
            found[code] = sum(side or 0.0 for side in sides) / inhabitants * 1000
    return found, (year, year)


def last_leading(matrix: Matrix) -> int:
    """The latest year with a value that leads; 0 without any."""
    years = matrix.years[matrix.leads.any(axis=1)]
    return int(years[-1]) if len(years) else 0


def _corridors(store: Store) -> tuple[int, dict[str, dict[str, float]]]:
    """Latest year, and migrants by destination and origin, unknown origins left out."""
    if CORRIDORS not in store.mapped.flow_names["measure"]:
        return 0, {}
    table, names = store.mapped.flows, store.mapped.flow_names
    mask = table["measure"] == names["measure"].index(CORRIDORS)
    year = int(table["year"][mask].max())
    rows = np.nonzero(mask & (table["year"] == year))[0]
    found: dict[str, dict[str, float]] = {}
    for i in rows.tolist():
        origin = names["origin_code"][table["origin"][i]]
        destination = names["destination_code"][table["destination"][i]]
        value = float(table["value"][i])
        if ":" not in origin and ":" not in destination and value > 0:
            found.setdefault(destination, {})[origin] = value
    return year, found


def _overlap(codes: tuple[str, ...], by_origin: dict[str, dict[str, float]]) -> Numbers:
    """Sum over origins of the smaller of the two shares, for every pair of countries."""
    origins = sorted({o for row in by_origin.values() for o in row})
    column = {origin: i for i, origin in enumerate(origins)}
    shares = np.full((len(codes), max(1, len(origins))), np.nan)
    for i, code in enumerate(codes):
        if row := by_origin.get(code):
            shares[i] = 0
            for origin, value in row.items():
                shares[i, column[origin]] = value
            shares[i] /= shares[i].sum()
    out = np.full((len(codes), len(codes)), np.nan)
    for i in range(len(codes)):
        out[i] = np.minimum(shares[i], shares).sum(axis=1)
    return out
