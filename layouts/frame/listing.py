"""For search engines: every page in every language, and what they may leave alone."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from data.area_groups import WORLD, groups
from layouts.frame.head import UNLISTED
from layouts.request.context import Context
from layouts.request.pages import PAGES
from layouts.words.text import offered

NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)
FILES = ("/export/", "/table/rows", "/own-country/", "/search")  # numbers as files, and searches


def sitemap(ctx: Context, site: str) -> str:
    """All pages, themes and indicators with numbers, in every language, as a sitemap.

    Its namespaces and limits (50,000 addresses) are those of https://www.sitemaps.org/protocol.html.
    """
    langs = offered(ctx.reference.languages)
    changed = max(str(s["retrieved_at"])[:10] for s in ctx.store.catalogue["sources"].values())
    found = []
    for page, slug in _pages(ctx):
        address = {code: escape(site + ctx.href(page=page, slug=slug, lang=code)) for code in langs}
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{href}"/>'
            for code, href in (*address.items(), ("x-default", address[langs[0]]))
        )
        found += [
            f"<url><loc>{href}</loc><lastmod>{changed}</lastmod>{others}</url>"
            for href in address.values()
        ]
    body = "\n".join(found)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {NAMESPACES}>\n{body}\n</urlset>\n'


def robots(site: str) -> str:
    """What crawlers may read: all pages, but no files; and where the sitemap is, if known."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in FILES)]
    return "\n".join([*lines, *([f"Sitemap: {site}/sitemap.xml"] if site else [])]) + "\n"


def _pages(ctx: Context) -> Iterator[tuple[str, str]]:
    """Every page, and the name that follows its path, if any."""
    codes = (c for kind in groups(ctx.reference, ctx.store).values() for c in kind)
    slugs = {
        "theme": [theme.slug for theme in ctx.reference.themes.values()],
        "story": [*ctx.reference.stories],
        "indicator": [i for i in ctx.reference.units if ctx.store.has_data(i)],
        "country": [area.area_code for area in ctx.reference.countries()],
        "group": list(dict.fromkeys((WORLD, *codes))),
    }
    for page, spec in PAGES.items():
        if page not in UNLISTED:
            yield from ((page, slug) for slug in (slugs[page] if spec.slug else ("",)))
