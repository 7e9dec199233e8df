"""The sections of a profile on the page: what is said on one side, its tables on the other."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from layouts.country.links import paragraph
from layouts.country.tables import folded, short_table
from layouts.country.verdicts import theme_lines
from layouts.pieces.components import details
from layouts.profile.records import ABSENT, Grid, Section, Sentence
from layouts.request.context import Context
from layouts.series.series import indicator_of
from layouts.verdicts.settings import settings

OPEN = ("origins", "destinations", "hosted", "fled", "routes", "peers")  # tables that stand open
FOLDED = ("years", "treaties", "meetings")
# Keys of the sentences with which something else begins.
BEGINS = (
    *("profile.people.out", "profile.people.none_out", "profile.money.paid"),
    *("profile.money.received", "profile.displacement.ctx-refugees-origin"),
    *("profile.displacement.ctx-idp", "profile.deaths.origin", "profile.verdicts.agree"),
    *("profile.verdicts.split", "profile.promises.programme", "profile.promises.national"),
    *("profile.promises.vote", "profile.promises.treaties", "profile.promises.residence"),
    *("profile.promises.met", "profile.unknown.not_held"),
)


def section(ctx: Context, found: Section) -> Component:
    """One section: heading and sentences, then its tables."""
    told = html.Div(
        [
            html.H2(ctx.t(found.title), id=f"{found.id}-title"),
            *(paragraph(ctx, together) for together in _paragraphs(found.sentences)),
            *_ways(ctx, found),
            *_sources(ctx, found),
        ],
        className="profile-told",
    )
    shown = _shown(ctx, found)
    folds = [folded(ctx, grid) for grid in found.grids if grid.id in FOLDED]  # as wide as both
    return html.Section(
        [told, *([html.Div(shown, className="profile-shown")] if shown else []), *folds],
        id=found.id,
        className="profile-section",
        **{"aria-labelledby": f"{found.id}-title"},
    )


def _paragraphs(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences that belong together: those of BEGINS start a paragraph of their own."""
    found: list[list[Sentence]] = []
    for sentence in sentences:
        if not found or sentence.key.startswith(BEGINS):
            found.append([])
        found[-1].append(sentence)
    return found


def _sources(ctx: Context, found: Section) -> list[Component]:
    """Who publishes the rows behind a section."""
    whole = (row for own in found.rows for row in own.whole())
    ids = dict.fromkeys(row.source_id for row in whole if row.source_id)
    known = (ctx.reference.sources[i] for i in ids if i in ctx.reference.sources)
    names = [source.attribution.rstrip(".") for source in known]  # as their licences ask for
    if not names:
        return []
    words = ctx.t("country.sources", sources=ctx.t("progress.list_mark").join(names))
    return [html.Div(words, className="source")]  # no text whose terms are explained


def _shown(ctx: Context, found: Section) -> list[Component]:
    shown = [short_table(ctx, grid) for grid in found.grids if grid.id in OPEN]
    for grid in found.grids:
        if grid.id == "themes":
            shown.append(theme_lines(ctx, grid))
        if grid.id == "unknown":
            shown.append(_lacking(ctx, grid))
    return shown


def _ways(ctx: Context, found: Section) -> list[Component]:
    """Where to go on: verdicts with their calculations, the peers side by side."""
    areas = (ctx.state.focus,)
    if found.id == "verdicts":
        words, href = ctx.t("country.all_verdicts"), ctx.link_to("themes", areas=areas)
        return [html.P(html.A(words, href=href, **{"data-areas": "1"})), settings(ctx)]
    if found.id == "peers" and found.grids:
        codes = [line[1].rows[0].area_code for line in found.grids[0].lines if line[1].rows]
        href = ctx.link_to("compare", areas=tuple(dict.fromkeys((*areas, *codes))))
        words = ctx.t("country.compare_peers")
        return [html.P(html.A(words, href=href, **{"data-areas": "1"}))]
    return []


def _lacking(ctx: Context, grid: Grid) -> Component:
    """A line a theme, which opens into the indicators that have no number."""
    return html.Ul(
        [
            html.Li(
                details(
                    ctx.t(
                        "country.lacking", theme=name.text, without=without.text, total=total.text
                    ),
                    _names(ctx, [row.indicator_id for row in which.rows if row.made == ABSENT]),
                )
            )
            for name, without, total, which in grid.lines
        ],
        className="lacking",
    )


def _names(ctx: Context, indicators: Sequence[str]) -> Component:
    return html.Ul(
        [
            html.Li(
                html.A(
                    indicator_of(ctx, i).text("label", ctx.lang), href=ctx.link_to("indicator", i)
                )
            )
            for i in indicators
        ]
    )
