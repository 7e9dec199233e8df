"""The evidence chain of a theme: to objectives, SDG targets and indicators. Shows reach.

A mark is one path. A band of the figure is one link; its width counts the paths through it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from data.reference_lists import ChainRow, Link, Theme
from layouts.charts import template
from layouts.charts.chain_figure import sankey
from layouts.charts.chain_words import link_lines
from layouts.charts.record import JSON, Chart, Heading, Item, Look, MarksOf, Takes
from layouts.charts.tables import Table
from layouts.request.context import Context
from layouts.words.format import together
from layouts.words.values import Words

LEVELS = ("theme", "objective", "target", "indicator")
STRENGTHS = ("direct", "indirect", "context")
SIGNS = {"direct": "block", "indirect": "block", "context": "outlined"}
Band = tuple[str, str, str]  # a node, the next one, and the strength of the link between them


class ChainMark(NamedTuple):
    """One path from a theme: a row of the frame and of the file. Ids are "" where it ends early."""

    theme_id: str
    objective_id: str
    target_id: str
    indicator_id: str
    strengths: tuple[str, str, str]  # of its three steps as drawn, each one of STRENGTHS
    counts: bool  # whether its indicator is counted for the theme
    links: tuple[Link | None, Link | None, Link | None]  # of its steps, with sources and reasons
    role: str  # path

    def nodes(self) -> list[str]:
        """What it goes through, as `<level>:<id>`."""
        ids = zip(LEVELS, self[: len(LEVELS)], strict=True)
        return [f"{level}:{id_}" for level, id_ in ids if id_]

    def bands(self) -> Iterator[tuple[Band, Link | None]]:
        """Its steps, each with its link; the step to the first objective may have none."""
        nodes = self.nodes()
        for i in range(len(nodes) - 1):
            yield (nodes[i], nodes[i + 1], self.strengths[i]), self.links[i]


@dataclass(frozen=True)
class ThemeChain:
    """The view of a chain: a theme, under the page's choice of links."""

    ctx: Context
    theme: Theme

    def heading(self, chart: Chart[Any], marks: MarksOf[Any, Any], words: Words) -> Heading:
        """See record.View."""
        state = self.ctx.state
        title = words.t(f"charts.{chart.id}.title", theme=self.theme.text("short", words.lang))
        query = state.href().partition("?")[2]
        return Heading(
            name=f"throughline-{chart.id}-{self.theme.slug}-{state.links}",
            drawn="|".join((chart.id, self.theme.slug, state.links, str(len(marks.each)))),
            title=title,
            subtitle=words.t(f"links.{state.links}"),
            caption=title,
            notes=[],
            own=state,
            csv=f"/export/{chart.id}.csv?{query and f'{query}&'}page={state.path}",
        )

    def source(self) -> str:
        """See record.View. Every link names its own sources in the table of paths."""
        return self.ctx.t("charts.chain.source")

    def more(self, chart: Chart[Any], look: Look, words: Words) -> JSON:
        """Nothing: the choice of links is a pair of links on the page."""
        return {}

    def name(self, node: str) -> str:
        """A node in words, with its number where it has one."""
        level, _, id_ = node.partition(":")
        reference, lang = self.ctx.reference, self.ctx.lang
        if level == "theme":
            return self.theme.text("short", lang)
        if level == "objective":
            return f"{id_} {reference.objectives[id_].text('short', lang)}"
        if level == "target":
            return f"{id_} {reference.targets[id_].text('label', lang)}"
        indicator = reference.indicators[id_]
        return f"{indicator.sdg_indicator} {indicator.text('label', lang)}"

    def told(self, node: str) -> str:
        """A node in its tooltip: themes and objectives with their whole title."""
        level, _, id_ = node.partition(":")
        if level == "theme":
            return self.theme.text("title", self.ctx.lang)
        if level == "objective":
            return f"{id_}. {self.ctx.reference.objectives[id_].text('title', self.ctx.lang)}"
        return self.name(node)


class ChainMarks(MarksOf[ChainMark, ThemeChain]):
    """Paths in the order of the theme's objectives."""

    shape = ChainMark
    view: ThemeChain

    def bands(self) -> Counter[Band]:
        """Every band with the number of paths through it."""
        return Counter(band for mark in self.each for band, _ in mark.bands())


def marks(ctx: Context) -> ChainMarks:
    """The paths of the theme that the address names.

    Raises:
        LookupError: it names none; addresses without one are refused before.
    """
    theme = ctx.reference.theme_by_slug(ctx.state.slug)
    if theme is None:
        raise LookupError(f"expected the slug of a theme, got {ctx.state.slug!r}")
    rows = ctx.reference.chain(theme.theme_id, direct_only=ctx.state.links == "direct")
    return ChainMarks(tuple(_mark(row) for row in rows), ThemeChain(ctx, theme))


def _mark(row: ChainRow) -> ChainMark:
    links = (row.theme_link, row.objective_link, row.target_link)
    ids = (row.theme_id, row.objective_id, row.target_id, row.indicator_id)
    return ChainMark(*ids, _strengths(links), row.counts, links, "path")


def _strengths(links: tuple[Link | None, ...]) -> tuple[str, str, str]:
    """Direct, indirect or context for each of the three steps of a path."""
    theme = links[0].strength if links[0] else "primary"
    objective = links[1].strength if links[1] else "direct"
    target = links[2].strength if links[2] else "direct"
    if objective == "context":
        target = objective  # what hangs on a link of context is not counted either
    return ("direct" if theme == "primary" else "indirect", objective, target)


def figure(marks: ChainMarks, look: Look) -> Any:
    """A Sankey: solid bands for direct links, pale ones for indirect, the palest for context."""
    view = marks.view
    weights = Counter(node for mark in marks.each for node in mark.nodes())
    told = {}
    for mark in marks.each:
        for (first, second, _), link in mark.bands():
            if link:
                told[first, second] = "\n".join(link_lines(view.ctx, link))
    names = {node: (view.name(node), view.told(node)) for node in weights}
    return sankey(weights, marks.bands(), names, told, look)


def sentence(marks: ChainMarks, words: Words) -> str:
    """How many objectives, targets and indicators the theme leads to."""
    ids = {
        "objectives": {mark.objective_id for mark in marks.each},
        "sdg_targets": {mark.target_id for mark in marks.each},
        "indicators": {mark.indicator_id for mark in marks.each},
    }
    ctx = marks.view.ctx
    counted = (ctx.counted(what, len(found - {""})) for what, found in ids.items())
    theme = marks.view.theme.text("short", words.lang)
    return words.t("theme.chain_summary", theme=theme, things=together(counted, words.lang))


def legend(marks: ChainMarks, look: Look, words: Words) -> list[Item]:
    """What the bands are, for those that are drawn; direct and indirect ones always."""
    drawn = {strength for _, _, strength in marks.bands()} | {"direct", "indirect"}
    tone = template.colours(look)["chain"]
    return [
        Item(SIGNS[strength], words.t(f"links.legend_{strength}"), tone[strength])
        for strength in STRENGTHS
        if strength in drawn
    ]


def table(marks: ChainMarks, words: Words) -> Table:
    """A row per band: from what to what, by which kind of link, on how many paths."""
    view = marks.view
    head = [words.t(f"chain.{key}") for key in ("from", "to", "link", "paths")]
    rows = [
        [view.name(first), view.name(second), words.t(f"links.legend_{strength}"), str(count)]
        for (first, second, strength), count in marks.bands().items()
    ]
    return head, rows


CHART = Chart(
    id="chain",
    pages=("theme",),
    order=20,
    takes=Takes(
        indicators=0, opens=1, most=0, forms=("absolute",), axes=("linear",), options=("links",)
    ),
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("sankey",),
)
