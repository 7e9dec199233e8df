"""The tags in the head of a document that say what its address is about, to whoever shares it."""

from __future__ import annotations

import re
from html import escape

from babel.core import get_global

from layouts.charts.leads import picture
from layouts.frame import problem, told
from layouts.frame.structured import structured
from layouts.request.context import Context
from layouts.request.problems import Problem
from layouts.words.text import offered, rules

ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d+)?", re.IGNORECASE)
UNLISTED = ("search", "brief")  # pages that no search engine should hold: another has it all
PICTURE = (1200, 630)  # pixels of the picture of a view


def origin(text: str) -> str:
    """The address of the site as configured, without a slash at its end; "" where it is not.

    Raises:
        ValueError: it is no address of a site, such as https://example.org.
    """
    given = text.strip().rstrip("/")
    if given and not ORIGIN.fullmatch(given):
        raise ValueError(
            f"PUBLIC_URL: expected an address such as https://example.org, got {text!r}"
        )
    return given


def head(ctx: Context, problems: tuple[Problem, ...], site: str) -> str:
    """Title, description and all that follows from them, as HTML.

    The address of the site is `site` as configured, never what a request says of its host. Where it
    is "", canonical and alternate addresses are relative; those that must be whole are left out.
    """
    if problems:
        return _named(problem.title(ctx), ctx.t("site.description")) + _meta("robots", "noindex")
    view = told.whole(ctx)
    title, words = told.title(view), told.description(view)
    found = [_named(title, words)]
    if view.state.page in UNLISTED:
        found.append(_meta("robots", "noindex"))
    found += [_link("canonical", site + view.href()), *_alternates(view, site)]
    shared = {
        "type": "website",
        "site_name": view.t("site.name"),
        "title": title,
        "description": words,
        "locale": territory(view.lang),
        **(_whole_addresses(view, site, title) if site else {}),
    }
    found += [_meta(f"og:{name}", text, "property") for name, text in shared.items()]
    found.append(_meta("twitter:card", "summary_large_image" if site else "summary"))
    found.append(
        f'<script type="application/ld+json">{structured(view, site, title, words)}</script>'
    )
    return "\n".join(found)


def territory(lang: str) -> str:
    """A language with the land it is most spoken in, as Open Graph wants it: fr_FR."""
    own = rules(lang)
    likely = get_global("likely_subtags").get(own.language, own.language).split("_")
    return f"{own.language}_{own.territory or likely[-1]}"


def _whole_addresses(ctx: Context, site: str, title: str) -> dict[str, str]:
    width, height = PICTURE
    return {
        "url": site + ctx.href(),
        "image": site + picture(ctx),
        "image:type": "image/png",
        "image:width": str(width),
        "image:height": str(height),
        "image:alt": title,
    }


def _alternates(ctx: Context, site: str) -> list[str]:
    """The same view in every language; without a language, the reader's own is chosen."""
    langs = offered(ctx.reference.languages)
    found = [_link("alternate", site + ctx.href(lang=code), code) for code in langs]
    return [*found, _link("alternate", site + ctx.href(lang=langs[0]), "x-default")]


def _named(title: str, words: str) -> str:
    return f"<title>{escape(title)}</title>\n{_meta('description', words)}"


def _meta(name: str, text: str, kind: str = "name") -> str:
    return f'<meta {kind}="{name}" content="{escape(text)}">'


def _link(kind: str, href: str, lang: str = "") -> str:
    language = f' hreflang="{lang}"' if lang else ""
    return f'<link rel="{kind}"{language} href="{escape(href)}">'
