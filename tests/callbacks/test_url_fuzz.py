"""Addresses of any length, type and encoding: a page or a clear 4xx, never a 500.

Addresses are made from a fixed seed, over every page and key there is, so that pages and keys
added later are covered without a change here.
"""

import random
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote, unquote_to_bytes

import pytest
from werkzeug.datastructures import Headers
from werkzeug.test import create_environ, run_wsgi_app

from app import Throughline
from callbacks.gate import LONGEST_ADDRESS
from layouts import exports as export
from layouts.request.keys import KEYS
from layouts.request.pages import PAGES

pytestmark = pytest.mark.slow


HOW_MANY = 500  # a document holds its page and its pictures, which take up to seconds to make
SEED = 20171
MARKUP = "<x7f3a>"  # never sent back as it is, whatever the answer's type
CLEAR = {200, 302, 308, 400, 404, 405, 414}

HOSTILE = (
    "", " ", "0", "-1", "00002015", "2015.0", "1e309", "NaN", "inf", "٢٠١٥", "²", "½", "9" * 400,
    "null", "undefined", "[object Object]", "true", "{}", "[]", "a,b,,c,", ",,,", "..", "../../etc",
    "%", "%%", "%zz", "%00", "a%00b", "%0d%0aSet-Cookie:%20a=1", "%C0%AF", "%ED%A0%80", "%FF%FE",
    "\u202etxt", "e\u0301" * 9, "\U0001f600", "Kenya", "Côte d’Ivoire", "中国", "нет", "אב",
    MARKUP, f"\"'>{MARKUP}", f"</script>{MARKUP}", f"javascript:alert({MARKUP})", "{0.__class__}",
    "{given}", "%s%n", "${7*7}", "' OR 1=1 --", "KEN", "KEN,KEN,KEN", "M49:001", "ctx-hdi",
    "wb-sl-uem-totl-zs", "all", "direct", "fr", "xx", "1", "2", "2015", "a" * 5000,
)  # fmt: skip


def values(chance: random.Random) -> str:
    """One value: hostile, random text of any script, or several joined."""
    kind = chance.random()
    if kind < 0.55:
        return chance.choice(HOSTILE)
    if kind < 0.7:
        return ",".join(chance.choice(HOSTILE) for _ in range(chance.randrange(2, 40)))
    length = chance.choice((1, 3, 20, 20, 60, 200, 1000))
    top = chance.choice((0x7F, 0xFF, 0xFFF, 0x1FFFF))
    letters = (chr(chance.randrange(1, top)) for _ in range(length))
    return "".join(c for c in letters if not "\ud800" <= c <= "\udfff") + MARKUP


def written(text: str, chance: random.Random) -> str:
    """A value as it stands in an address: well encoded, badly, twice, or not at all."""
    how = chance.random()
    if how < 0.7:
        return quote(text, safe="")
    if how < 0.8:
        return quote(quote(text, safe=""), safe="")
    if how < 0.9:
        return quote(text.encode("utf-16", "ignore"), safe="")
    return quote(text, safe="%&=+,:;/?[]@!$'()*~<>\"{}|^`")


def paths(app: Throughline, chance: random.Random) -> str:
    """A page, one that is nearly a page, or one of the addresses of numbers and files."""
    kind = chance.random()
    junk = quote(values(chance)[:300], safe="")
    if kind < 0.75:
        name, spec = chance.choice(list(PAGES.items()))
        if not spec.slug:
            return spec.path
        known = {
            "theme": [t.slug for t in app.reference.themes.values()],
            "indicator": list(app.reference.units),
        }.get(name, list(app.reference.areas))
        return spec.path + (chance.choice(known) if chance.random() < 0.7 else junk)
    if kind < 0.85:
        return chance.choice(("/", "/themes/", "//", "/indicators/")) + junk
    build = chance.choice((app.store.build_id, "x", junk))
    return chance.choice(
        (
            f"/search/{build}/{chance.choice(('en', 'fr', junk))}.json",
            f"/chart/{build}/en/{junk}.json",
            f"/chart/{build}/{junk}/map.json?page=/map&words=1",
            f"/export/{chance.choice((*export.offered('compare'), junk))}.csv",
        )
    )


def addresses(app: Throughline, seed: int, count: int) -> Iterator[tuple[str, str]]:
    """Paths with query strings of nothing, one key, many keys, and keys given twice."""
    chance = random.Random(seed)  # noqa: S311 - the same addresses every time is the point
    keys = ["v", "lang", "indicator", "year", "areas", "q", "page", *KEYS]
    for _ in range(count):
        parts = []
        for _ in range(chance.choice((0, 1, 1, 2, 3, 8))):
            key = chance.choice(keys)
            if chance.random() < 0.05:
                key = written(values(chance)[:50], chance)
            parts.append(f"{key}={written(values(chance), chance)}")
            if chance.random() < 0.1:
                parts.append(parts[-1])
        yield paths(app, chance), chance.choice(("&", "&", "&", ";", "&&")).join(parts)


def ask(app: Throughline, path: str, search: str) -> tuple[int, bytes, Headers]:
    """Ask as a web server does: bytes as they came, nothing mended on the way."""
    environ = create_environ("/") | {
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": search.encode("utf-8", "replace").decode("latin-1"),
    }
    body, status, headers = run_wsgi_app(app.server.wsgi_app, environ, buffered=True)
    return int(status.split()[0]), b"".join(body), headers


def test_many_addresses(app: Throughline) -> None:
    seen: Counter[int] = Counter()
    for path, search in addresses(app, SEED, HOW_MANY):
        status, body, headers = ask(app, path, search)
        seen[status] += 1
        shown = f"{status} {path}?{search}"[:400]
        assert status in CLEAR, shown
        assert MARKUP.encode() not in body, shown
        assert headers["X-Content-Type-Options"] == "nosniff", shown
        assert body.strip() or status < 400, shown
        where = headers.get("Location", "/")
        assert where.startswith(("/", "http://localhost/")), shown
        assert not where.startswith("//"), shown
    assert sum(seen.values()) == HOW_MANY
    assert min(seen[200], seen[404]) > HOW_MANY / 20, seen  # both kinds were really tried
    assert seen[414] > HOW_MANY / 100, seen


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_endless_address_is_refused_in_words(app: Throughline, lang: str) -> None:
    client = app.server.test_client()
    just = "/?utm=" + "a" * (LONGEST_ADDRESS - len("/?utm="))
    assert client.get(just).status_code == 200
    answer = client.get(f"/?lang={lang}&areas={'KEN,' * LONGEST_ADDRESS}")
    assert answer.status_code == 414
    assert str(LONGEST_ADDRESS) in answer.get_data(as_text=True)


@pytest.mark.parametrize("seed", range(3))
def test_the_router_draws_a_page_for_any_address(app: Throughline, seed: int) -> None:
    """The same through the callback that a browser uses: it shows a page, or what is wrong."""
    client = app.server.test_client()
    outputs = ("page.children", "page-data.data", "header.children", "footer.children",
               "shell-data.data")  # fmt: skip
    for path, search in addresses(app, seed, 60):
        route = {"path": path, "search": f"?{search}"[:LONGEST_ADDRESS], "dark": seed == 1}
        body = {
            "output": f"..{'...'.join(outputs)}..",
            "outputs": [dict(zip(("id", "property"), o.split("."), strict=True)) for o in outputs],
            "inputs": [{"id": "route", "property": "data", "value": route}],
            "state": [{"id": "shell-data", "property": "data", "value": None}],
            "changedPropIds": ["route.data"],
        }
        answer = client.post("/_dash-update-component", json=body)
        assert answer.status_code == 200, route
        assert answer.mimetype == "application/json"
