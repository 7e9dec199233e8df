"""Groups of countries: who belongs to one, and which share of countries and people stands where."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dash import html
from dash.development.base_component import Component

from data.groups import read_groups
from data.progress.bands import COMMON
from data.progress.themes import group_shares
from layouts.bands import symbol
from layouts.context import Context
from layouts.format import number
from layouts.progress import setting_of
from layouts.urls import WORLD

POPULATION = "ctx-population"
FLAGGED = {"M49:199": "ldc", "M49:432": "lldc", "M49:722": "sids"}
REGION_COLUMNS = (
    "region_code",
    "sub_region_code",
    "intermediate_region_code",
    "sdg_region_code",
)
JOINED = {  # groups of the World Bank that are made of its income groups
    "WB:LMY": ("WB:LIC", "WB:LMC", "WB:UMC"),
    "WB:MIC": ("WB:LMC", "WB:UMC"),
}


def members(ctx: Context, code: str) -> tuple[str, ...]:
    """The countries and territories of a group; empty where its list is not held here."""
    countries = ctx.reference.countries()
    if code == WORLD:
        return tuple(area.area_code for area in countries)
    if flag := FLAGGED.get(code):
        return tuple(area.area_code for area in countries if getattr(area, flag))
    named = tuple(
        area.area_code
        for area in countries
        if code in (getattr(area, column) for column in REGION_COLUMNS)
    )
    return named or _listed(ctx.store.data_dir, JOINED.get(code, (code,)))


@cache
def _listed(data_dir: Path, codes: tuple[str, ...]) -> tuple[str, ...]:
    schemes = read_groups(data_dir).values()
    return tuple(sorted({area for scheme in schemes for area, c in scheme.items() if c in codes}))


class Shares:
    """Says for the group in focus how its countries and people are spread over the verdicts."""

    def __init__(self, ctx: Context) -> None:
        """Look the members and their latest population up once."""
        self.ctx = ctx
        self.members = members(ctx, ctx.state.focus)
        latest = ctx.store.latest(POPULATION)
        self.population = {code: latest[code][1] for code in self.members if code in latest}

    def sentences(self, indicator_id: str) -> Component:
        """Share of countries and share of people by common class, each with its denominator."""
        return html.Div()
