"""Verdicts as the tables hold them, by indicator and by area; read-only, mapped into memory.

Nothing is judged here; see data/progress. Every unit (one series of one area) has one row for each
of the seventy-two settings, side by side, so a row is found by its unit and the number of its
setting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from data.progress.settings import ALL_SETTINGS, DEFAULT, Setting

NAMES = ("band", "common", "flags", "reason")
NUMBERS = ("ratio", "base_value", "latest_value", "target_value", "projected")
YEARS = ("base_year", "latest_year", "target_year")  # -1 where there is none
COUNTS = ("agree", "settings")
KEYS = ("indicator_id", "source_id", "area_code")
_AT: Mapping[Setting, int] = {setting: i for i, setting in enumerate(ALL_SETTINGS)}


@dataclass(frozen=True)
class Verdict:
    """One verdict: one series of one area under one setting.

    `band` and `common` are "" where there is no verdict; `reason` then says why, else it is "".
    `ratio` is the method's own; without a numeric target the growth a year in the good direction,
    as a fraction. Values are as published, means where flagged `mean_of_years`. `agree` of
    `settings` distinct evaluations of this series and area give the same common class.
    """

    indicator_id: str
    source_id: str
    method: str
    base: str
    modelled: str
    covid: str
    area_code: str
    band: str
    common: str
    ratio: float | None
    base_year: int | None
    base_value: float | None
    latest_year: int | None
    latest_value: float | None
    target_value: float | None
    target_year: int | None
    projected: float | None
    flags: tuple[str, ...]
    reason: str
    agree: int
    settings: int

    @property
    def setting(self) -> Setting:
        """The setting it was given under."""
        return Setting(self.method, self.base, self.modelled, self.covid)


@dataclass(frozen=True)
class MappedVerdicts:
    """The mapped table: rows in order of `units`, seventy-two per unit in order of ALL_SETTINGS.

    `units` holds codes of indicator, source and area per unit, sorted so; `names` what all codes
    stand for.
    """

    rows: Mapping[str, np.ndarray]
    units: Mapping[str, np.ndarray]
    names: Mapping[str, Sequence[str]]

    @cached_property
    def spans(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Where the units of each indicator and source start and stop."""
        keys = np.stack([self.units["indicator_id"], self.units["source_id"]]).astype(np.int64)
        starts = np.nonzero(np.any(np.diff(keys, axis=1, prepend=-1), axis=0))[0].tolist()
        stops = [*starts[1:], keys.shape[1]]
        indicators, sources = self.names["indicator_id"], self.names["source_id"]
        return {
            (indicators[keys[0, a]], sources[keys[1, a]]): (a, b)
            for a, b in zip(starts, stops, strict=True)
        }

    @cached_property
    def by_area(self) -> tuple[np.ndarray, np.ndarray]:
        """Units in order of area, and where each area starts among them."""
        area = self.units["area_code"]
        order = np.argsort(area, kind="stable")
        starts = np.searchsorted(area[order], np.arange(len(self.names["area_code"]) + 1))
        return order, starts


class Verdicts:
    """Typed queries. A setting that does not exist raises KeyError: choose from ALL_SETTINGS."""

    def __init__(self, verdicts: MappedVerdicts | None, default_sources: Mapping[str, str]) -> None:
        """Hold the mapped table (None where it was not built) and the source each screen shows."""
        self._verdicts, self._defaults = verdicts, default_sources

    @property
    def present(self) -> bool:
        """Whether the tables hold verdicts at all."""
        return self._verdicts is not None

    def of_indicator(
        self, indicator_id: str, setting: Setting = DEFAULT, source_id: str = ""
    ) -> dict[str, Verdict]:
        """The verdict of each area that has rows, by area code; the default source if none given.

        Empty for an indicator without a series or without an assessable direction.
        """
        held = self._verdicts
        source_id = source_id or self._defaults.get(indicator_id, "")
        if held is None or (indicator_id, source_id) not in held.spans:
            return {}
        units = range(*held.spans[indicator_id, source_id])
        found = (self._row(held, unit, _AT[setting]) for unit in units)
        return {a.area_code: a for a in found}

    def of_area(self, area_code: str, setting: Setting = DEFAULT) -> dict[str, Verdict]:
        """The verdict on each indicator's default source, by indicator id; of one area."""
        held = self._verdicts
        if held is None or area_code not in held.names["area_code"]:
            return {}
        order, starts = held.by_area
        code = held.names["area_code"].index(area_code)
        units = order[starts[code] : starts[code + 1]]
        found = (self._row(held, int(unit), _AT[setting]) for unit in units)
        return {a.indicator_id: a for a in found if self._is_default(a)}

    def one(self, indicator_id: str, area_code: str, setting: Setting = DEFAULT) -> Verdict | None:
        """One verdict on the default source; None where the series has no row for the area."""
        unit = self._unit(indicator_id, area_code)
        held = self._verdicts
        return None if unit is None or held is None else self._row(held, unit, _AT[setting])

    def all_settings(self, indicator_id: str, area_code: str) -> tuple[Verdict, ...]:
        """Every verdict on the default source, in order of ALL_SETTINGS; empty without."""
        unit = self._unit(indicator_id, area_code)
        held = self._verdicts
        if unit is None or held is None:
            return ()
        return tuple(self._row(held, unit, i) for i in range(len(ALL_SETTINGS)))

    def _is_default(self, found: Verdict) -> bool:
        return self._defaults.get(found.indicator_id) == found.source_id

    def _unit(self, indicator_id: str, area_code: str) -> int | None:
        held = self._verdicts
        key = (indicator_id, self._defaults.get(indicator_id, ""))
        if held is None or key not in held.spans or area_code not in held.names["area_code"]:
            return None
        start, stop = held.spans[key]
        area = held.names["area_code"].index(area_code)
        at = start + int(np.searchsorted(held.units["area_code"][start:stop], area))
        return at if at < stop and held.units["area_code"][at] == area else None

    def _row(self, held: MappedVerdicts, unit: int, number: int) -> Verdict:
        i = unit * len(ALL_SETTINGS) + number
        rows, names, setting = held.rows, held.names, ALL_SETTINGS[number]
        indicator, source, area = (names[k][held.units[k][unit]] for k in KEYS)
        band, common, flags, reason = (names[k][rows[k][i]] for k in NAMES)
        base_year, latest_year, target_year = (_year(rows[k][i]) for k in YEARS)
        ratio, base, latest, target, projected = (_number(rows[k][i]) for k in NUMBERS)
        agree, settings = (int(rows[k][i]) for k in COUNTS)
        return Verdict(
            indicator,
            source,
            setting.method,
            setting.base,
            setting.modelled,
            setting.covid,
            area,
            band,
            common,
            ratio,
            base_year,
            base,
            latest_year,
            latest,
            target,
            target_year,
            projected,
            tuple(flags.split(";")) if flags else (),
            reason,
            agree,
            settings,
        )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _year(value: int) -> int | None:
    return None if value < 0 else int(value)
