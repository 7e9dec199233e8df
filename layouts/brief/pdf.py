"""A brief as tagged PDF (PDF/UA-1) of two A4 pages, set by Typst (Apache-2.0).

Typst comes as one wheel, asks the system for nothing and sets two pages in a tenth of a second; the
browser's print engine would need a browser on the server. A server runs it in a process of its own:
a worker that has loaded it keeps 38 MB for good.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from layouts.brief.content import BESIDE, Brief, Card, Paragraph, Part, Piece, Table
from layouts.brief.notes import SourceNotes
from layouts.brief.rows import rows_csv
from layouts.profile.course import course_svg
from layouts.request.context import Context

ROOT = Path(__file__).parents[2]
# Typst knows no style sheet of a page: ink alone, as all of the paper.
STYLE = (
    "<style>.spark-line{fill:none;stroke:black;stroke-width:2}.spark-dot{fill:black}"
    ".spark-apart{fill:white;stroke:black}</style>"
)
SVG = "http://www.w3.org/2000/svg"
PATIENCE = 30  # seconds for two pages; a tenth of one is normal
Given = tuple[dict[str, Any], dict[str, str], str]


class BriefError(RuntimeError):
    """A brief could not be set; the message is Typst's."""


def pdf(ctx: Context, brief: Brief) -> bytes:
    """Set a brief in a process of its own.

    Raises:
        BriefError: it could not be set.
    """
    done = subprocess.run(
        [sys.executable, "-m", "layouts.brief.typeset"],
        input=json.dumps(given(ctx, brief)).encode(),
        capture_output=True,
        cwd=ROOT,
        timeout=PATIENCE,
        check=False,
    )
    if done.returncode:
        raise BriefError(done.stderr.decode("utf-8", "replace").strip()[-500:])
    return done.stdout


def given(ctx: Context, brief: Brief) -> Given:
    """What typeset.py takes: the data of the pages, their drawings, and the rows attached."""
    drawn = {f"card{i}.svg": _drawn(card, brief.last) for i, card in enumerate(brief.cards)}
    pictures = {name: svg for name, svg in drawn.items() if svg}
    data = {
        "lang": ctx.lang,
        "title": ctx.t("brief.heading", place=brief.profile.name),
        "summary": " ".join("".join(p.text for p in parts) for parts in brief.lead),
        "author": ctx.t("site.name"),
        "kicker": f"{ctx.t('site.name')} · {ctx.t('overview.title')}",
        "place": brief.profile.name,
        "lead": [_runs(parts) for parts in brief.lead],
        "figures": [_card(i, card, pictures) for i, card in enumerate(brief.cards)],
        "beside": BESIDE,
        "sections": [_part(part) for part in brief.parts],
        "limits": _part(brief.limits),
        "notes": {"heading": ctx.t("brief.notes"), "sources": [_source(of) for of in brief.notes]},
        "chosen": brief.chosen,
        "made": brief.made,
        "address": brief.address,
        "attached": ctx.t("brief.attached"),
        "page": ctx.t("brief.page"),
    }
    return data, pictures, rows_csv(brief)


def _drawn(card: Card, last: int) -> str:
    """The course of a number as a file of its own."""
    drawn = course_svg(card.course, last).replace("<svg ", f"<svg xmlns='{SVG}' ", 1)
    return drawn.replace("</svg>", f"{STYLE}</svg>")


def _source(of: SourceNotes) -> list[Any]:
    return [of.source, [[str(n), words] for n, words in of.notes]]


def _runs(parts: Paragraph) -> list[list[Any]]:
    return [[piece.text, [str(n) for n in piece.notes]] for piece in parts]


def _card(i: int, card: Card, pictures: dict[str, str]) -> dict[str, Any]:
    name = f"card{i}.svg"
    return {
        "label": card.label,
        "value": _cell(card.value),
        "told": _runs(card.told),
        "picture": name if name in pictures else "",
        "alt": card.spoken,
    }


def _part(part: Part) -> dict[str, Any]:
    paragraphs = [_runs(parts) for parts in part.paragraphs]
    table = part.table and _table(part.table)
    return {"id": part.id, "heading": part.heading, "paragraphs": paragraphs, "table": table}


def _table(table: Table) -> dict[str, Any]:
    lines = [[_cell(piece) for piece in line] for line in table.lines]
    return {"caption": table.caption, "header": table.head, "rows": lines}


def _cell(piece: Piece) -> list[Any]:
    return [piece.text, [str(n) for n in piece.notes]]
