"""What a document says of itself to search engines and to whoever shares its address."""

import json
import re
from html import unescape
from xml.etree import ElementTree

import brotli
import pytest

from app import DATA_DIR, Throughline, create_app
from layouts.frame.head import origin
from layouts.frame.told import LONGEST, shortened
from layouts.request.pages import PAGES
from layouts.words.text import languages
from tests.slugs import SLUGS

SITE = "https://numbers.example"
NAMED = {**SLUGS, "indicator": "ctx-remit-received"}
ADDRESSES = [
    f"{spec.path}{NAMED[name]}" if spec.slug else spec.path for name, spec in PAGES.items()
]
MOST_BYTES = 74_000  # of a whole document, compressed; the first text stands in its first part


@pytest.fixture(scope="module")
def known() -> Throughline:
    """An app that knows where it is reached."""
    return create_app(DATA_DIR, f"{SITE}/")


def read(app: Throughline, address: str, **headers: str) -> str:
    return app.server.test_client().get(address, headers=headers).get_data(as_text=True)


def head(app: Throughline, address: str, **headers: str) -> str:
    whole = read(app, address, **headers)
    return whole[: whole.index("</head>")]


def tags(text: str) -> dict[str, str]:
    """Contents by name; a name that comes twice fails."""
    pairs = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', text)
    assert len(pairs) == len({name for name, _ in pairs}), pairs
    return {name: unescape(content) for name, content in pairs}


def linked(text: str, kind: str) -> list[tuple[str, str]]:
    found = re.findall(rf'<link rel="{kind}"(?: hreflang="([^"]+)")? href="([^"]+)">', text)
    return [(lang, unescape(href)) for lang, href in found]


def graph(text: str) -> dict[str, dict]:
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return {part["@type"]: part for part in json.loads(found)["@graph"]}


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("path", ADDRESSES)
def test_every_page_says_what_it_is(known: Throughline, path: str, lang: str) -> None:
    text = head(known, f"{path}?v=2&lang={lang}&areas=KEN")
    [title] = re.findall(r"<title>([^<]+)</title>", text)
    said = tags(text)
    place = path.split("/")[1] in ("country", "group", "brief")  # which is about itself alone
    assert ("Kenya" in title) is not place and said["og:title"] == unescape(title)
    assert (
        20 < len(said["description"]) <= LONGEST and said["og:description"] == said["description"]
    )
    assert said["og:locale"] == {"en": "en_GB", "fr": "fr_FR"}.get(lang, said["og:locale"])
    [(_, own)] = linked(text, "canonical")
    others = dict(linked(text, "alternate"))
    assert own == said["og:url"] == others[lang] and own.startswith(f"{SITE}/")
    assert set(others) == {*languages(), "x-default"} and ("areas=KEN" in own) is not place
    assert said["og:image"].startswith(f"{SITE}/picture/")
    parts = graph(text)
    assert parts["WebPage"]["url"] == own
    items = parts["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in items] == [*range(1, len(items) + 1)]
    assert ("robots" in said) == (path in ("/search", "/brief/MAR"))


@pytest.mark.parametrize("lang", languages())
def test_pages_of_one_language_differ_in_title_and_description(
    known: Throughline, lang: str
) -> None:
    texts = [
        tags(head(known, f"{path}?v=2&lang={lang}")) for path in ADDRESSES if path != "/search"
    ]
    for name in ("og:title", "description"):
        found = [text[name] for text in texts]
        assert len(found) == len(set(found)), name


def test_a_title_names_the_indicator_and_counts_places(known: Throughline) -> None:
    text = head(known, "/compare?v=2&indicator=ctx-refugees-asylum&areas=KEN,MEX,PHL,IND,DEU")
    title = tags(text)["og:title"]
    assert title.startswith("Refugees by host country, Kenya, Mexico, Philippines, 2 more – ")


@pytest.mark.parametrize("lang", languages())
def test_an_indicator_is_a_dataset(known: Throughline, lang: str) -> None:
    text = head(known, f"/indicators/{NAMED['indicator']}?v=2&lang={lang}")
    found = graph(text)["Dataset"]
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    first, last = map(int, found["temporalCoverage"].split("/"))
    assert 1960 < first < last <= 2026
    assert found["creator"]["name"] == "World Bank" and found["variableMeasured"]["unitText"]
    [file] = found["distribution"]
    answer = known.server.test_client().get(file["contentUrl"].removeprefix(SITE))
    assert answer.status_code == 200 and answer.mimetype == file["encodingFormat"]


def test_nothing_is_taken_from_the_host_that_a_request_names(
    app: Throughline, known: Throughline
) -> None:
    for path in ADDRESSES:
        for told in (app, known):
            assert "evil.example" not in head(told, path, Host="evil.example")
        text = head(app, path)
        assert [href[0] for _, href in linked(text, "canonical")] == ["/"]
        assert not {"og:url", "og:image"} & tags(text).keys()
        assert "http" not in graph(text)["WebPage"]["url"]


def test_no_text_ends_a_script(known: Throughline) -> None:
    text = head(known, "/search?v=2&q=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E%3C!--")
    assert "<script>alert" not in text and "</script><script>" in graph(text)["WebPage"]["name"]


def test_an_address_that_does_not_exist_is_not_listed(known: Throughline) -> None:
    text = head(known, "/map?v=2&indicator=nothing")
    assert tags(text)["robots"] == "noindex" and not linked(text, "canonical")
    assert "ld+json" not in text


def test_the_sitemap_lists_every_page_in_every_language(
    app: Throughline, known: Throughline
) -> None:
    client = known.server.test_client()
    tree = ElementTree.fromstring(client.get("/sitemap.xml").data)  # noqa: S314 - our own
    spaces = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    held = {}
    for url in tree.findall("s:url", spaces):
        others = {x.get("hreflang"): x.get("href") for x in url.findall("x:link", spaces)}
        assert set(others) == {*languages(), "x-default"}
        held[url.findtext("s:loc", namespaces=spaces)] = others
    assert all(href in held for others in held.values() for href in others.values())
    shown = [i for i in known.reference.units if known.store.has_data(i)]
    pages = sum(not spec.slug for spec in PAGES.values()) - 1  # without the page of searches
    places = [url for url in held if "/country/" in url or "/group/" in url]
    assert len(places) > 2 * (195 + 40)
    named = len(known.reference.themes) + len(known.reference.stories) + len(shown)
    assert len(held) - len(places) == len(languages()) * (pages + named)
    for address in [*held][:60]:
        assert client.get(address.removeprefix(SITE)).status_code == 200, address
    assert f"Sitemap: {SITE}/sitemap.xml" in client.get("/robots.txt").get_data(as_text=True)
    unknown = app.server.test_client()
    assert unknown.get("/sitemap.xml").status_code == 404
    assert "Sitemap" not in unknown.get("/robots.txt").get_data(as_text=True)


def test_an_address_of_a_site_is_an_origin() -> None:
    assert origin(" https://a.example:8443/ ") == "https://a.example:8443"
    assert origin("") == ""
    for wrong in ("a.example", "https://a.example/path", "javascript:alert(1)", 'https://a"b'):
        with pytest.raises(ValueError, match="PUBLIC_URL"):
            origin(wrong)


def test_a_description_ends_with_a_sentence() -> None:
    assert shortened("One. Two " + "x" * LONGEST + ".") == "One."
    assert len(shortened("x" * 999)) == LONGEST


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_document_is_small(known: Throughline, path: str) -> None:
    whole = read(known, f"{path}?v=2&lang=fr").encode()
    assert len(brotli.compress(whole, quality=4)) < MOST_BYTES
