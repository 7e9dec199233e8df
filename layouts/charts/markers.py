"""What stands in a chart beside its marks: the target, the way needed to it, and events."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

from data.progress.calculation import Line, calculation
from data.progress.rules import BARS
from data.progress.settings import ALL_SETTINGS, judged_year
from layouts.charts.asked import Asked
from layouts.charts.record import JSON, Look
from layouts.charts.scales import Range
from layouts.charts.template import colours, size
from layouts.series.concepts import target_of
from layouts.series.series import indicator_of
from layouts.words.values import Words

PATH_DASH = "longdashdot"
# Years that readers of migration and development look for; words: charts.event.<name>.
EVENTS = {"compact": 2018, "pandemic": 2020}


@dataclass(frozen=True)
class Target:
    """The one numeric target of an indicator: its level, and the year it is set for."""

    value: float
    year: int


def target(asked: Asked) -> Target | None:
    """The target that the values drawn can be held against: only as published, and whole."""
    if asked.form != "absolute" or asked.part:
        return None
    found = target_of(asked.ctx.reference.indicators.get(asked.indicator_id))
    if found is None or (asked.log and found[0] <= 0):
        return None
    return Target(found[0], int(found[1]))


def target_text(asked: Asked, words: Words, found: Target) -> str:
    """The target in words."""
    value = words.value(found.value, asked.main.told.raw)
    return words.t("js.compare.target", value=value, year=found.year)


def path_place(asked: Asked) -> str:
    """Whose path is drawn: the first place chosen, else the world where it leads; "" for none."""
    places = asked.places
    if places.marked:
        return places.marked[0]
    return places.codes[0] if places.picked == "populous_world" else ""


def needed_path(asked: Asked) -> Line:
    """The way from the base of a place, that of path_place, to the target, year by year.

    As verdicts have it under the opening setting; () where there is no target, no such place, no
    verdict, or where the place has met it. Verdicts are of the leading provider, so that a series
    of another has no path.
    """
    ctx, code = asked.ctx, path_place(asked)
    leading = asked.main.cells.matrix.source_id == ctx.store.default_source(asked.indicator_id)
    if target(asked) is None or not code or not leading:
        return ()
    found = ctx.store.verdicts.one(asked.indicator_id, code, ALL_SETTINGS[0])
    if found is None or {"met", "lost_target"} & set(found.flags):
        return ()
    worked = calculation(
        indicator_of(ctx, asked.indicator_id),
        ctx.store.observations(asked.indicator_id, (code,)),
        ALL_SETTINGS[0],
        judged_year(ctx.store.catalogue["sources"]),
        ctx.reference.verdict_rules.get(asked.indicator_id),
        found.reason if found.reason in BARS else "",
    )
    return worked.line_to_target


def path_trace(path: Line, name: str, look: Look) -> JSON:
    """The needed path as a line."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [year for year, _ in path],
        "y": [value for _, value in path],
        "hoverinfo": "skip",
        "meta": {"role": "path"},
        "line": {"color": colours(look)["target"], "width": 1.5, "dash": PATH_DASH},
    }


def target_line(found: Target, text: str, log: bool, look: Look) -> tuple[JSON, JSON]:
    """The target across the value axis of a chart: a shape and its label."""
    tone = colours(look)
    shape = {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": found.value,
        "y1": found.value,
        "line": {"color": tone["target"], "width": 1.75, "dash": "dashdot"},
    }
    label = {
        "xref": "paper",
        "x": 0.01,
        "xanchor": "left",
        "y": log10(found.value) if log else found.value,
        "yanchor": "bottom",
        "showarrow": False,
        "text": text,
        "font": {"color": tone["target"], "size": size("small")},
        "bgcolor": tone["paper"],
        "borderpad": 1,
    }
    return shape, label


def year_line(year: int, look: Look) -> JSON:
    """The year of the page as a shape, which the browser moves by its name (charts/cards.js)."""
    return {
        "name": "year",
        "type": "line",
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "x0": year,
        "x1": year,
        "layer": "below",
        "line": {"color": colours(look)["quiet"], "width": 2},
    }


def event_lines(years: Range, words: Words, look: Look) -> tuple[list[JSON], list[JSON]]:
    """Events among the years drawn, as shapes and labels at the top; the label stands to the left.

    On a narrow screen there is room for the years alone.
    """
    tone = colours(look)
    shapes, labels = [], []
    for name, year in EVENTS.items():
        if not years[0] < year < years[1]:
            continue
        line = {"color": tone["event"], "width": 1, "dash": "dot"}
        shapes.append(
            {
                "type": "line",
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "x0": year,
                "x1": year,
                "line": line,
            }
        )
        labels.append(
            {
                "yref": "paper",
                "y": 1,
                "yanchor": "bottom",
                "x": year,
                "xanchor": "right" if name == "compact" else "left",
                "showarrow": False,
                "text": str(year) if look.narrow else words.t(f"charts.event.{name}"),
                "font": {"color": tone["event"], "size": size("small") - 1},
            }
        )
    return shapes, labels
