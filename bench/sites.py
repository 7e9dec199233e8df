"""The sites of a run: the dashboard and its peers, how each is started and how each is used."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from bench.servers import Site

ROOT = Path(__file__).parents[1]
PEERS = ROOT / "bench" / "peers"
OPTION_MS = 250  # a dropdown filters its options while one types


@dataclass(frozen=True)
class Use:
    """Where a page has its year control, and how a person chooses another indicator.

    `choose` brings the wanted indicator under the pointer or the Enter key, calls `arm`, acts.
    """

    year: str
    choose: Callable[[Page, str, Callable[[], None]], None]
    back: str = "ArrowLeft"


def dash_dropdown(control: str) -> Callable[[Page, str, Callable[[], None]], None]:
    """Choose in one of Dash's dropdowns: open, type, click the option of exactly that name."""

    def choose(page: Page, name: str, arm: Callable[[], None]) -> None:
        page.locator(control).first.click()
        page.locator(".dash-dropdown-search").first.fill(name)
        option = page.locator(".dash-options-list-option").filter(has_text=name).first
        option.wait_for()
        page.wait_for_timeout(OPTION_MS)
        arm()
        option.click()

    return choose


def _streamlit(page: Page, name: str, arm: Callable[[], None]) -> None:
    box = page.locator("[data-testid=stSelectbox] input").first
    box.click()
    box.fill(name)
    page.wait_for_timeout(OPTION_MS)
    arm()
    page.keyboard.press("Enter")


def _panel(page: Page, name: str, arm: Callable[[], None]) -> None:
    arm()
    page.locator("select").first.select_option(label=name)


def ours(path: str) -> tuple[Site, Use]:
    """The dashboard, at one of its addresses."""
    site = Site("Throughline", ROOT, _gunicorn(Path(sys.prefix), "app:create_server()"), path=path)
    return site, Use("#map-year", dash_dropdown("#indicator"))


def peers(venv: Path, shown: dict[str, str], folder: Path) -> dict[str, tuple[Site, Use]]:
    """Every peer by name. `folder` is an empty one, for a peer that serves files beside it."""
    shapes = ROOT / "assets" / "topojson"
    _beside(folder, shapes)
    tell = {**shown, "BENCH_DATA_DIR": str(ROOT / "data")}
    streamlit = (
        *(str(venv / "bin" / "streamlit"), "run", "streamlit_app.py", "--server.port", "{port}"),
        *("--server.address", "127.0.0.1", "--server.headless", "true"),
        *("--browser.gatherUsageStats", "false", "--server.enableStaticServing", "true"),
        *("--server.fileWatcherType", "none"),
    )
    panel = (
        *(str(venv / "bin" / "panel"), "serve", "panel_app.py", "--port", "{port}"),
        *("--address", "127.0.0.1", "--static-dirs", f"shapes={shapes}"),
        *("--allow-websocket-origin", "127.0.0.1:{port}"),
    )
    slider = "[role=slider]"
    plain = Use(f"#year {slider}", dash_dropdown("#indicator"))
    return {
        "Vizro": (
            Site("Vizro", PEERS, _gunicorn(venv, "vizro_app:create_server()"), tell),
            Use(slider, dash_dropdown("button.dash-dropdown")),
        ),
        "Streamlit": (
            Site("Streamlit", folder, streamlit, tell),
            Use("[data-testid=stSlider] [role=slider], [data-testid=stSlider] input", _streamlit),
        ),
        "Panel": (
            Site("Panel", PEERS, panel, tell, "/panel_app"),
            Use(".noUi-handle", _panel),
        ),
        "Dash, plain": (
            Site("Dash, plain", PEERS, _gunicorn(venv, "dash_apps:plain()"), tell),
            plain,
        ),
        "Dash, tuned": (
            Site("Dash, tuned", PEERS, _gunicorn(venv, "dash_apps:tuned()"), tell),
            plain,
        ),
    }


def _beside(folder: Path, shapes: Path) -> None:
    """Put Streamlit's program and the shapes it serves into a folder of their own."""
    static = folder / "static" / "topojson"
    static.mkdir(parents=True)
    shutil.copy(shapes / "world_110m.json", static)
    for name in ("streamlit_app.py", "shown.py"):
        shutil.copy(PEERS / name, folder)


def _gunicorn(environment: Path, target: str) -> tuple[str, ...]:
    """The same server for all that are WSGI applications, with the options of `make run`."""
    options = "--preload --no-control-socket --workers 1 --threads 4 --log-level warning"
    gunicorn = str(environment / "bin" / "gunicorn")
    return (gunicorn, *options.split(), "--bind", "127.0.0.1:{port}", target)
