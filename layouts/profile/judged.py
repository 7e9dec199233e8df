"""Verdicts by theme: how many indicators fall into which class, and how far settings agree.

Counts only; themes are not scored and countries not ranked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from data.progress.bands import COMMON, NOT_PROGRESSING, ON_TRACK, RIGHT_WAY, TOO_SLOW
from data.progress.themes import UNJUDGED, each_once
from data.verdicts import Verdict
from layouts.profile.reading import Reader
from layouts.profile.records import JUDGED, Grid, Row, Section, Sentence, Told
from layouts.progress.of_area import ThemeRow, setting_of, theme_row
from layouts.series.series import indicator_of

FIRM, SPLIT = "firm", "split"
UNKNOWN = ""  # class of what cannot be judged
Votes = Sequence[tuple[str, Verdict | None, str]]


class Themes(NamedTuple):
    """The themes of an area, and the votes of all of them, each indicator once."""

    rows: tuple[ThemeRow, ...]
    once: tuple[tuple[str, Verdict | None, str], ...]


def themes_of(reader: Reader) -> Themes:
    """Every theme judged by the verdicts of the area, under the setting of the address."""
    ctx = reader.ctx
    found = reader.store.verdicts.of_area(reader.code, setting_of(ctx))
    rows = tuple(theme_row(ctx, theme, found) for theme in ctx.reference.themes.values())
    votes = (once.vote for once in each_once(row.progress for row in rows))
    return Themes(rows, tuple(v for v in votes if reader.store.has_data(v[0])))


def vote_rows(reader: Reader, votes: Votes) -> tuple[Row, ...]:
    """A row for each indicator of which a verdict is asked: its class, or why there is none."""
    return tuple(_row(reader, *vote) for vote in votes if vote[2] not in UNJUDGED)


def _row(reader: Reader, indicator_id: str, found: Verdict | None, reason: str) -> Row:
    judged = found if found and found.band else None
    indicator = indicator_of(reader.ctx, indicator_id)
    return Row(
        indicator_id,
        judged.source_id if judged else "",
        reader.code,
        judged.latest_year if judged else None,
        judged.latest_value if judged else None,
        indicator.unit,
        indicator.decimals,
        made=JUDGED,
        note=judged.common if judged else f"none:{reason}",
        agreement=_agreement(judged) if judged else "",
    )


def _agreement(found: Verdict) -> str:
    """FIRM where every setting gives the class, SPLIT where fewer than half do."""
    if found.settings > 1 and found.agree == found.settings:
        return FIRM
    return SPLIT if 2 * found.agree < found.settings else ""


def of_class(rows: Iterable[Row], name: str) -> tuple[Row, ...]:
    """The rows of one class; of those that cannot be judged for ""."""
    return tuple(r for r in rows if (r.note == name if name else r.note.startswith("none:")))


def verdict_sentences(reader: Reader, rows: tuple[Row, ...]) -> Iterator[Sentence]:
    """How many can be judged, how they fare, and how far settings agree."""
    classes = {name: of_class(rows, name) for name in (*COMMON, UNKNOWN)}
    behind = classes[TOO_SLOW] + classes[NOT_PROGRESSING]
    judged = tuple(row for row in rows if row not in classes[UNKNOWN])
    if not judged:
        yield reader.say("profile.verdicts.none", here=reader.here, total=_n(reader, "all", rows))
        return
    yield reader.say(
        "profile.verdicts.judged",
        total=_n(reader, "all", rows),
        on_track=_n(reader, ON_TRACK, classes[ON_TRACK]),
        right_way=_n(reader, RIGHT_WAY, classes[RIGHT_WAY]),
        behind=_n(reader, "behind", behind),
        unknown=_n(reader, "unknown", classes[UNKNOWN]),
    )
    firm, split = ([r for r in judged if r.agreement == name] for name in (FIRM, SPLIT))
    told = {"judged": _n(reader, "judged", judged), "firm": _n(reader, FIRM, firm)}
    if len(judged) == 1:
        key = "one_firm" if firm else "one"
        yield reader.say(f"profile.verdicts.{key}")
    elif split:
        yield reader.say("profile.verdicts.split", split=_n(reader, SPLIT, split), **told)
    else:
        yield reader.say("profile.verdicts.agree", **told)


def _n(reader: Reader, name: str, rows: Iterable[Row]) -> Told:
    return reader.counted("verdicts", rows, name)


def verdicts(reader: Reader, themes: Themes) -> Section:
    """The section of a country: sentences, and a line a theme."""
    sentences = tuple(verdict_sentences(reader, vote_rows(reader, themes.once)))
    ctx = reader.ctx
    names = (*COMMON, "unknown", FIRM)
    head = (ctx.t("profile.verdicts.theme"), *(ctx.t(f"profile.verdicts.{n}") for n in names))
    lines = tuple(_line(reader, row) for row in themes.rows)
    grid = Grid("themes", ctx.t("profile.verdicts.caption"), head, lines)
    return Section("verdicts", "profile.verdicts.title", sentences, (grid,))


def _line(reader: Reader, theme: ThemeRow) -> tuple[Told, ...]:
    rows = vote_rows(reader, theme.progress.votes)
    of = theme.theme.theme_id
    firm = [row for row in rows if row.agreement == FIRM]
    cells = [(name or "unknown", of_class(rows, name)) for name in (*COMMON, UNKNOWN)]
    counts = [_n(reader, f"{of}:{name}", own) for name, own in cells]
    name = theme.theme.text("short", reader.ctx.lang)
    return (Told(name), *counts, _n(reader, f"{of}:{FIRM}", firm))
