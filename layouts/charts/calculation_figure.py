"""The figure of a calculation: lines, marks, and the names of base, latest and target set apart."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from textwrap import wrap

import plotly.graph_objects as go

from layouts.charts import looks, names_apart, scales, template
from layouts.charts.record import JSON, Look
from layouts.charts.verdict_marks import ENDS, CalculationMarks, VerdictMark, end_words

HEIGHT_PX = 268
TOP_PX, BOTTOM_PX, RIGHT_PX = 10, 28, 14
TICKS = 5
ABOVE = ("path", "projection", "used", "dropped", "ends")  # each is drawn over those before it
ANSWERS = (-0.15, 1.3)  # the range of an axis with yes and no on it
YEARS_PAD = 0.7
# Names keep clear of each other on the narrowest card of a look; a wider one only has more room.
CARD_PX = {"wide": 470, "narrow": 310, "printed": 1100}
NAME_CHARS = 18  # of a line of a name
STEM_PX = 20  # from a mark to its name
ROOM = 0.14  # of the range of values, for a name above or below it


@dataclass(frozen=True)
class Space:
    """The plot as names see it: ranges of years and values, and pixels across and up."""

    years: scales.Range
    values: scales.Range
    width: float
    height: float

    def at(self, mark: VerdictMark) -> tuple[float, float]:
        """Where a mark stands, in pixels from the lower left."""
        (first, last), (low, high) = self.years, self.values
        across = (mark.year - first) / (last - first) * self.width
        return across, (mark.drawn - low) / (high - low) * self.height


def figure(marks: CalculationMarks, look: Look) -> go.Figure:
    """What counts as a line, what does not as hollow marks; base, latest and target by name."""
    if not marks.of("used", "dropped"):
        return template.nothing(marks.view.ctx.t("verdict.empty"), look)
    held = [mark.year for mark in marks.each if mark.role not in ("missing", "path")]
    axis = _value_axis(marks, look)
    margin = {"l": scales.left_margin(axis), "r": RIGHT_PX, "t": TOP_PX, "b": BOTTOM_PX}
    high = template.height(look) if look.printed else HEIGHT_PX
    space = Space(
        (min(held) - YEARS_PAD, max(held) + YEARS_PAD),
        axis["range"],
        CARD_PX["printed" if look.printed else _size(look)] - margin["l"] - RIGHT_PX,
        high - TOP_PX - BOTTOM_PX,
    )
    layout = {
        "height": high,
        "xaxis": {**scales.year_axis(min(held), max(held), look), "range": space.years},
        "yaxis": axis,
        "shapes": [_target_line(goal, marks, look) for goal in marks.of("target")],
        "annotations": _names(marks, space, look),
        "margin": margin,
    }
    return template.figure(_traces(marks, look), layout, look)


def _size(look: Look) -> str:
    return "narrow" if look.narrow else "wide"


def _value_axis(marks: CalculationMarks, look: Look) -> JSON:
    """Round numbers, from zero where zero is near; of an indicator with answers, these."""
    if marks.view.verdict.indicator.kind == "binary":
        answers = [0.0, 1.0]
        words = [marks.view.value(answer) for answer in answers]
        axis = scales.value_axis(ANSWERS, False, look, TICKS)
        return {**axis, "tickvals": answers, "ticktext": words, "zeroline": False}
    values = [mark.drawn for mark in marks.each if mark.role != "missing"]
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1.0) * ROOM
    floor = 0.0 if 0 <= low < high / 2 else low - room
    named = [mark.drawn for mark in marks.of(*ENDS)]
    head = 2 * room if any(value > high - 1.5 * room for value in named) else room
    return scales.value_axis((floor, high + head), False, look, TICKS)


def _first(marks: CalculationMarks) -> int:
    """The first year drawn, where the line of the target begins."""
    return min(mark.year for mark in marks.of("used", "dropped", "target"))


def _target_line(goal: VerdictMark, marks: CalculationMarks, look: Look) -> JSON:
    """The target from the first year drawn to its own."""
    return {
        "type": "line",
        "name": "target",
        "layer": "below",
        "x0": _first(marks),
        "x1": goal.year,
        "y0": goal.drawn,
        "y1": goal.drawn,
        "line": {"color": template.colours(look)["target"], "width": 1.5, "dash": "dot"},
    }


def _traces(marks: CalculationMarks, look: Look) -> list[JSON]:
    tone = template.colours(look)
    accent, paper = tone["accent"], tone["paper"]
    way = {"color": tone["target"], "width": 2, "dash": "dashdot"}
    pace = {"color": accent, "width": 2, "dash": "dash"}
    dropped = marks.of("dropped")
    signs = [looks.symbol("circle", mark.kind) for mark in dropped]
    hollow = [sign if "open" in sign else f"{sign}-open" for sign in signs]
    steps = len(marks.of("projection")) - 1
    end = {
        "color": paper,
        "size": [*([0] * steps), 9],
        "symbol": "diamond",
        "line": {"color": accent, "width": 2},
    }
    used = {"color": tone["ink"], "size": 6}
    apart = {"color": tone["soft"], "size": 7, "symbol": hollow, "line": {"width": 1.5}}
    ends = {"color": accent, "size": 12, "symbol": "circle", "line": {"color": paper, "width": 2}}
    made = [  # in the order that a reader walks through them
        _trace("used", marks.of("used"), line={"color": tone["ink"], "width": 1.5}, marker=used),
        _trace("dropped", dropped, mode="markers", marker=apart),
        _trace("ends", marks.of(*ENDS), mode="markers", marker=ends),
        _trace("projection", marks.of("projection"), line=pace, marker=end),
        _trace("path", marks.of("path"), mode="lines", line=way),
    ]
    return [trace for trace in made if trace["x"]]


def _trace(role: str, own: list[VerdictMark], mode: str = "lines+markers", **look: JSON) -> JSON:
    return {
        "type": "scatter",
        "mode": mode,
        "meta": {"role": role},
        "zorder": ABOVE.index(role),
        "x": [mark.year for mark in own],
        "y": [mark.drawn for mark in own],
        "text": [_lines(mark.spoken) for mark in own],
        "hovertemplate": "%{text}<extra></extra>",
        **look,
    }


def _lines(spoken: str) -> str:
    return escape(spoken, quote=False).replace("\n", "<br>")


def _names(marks: CalculationMarks, space: Space, look: Look) -> list[JSON]:
    """What base, latest and target are called, each where it hides the least."""
    ends, goals = marks.of(*ENDS), marks.of("target")
    texts = [wrap(end_words(marks.view, mark.role, mark.year), NAME_CHARS) for mark in ends]
    wanted = [
        names_apart.places(lines, *space.at(mark), STEM_PX)
        for lines, mark in zip(texts, ends, strict=True)
    ]
    for goal in goals:
        text = marks.view.ctx.t("verdict.target_mark", target=marks.view.value(goal.drawn))
        texts.append([text])
        wanted.append(_beside_target([text], goal, _first(marks), space))
    plot = names_apart.Box(0, 0, space.width + RIGHT_PX, space.height + TOP_PX)
    found = names_apart.best(wanted, _visible(marks, space), plot)
    tone = template.colours(look)
    return [
        _name(mark, lines, place, _first(marks), tone)
        for mark, lines, place in zip([*ends, *goals], texts, found, strict=True)
    ]


def _beside_target(
    lines: list[str], goal: VerdictMark, first: int, space: Space
) -> list[names_apart.Place]:
    """The target is named at the start of its line or at the end, above it or below."""
    start = names_apart.places(lines, *space.at(goal._replace(year=first)), 0)
    end = names_apart.places(lines, *space.at(goal), 0)
    return [*(one for one in start if one.right), *(one for one in end if not one.right)]


def _visible(marks: CalculationMarks, space: Space) -> list[tuple[float, float]]:
    """What names should not hide: lines, marks, the target."""
    found = [space.at(mark) for mark in marks.of("dropped", *ENDS)]
    for role in ("used", "projection", "path"):
        found += names_apart.sampled(space.at(mark) for mark in marks.of(role))
    for goal in marks.of("target"):
        found += names_apart.sampled([space.at(goal._replace(year=_first(marks))), space.at(goal)])
    return found


def _name(
    mark: VerdictMark, lines: list[str], place: names_apart.Place, first: int, tone: JSON
) -> JSON:
    """An annotation. That of a target stands at an end of its line, others on a stem."""
    own = {
        "y": mark.drawn,
        "text": "<br>".join(escape(line, quote=False) for line in lines),
        "align": "left" if place.right else "right",
        "xanchor": "left" if place.right else "right",
        "font": {"size": template.size("small"), "color": tone["ink"]},
    }
    if mark.role == "target":
        return {
            **own,
            "showarrow": False,
            "x": first if place.right else mark.year,
            "yanchor": "bottom" if place.above else "top",
            "font": {"size": template.size("small"), "color": tone["target"]},
        }
    stem = STEM_PX + names_apart.height(lines) / 2
    return {
        **own,
        "x": mark.year,
        "showarrow": True,
        "arrowhead": 0,
        "arrowcolor": tone["soft"],
        "ax": 0,
        "ay": -stem if place.above else stem,
        "borderpad": 1,
    }
