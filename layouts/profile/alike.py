"""Peers by migration profile: the countries nearest to one, and in what they are alike."""

from __future__ import annotations

from data.peers import COMPONENTS, Part, Peer, nearest, profiles
from layouts.profile.reading import PERCENT, Reader
from layouts.profile.records import Grid, Row, Section, Told
from layouts.words.format import together

MOST = 5
UNITS = {"displacement": "per_1000", "remittances": "percent_gdp"}
COMPONENT = "component"  # how a row is made that is part of a profile: data/peers.py
NOTHING = "\u2014"


def peers(reader: Reader) -> Section:
    """The section of a country; it says so where too little is known of it."""
    found = nearest(reader.store, reader.code, MOST)
    if not found:
        return Section(
            "peers", "profile.peers.title", (reader.say("profile.peers.none", here=reader.here),)
        )
    names = together([reader.name(peer.area_code) for peer in found], reader.ctx.lang)
    told = reader.say("profile.peers.nearest", here=reader.here, names=names)
    return Section("peers", "profile.peers.title", (told,), (_grid(reader, found),))


def _grid(reader: Reader, found: tuple[Peer, ...]) -> Grid:
    """The area itself first, then its peers, the nearest first."""
    ctx = reader.ctx
    head = (ctx.t("profile.peers.place"), *(ctx.t(f"profile.peers.{name}") for name in COMPONENTS))
    own = tuple(_cell(reader, reader.code, name, _own(found, name)) for name in COMPONENTS)
    lines = [(Told(reader.name(reader.code)), *own)]
    for peer in found:
        cells = (_cell(reader, peer.area_code, n, peer.parts[n].other) for n in COMPONENTS)
        lines.append((Told(reader.name(peer.area_code)), *cells))
    return Grid("peers", ctx.t("profile.peers.caption"), head, tuple(lines))


def _own(found: tuple[Peer, ...], name: str) -> float | None:
    parts: list[Part] = [peer.parts[name] for peer in found]
    return next((part.own for part in parts if part.own is not None), None)


def _cell(reader: Reader, area_code: str, name: str, value: float | None) -> Told:
    if value is None:
        return Told(NOTHING)
    about = profiles(reader.store)
    year = about.corridor_year if name == "corridor" else about.years[name][1]
    row = Row(
        f"profile:{name}", area_code=area_code, year=year, value=value,
        unit=UNITS.get(name, PERCENT), decimals=1, made=COMPONENT, note=reader.code,
    )  # fmt: skip
    return reader.amount(row)
