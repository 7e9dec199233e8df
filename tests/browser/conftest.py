"""A real server on loopback and the system's Chromium; every other host is blocked and reported."""

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import urllib3
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright
from playwright.sync_api import TimeoutError as Late
from urllib3.util import Retry

ROOT = Path(__file__).parents[2]
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
DRAWN_MS = 30_000
SCREEN = {"width": 1280, "height": 900}
STARTS = (
    1200  # connection attempts while the server starts; a fresh clone lays its tables out first
)
LAUNCH_MS = 180_000  # for the browser to start beside other tests
FILLS = """() => [...document.querySelectorAll('path.choroplethlocation')]
  .map(node => getComputedStyle(node).fill)"""
# Marks letters whose contrast axe judges: of those that look alike, on alike ground, the first
# three. A table has hundreds of alike cells, and axe takes seconds for them.
MARK_LETTERS = """inside => {
  const CLEAR = ['rgba(0, 0, 0, 0)', 'none', '1', 'none'].join();
  const met = new Map();
  const look = node => {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(node);
    const grounds = [];
    for (let at = node; at; at = at.parentElement) {
      const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(at);
      const ground = [backgroundColor, backgroundImage, opacity, filter].join();
      if (ground !== CLEAR) grounds.push(ground);
    }
    return [color, fontSize, fontWeight, textShadow, ...grounds].join('|');
  };
  const letters = node => [...node.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  for (const node of document.querySelectorAll(`${inside}, ${inside} *`)) {
    if (!letters(node) || !node.checkVisibility()) continue;
    const kind = look(node);
    met.set(kind, (met.get(kind) || 0) + 1);
    node.toggleAttribute('data-letters', met.get(kind) <= 3);
  }
}"""


@contextmanager
def serving(made_by: str) -> Iterator[str]:
    """A server of a WSGI application on a free port; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    options = ["--no-control-socket", "--threads", "4", "--log-level", "error", "--bind", address]
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", *options, made_by], cwd=ROOT)
    try:
        reachable = Retry(total=None, connect=STARTS, backoff_factor=0.2, backoff_max=0.5)
        urllib3.PoolManager(retries=reachable).request("GET", f"http://{address}/")
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The server that `make run` starts."""
    with serving("app:create_server()") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.fail("Chromium is missing. Run: make browser")
    expect.set_options(timeout=DRAWN_MS)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS, timeout=LAUNCH_MS)
        yield opened
        opened.close()


class Visitor:
    """A person with a browser: opens addresses, waits for drawings, reads what is drawn."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site, self.state = page, site, ""
        self.strangers: list[str] = []
        self.faults: list[str] = []
        self.heard: list[tuple] = []
        page.set_default_timeout(DRAWN_MS)
        self.hear("request", self._asked)
        self.hear("pageerror", lambda error: self.faults.append(str(error)))
        self.hear("console", lambda m: m.type == "error" and self.faults.append(m.text))

    def hear(self, event, act: Callable) -> None:
        """Listen to an event of the page until this person leaves."""
        self.page.on(event, act)
        self.heard.append((event, act))

    def leave(self) -> None:
        """Give the page back as it was found; only what the browser fetched is kept."""
        for event, act in self.heard:
            self.page.remove_listener(event, act)
        self.page.unroute_all()
        self.page.evaluate("localStorage.clear()")
        self.page.goto("about:blank")
        self.page.set_viewport_size(SCREEN)
        self.page.emulate_media(color_scheme="null", forced_colors="null")

    def content(self) -> None:
        """Nothing went wrong that a test does not look at."""
        assert not self.strangers, "the page asked other hosts"
        assert not self.faults, "the browser reported errors"

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).netloc not in ("", urlsplit(self.site).netloc):
            self.strangers.append(request.url)

    def open(self, address: str, text: str = "") -> str:
        """Go to an address of the site; its state once one that contains `text` is drawn."""
        self.page.goto(self.site + address)
        self.state = ""
        return self.drawn(text)

    def enter(self, address: str) -> None:
        """Go to an address that draws nothing; its page has taken the place of the document's."""
        self.page.goto(self.site + address)
        expect(self.page.locator("#early")).to_have_count(0)

    def reload(self, state: str) -> None:
        """Load the document anew and wait until it shows `state` again."""
        self.page.reload()
        self.state = ""
        self.drawn(state, exactly=True)

    def drawn(self, text: str = "", *, exactly: bool = False) -> str:
        """Wait until map and chart show another state than before; return it.

        The state contains `text`, or is it. What was seen before cannot be waited for.
        """
        seen = self.state == text if exactly else text and text in self.state
        assert not seen, f"{text!r} is drawn already: {self.state}"
        test = "drawn === text" if exactly else "drawn.includes(text)"
        state = self.page.wait_for_function(
            f"""([text, before]) => {{ const drawn = document.body?.dataset.drawn;
                 return drawn && drawn !== before && {test} && drawn; }}""",
            arg=[text, self.state],
        )
        self.state = state.json_value()
        return self.state

    def charted(self, text: str = "", card: str = "line") -> str:
        """Wait until the card of a chart shows what contains `text`; what it shows."""
        box = self.page.locator(f"[data-card={card}]")
        expect(box).to_have_attribute("data-drawn", re.compile(re.escape(text) + "|failed"))
        return str(box.get_attribute("data-drawn"))

    def asks(self) -> list[str]:
        """What the page asks for from now on; it grows.

        Without the icon, which the browser itself looks for whenever the address changes.
        """
        self.page.evaluate("document.fonts.ready.then(() => true)")
        asked: list[str] = []
        icon = "/assets/favicon.svg"
        self.hear("request", lambda r: r.url.endswith(icon) or asked.append(r.url))
        return asked

    def hold_the_clock(self) -> None:
        """From now on the time of the page moves only by `page.clock`."""
        self.page.clock.install()
        self.page.clock.pause_at(self.page.evaluate("Date.now() + 1000"))

    def addressed(self, part: str) -> None:
        """Wait until the address holds `part`."""
        self.page.wait_for_url(lambda url: part in url)

    def becomes(self, script: str, wanted: object, arg: object = None) -> None:
        """Wait until a script, a function of `arg`, answers `wanted`; else show its last answer."""
        asked = f"([arg, wanted]) => JSON.stringify(({script})(arg)) === JSON.stringify(wanted)"
        try:
            self.page.wait_for_function(asked, arg=[arg, wanted])
        except Late:
            assert self.page.evaluate(script, arg) == wanted
            raise

    def leaves(self, script: str, before: object) -> None:
        """Wait until a script answers something else than `before`."""
        self.page.wait_for_function(
            f"before => JSON.stringify(({script})()) !== JSON.stringify(before)", arg=before
        )

    def choose(self, dropdown: str, search: str, value: str) -> None:
        """Pick an option of a dropdown by typing, as a person does.

        The list follows the letters a little later, so the option is told by its value, not its
        place.
        """
        self.page.locator(f"#{dropdown}").click()
        opened = self.page.locator(".dash-dropdown-content")
        opened.locator(".dash-dropdown-search").fill(search)
        options = opened.locator(".dash-options-list-option")
        options.filter(has=self.page.locator(f"input[value='{value}']")).click()
        self.page.keyboard.press("Escape")
        expect(opened).to_have_count(0)

    def unfold(self) -> None:
        """Open every disclosure of the page and wait for the tables that are built on opening."""
        self.page.evaluate(
            "document.querySelectorAll('main details').forEach(box => { box.open = true; })"
        )
        self.page.wait_for_function(
            """() => [...document.querySelectorAll('main details [data-tl$="-table"]')]
                 .every(holder => holder.firstChild || holder.closest('[hidden]'))"""
        )

    def faults_by_axe(self, inside: str = "html", *, letters_alone: bool = False) -> list[str]:
        """What axe finds, of any severity, with the element and the remedy.

        A dark page is the light one in other colours, as is one in forced colours: of these only
        letters need be judged.
        """
        self.page.evaluate(MARK_LETTERS, inside)
        judged = [self._axe("[data-letters]", {"runOnly": ["color-contrast"]})]
        if not letters_alone:
            judged.append(self._axe(inside, {"rules": {"color-contrast": {"enabled": False}}}))
        return [
            f"{fault['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
            for faults in judged
            for fault in faults
            for node in fault["nodes"]
        ]

    def _axe(self, inside: str, options: dict) -> list[dict]:
        only = {"resultTypes": ["violations"]}
        return Axe().run(self.page, inside, {**only, **options}).response["violations"]

    def map_words(self) -> dict[str, str]:
        """What the map says of each place with a value, by area code, once a reader looks at it."""
        self.page.locator("#map").hover()
        self.page.wait_for_function("TL.views.map.view.words")
        return self.page.evaluate(
            """() => { const { cells, words } = TL.views.map.view;
                 return Object.fromEntries([...cells].filter(([, cell]) => cell.known)
                   .map(([code]) => [code, words.get(code).value])); }"""
        )

    def fills(self) -> list[str]:
        """Computed colours of the shapes of the map."""
        return self.page.evaluate(FILLS)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for the tests of a file: to open another takes as long as to draw it."""
    context = browser.new_context(viewport=SCREEN)
    yield context.new_page()
    context.close()


@pytest.fixture
def visitor(page: Page, site: str) -> Iterator[Visitor]:
    """A person who finds the page as it is at first, though its files may be at hand."""
    visiting = Visitor(page, site)
    yield visiting
    visiting.leave()
    visiting.content()


@pytest.fixture
def newcomer(browser: Browser, site: str) -> Iterator[Visitor]:
    """A person with a browser of their own, whose clock, rights and files are nobody else's."""
    context = browser.new_context(viewport=SCREEN)
    visiting = Visitor(context.new_page(), site)
    yield visiting
    context.close()
    visiting.content()
