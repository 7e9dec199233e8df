"""Provider area codes to ours. An unknown code is an error; nothing is matched by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import pandas as pd

from data.reference_lists import Reference
from etl.model import EtlError

NUMBERED = ("undesa", "unsdg")  # providers whose country codes are M49 numbers


class AreaError(EtlError):
    """A provider uses area codes that the reference tables do not know."""


@dataclass(frozen=True)
class AreaMap:
    """The ways a provider code becomes ours, tried in this order.

    `aliases` is data/reference/area_aliases.csv (an empty area_code leaves the code out on
    purpose); then `WB:` groups for the World Bank, M49 numbers for UN SDG and UN DESA, two letters
    for Eurostat; then ISO3.
    """

    aliases: dict[tuple[str, str], str]
    known: frozenset[str]
    m49: dict[str, str]
    iso2: dict[str, str] = field(default_factory=dict)

    def find(self, source_id: str, code: str) -> str | None:
        """Our area_code; "" where the code is left out on purpose; None where it is unknown."""
        if (source_id, code) in self.aliases:
            return self.aliases[source_id, code]
        if source_id == "worldbank" and f"WB:{code}" in self.known:
            return f"WB:{code}"
        if source_id in NUMBERED and code.lstrip("0") in self.m49:
            return self.m49[code.lstrip("0")]
        if source_id == "eurostat" and code in self.iso2:
            return self.iso2[code]
        return code if code in self.known else None

    def translate(
        self, source_id: str, codes: Iterable[str], groupings: Collection[str] = ()
    ) -> dict[str, str]:
        """Each provider code with our area_code, or "" where it is left out.

        Args:
            source_id: the provider.
            codes: what its rows use.
            groupings: codes that the provider lists as its own aggregates; those we have no area
                for are left out.

        Raises:
            AreaError: all unknown codes at once.
        """
        found = {code: self.find(source_id, code) for code in sorted(set(codes))}
        unknown = [c for c, area in found.items() if area is None and c not in groupings]
        if unknown:
            raise AreaError(_unknown(source_id, unknown))
        return {code: area or "" for code, area in found.items()}

    def strange_series(
        self, source_id: str, rows: pd.DataFrame, groupings: Collection[str] = ()
    ) -> dict[str, str]:
        """The series that use area codes nobody knows, each with them and what to do.

        Empty where all series do: then it is the source that has changed, and `translate` says so.

        Args:
            source_id: the provider.
            rows: source_code and source_area of its rows.
            groupings: as for `translate`.
        """
        unknown = [
            code
            for code in rows["source_area"].unique()
            if code not in groupings and self.find(source_id, code) is None
        ]
        hit = rows[rows["source_area"].isin(unknown)]
        found = {str(k): sorted(set(v)) for k, v in hit.groupby("source_code")["source_area"]}
        if len(found) == rows["source_code"].nunique():
            return {}
        return {code: _unknown(source_id, areas) for code, areas in found.items()}


def _unknown(source_id: str, codes: Iterable[str]) -> str:
    return (
        f"{source_id}: unknown area codes {', '.join(codes)}. What to do: add each to "
        "data/reference/areas.csv, or to area_aliases.csv (empty area_code: leave out)"
    )


def area_map(reference: Reference) -> AreaMap:
    """The map of the reference tables."""
    areas = reference.areas.values()
    return AreaMap(
        {(a.source_id, a.source_code): a.area_code for a in reference.aliases},
        frozenset(reference.areas),
        {a.m49.lstrip("0"): a.area_code for a in areas if a.m49},
        {a.iso2: a.area_code for a in areas if a.iso2},
    )
