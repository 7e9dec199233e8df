"""What an address is about, in a title and a sentence: for tabs, searches and shared links."""

from __future__ import annotations

import re
from dataclasses import replace

from layouts.charts.leads import leading
from layouts.profile.profile import profile
from layouts.progress.words import area_name
from layouts.request.context import Context
from layouts.request.keys import STORY
from layouts.request.pages import PAGES
from layouts.request.places import BRIEF
from layouts.series.series import indicator_of
from layouts.views import VIEWS
from layouts.words.text import has_text
from layouts.words.values import Words

MOST_PLACES = 3  # named in a title; more are counted
LONGEST = 300  # characters of a description
LEADS = {"sources": "footer.embedded"}  # what pages begin with that have no text of their own name
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=\S)")


def title(ctx: Context) -> str:
    """The title of the page with what its address chooses: an indicator, places."""
    page = VIEWS[ctx.state.page].title(ctx)
    chosen = [text for text in (_indicator(ctx, page), _places(ctx)) if text]
    return ctx.t("head.title", subject=ctx.listed(chosen), page=page) if chosen else page


def description(ctx: Context) -> str:
    """What a page says of its address: the sentence of its leading chart, else of the page."""
    if ctx.state.page == "theme" and (theme := ctx.reference.theme_by_slug(ctx.state.slug)):
        return shortened(theme.text("description", ctx.lang))
    if PAGES[ctx.state.page].place:
        return shortened(
            f"{_subject(ctx)} – {' '.join(s.text for s in profile(ctx, ctx.state.focus).headline)}"
        )
    if held := leading(ctx):
        chart, marks = held
        words = Words(ctx.lang)
        heading = marks.view.heading(chart, marks, words).title
        told = ctx.t("head.told", title=heading, sentence=chart.sentence(marks, words))
        return shortened(told)
    key = LEADS.get(ctx.state.page, f"{ctx.state.page}.lead")
    return shortened(ctx.t(key if has_text(key) else "site.description"))


def _subject(ctx: Context) -> str:
    """What a page about a place is about: the place, or the brief of it."""
    return VIEWS[BRIEF].title(ctx) if ctx.state.page == BRIEF else area_name(ctx)


def shortened(text: str) -> str:
    """As many whole sentences as fit into LONGEST characters; one at least, cut where it must."""
    found = ""
    for sentence in SENTENCE_ENDS.split(" ".join(text.split())):
        longer = f"{found} {sentence}".strip()
        if found and len(longer) > LONGEST:
            break
        found = longer
    return found if len(found) <= LONGEST else f"{found[: LONGEST - 1].rstrip()}…"


def whole(ctx: Context) -> Context:
    """The same view outside a frame of another site and outside a story: it is one with them.

    Of a page about a place without the places that a reader has chosen for others.
    """
    around = ("embed", *(key.name for key in STORY))
    kept = {k: v for k, v in ctx.state.options.items() if k not in around}
    areas = () if PAGES[ctx.state.page].place else ctx.state.areas
    return replace(ctx, state=replace(ctx.state, options=kept, areas=areas))


def _indicator(ctx: Context, page: str) -> str:
    """The indicator that an address names, where the title of its page does not."""
    chosen = ctx.state.indicator
    label = indicator_of(ctx, chosen).text("label", ctx.lang) if chosen else ""
    return "" if label in page else label


def _places(ctx: Context) -> str:
    """The places that an address names, but where the page itself is about one."""
    if PAGES[ctx.state.page].place:
        return ""
    names = (ctx.reference.areas[code].text("short", ctx.lang) for code in ctx.state.areas)
    return ctx.first(names, MOST_PLACES)
