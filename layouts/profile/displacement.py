"""Displacement: refugees in the area and from it, who waits for asylum, who is moved within."""

from __future__ import annotations

from collections.abc import Iterator

from layouts.profile.figures import FLED, HOSTED, WITHIN
from layouts.profile.reading import Reader
from layouts.profile.records import Section, Sentence, Told
from layouts.profile.tables import flow_grid, known_ends, largest, years_grid

WAITING, WAITING_FROM = "ctx-asylum-seekers", "ctx-asylum-seekers-origin"
APPLIED, APPLIED_FROM = "ctx-asylum-applications", "ctx-asylum-applications-origin"
MEASURE = "refugees"
NOUNS = {
    HOSTED: "refugees", FLED: "refugees", WAITING: "seekers", WAITING_FROM: "seekers",
    WITHIN: "displaced",
}  # fmt: skip
# Where UNRWA has a mandate, whose Palestine refugees UNHCR does not count.
UNRWA = ("JOR", "LBN", "PSE", "SYR")
ELSEWHERE = (FLED, WAITING_FROM)  # said of no world: nobody is elsewhere


def displacement(reader: Reader) -> Section:
    """The section: first who is in the area, then who is from it, then within it."""
    inward, outward = reader.flows(MEASURE, "destination"), reader.flows(MEASURE, "origin")
    origins, ends = known_ends(inward, "origin"), known_ends(outward, "destination")
    hosted, fled = reader.latest(HOSTED), reader.latest(FLED)
    sentences = (
        *_counted(reader, HOSTED),
        *largest(reader, "from", hosted, origins, "origin"),
        *_counted(reader, WAITING),
        *_counted(reader, FLED),
        *largest(reader, "to", fled, ends, "destination"),
        *_counted(reader, WAITING_FROM),
        *_counted(reader, WITHIN),
        *((reader.say("profile.displacement.unrwa"),) if reader.code in UNRWA else ()),
    ) or (reader.say(f"profile.displacement.none.{reader.kind}", here=reader.here),)
    grids = (
        *flow_grid(reader, "hosted", inward, "origin"),
        *flow_grid(reader, "fled", outward, "destination"),
        *years_grid(reader, (HOSTED, WAITING, APPLIED, FLED, WAITING_FROM, APPLIED_FROM, WITHIN)),
    )
    return Section("displacement", "profile.displacement.title", sentences, grids)


def _counted(reader: Reader, indicator_id: str) -> Iterator[Sentence]:
    """One number of people; of refugees also that none are counted."""
    row = reader.latest(indicator_id)
    if row is None or (reader.kind == "world" and indicator_id in ELSEWHERE):
        return
    told: dict[str, Told | str] = {"year": reader.year(row), "here": reader.here}
    if row.number:
        told["people"] = reader.people(NOUNS[indicator_id], row)
        yield reader.say(f"profile.displacement.{indicator_id}", **told)
    elif indicator_id in (HOSTED, FLED):
        yield reader.say(f"profile.displacement.{indicator_id}.zero", **told)
