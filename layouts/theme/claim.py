"""What a theme's page says first: how the theme fares in a sentence, and every country's move."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from layouts.charts.board_rows import BoardMarks, board_of
from layouts.pieces.finding import PARTS, TOTAL, finding, part_of, scope
from layouts.pieces.record_card import record_card
from layouts.progress.of_area import ThemeRow
from layouts.progress.words import place
from layouts.request.context import Context
from layouts.verdicts.bars import focus_line
from layouts.verdicts.indicators import assessed, shown_votes
from layouts.verdicts.settings import settings


def claim(ctx: Context, row: ThemeRow) -> Component:
    """The sentence with its numbers, whom it speaks of, how it is judged; beside it the picture."""
    marks = board_of(ctx, (row,))
    told = html.P(ctx.t("finding.theme.none"), className="finding")
    if marks.held:
        told = finding(ctx, marks, f"finding.theme.{place(ctx)}", _rows(ctx, row, marks))
    return html.Div(
        [
            html.Div(
                [
                    told,
                    scope(ctx, marks),
                    focus_line(ctx),
                    settings(ctx),
                ],
                className="claim",
            ),
            html.Div(
                record_card(ctx, "beeswarm"),
                id="since",
                hidden=not ctx.store.has_data(ctx.indicator),  # until another is chosen
                **{"data-tl": "since"},
            ),
        ],
        className="claim-and-picture",
    )


def _rows(ctx: Context, row: ThemeRow, marks: BoardMarks) -> dict[str, str]:
    """Where the rows stand that a number counts: of a country the first of that kind.

    A group is counted by its countries, which all rows show.
    """
    found = dict.fromkeys((*PARTS, TOTAL), "#list-assessed")
    if marks.view.members:
        return found
    found["unknown"] = "#list-unassessed"
    for indicator_id, verdict, _ in reversed(assessed(shown_votes(ctx, row))):
        found[part_of(verdict.common if verdict else "")] = f"#v-{indicator_id}"
    return found
