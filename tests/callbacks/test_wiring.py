"""Ids and callbacks fit together, every page renders in every language, two apps do not meet."""

import json
import re
from pathlib import Path

import pytest

from app import Throughline, create_app
from callbacks.routing import drawing, read_address
from layouts.frame import modules, shell
from layouts.pieces import ids
from layouts.request.pages import PAGES
from layouts.views import VIEWS
from layouts.words.text import languages

DATA_DIR = Path(__file__).parents[2] / "data"


def components(node: object) -> list:
    if isinstance(node, list | tuple):
        return [c for child in node for c in components(child)]
    if not hasattr(node, "_prop_names"):
        return []
    return [node, *components(getattr(node, "children", None))]


def addresses(app: Throughline) -> list[str]:
    plain = [spec.path for spec in PAGES.values() if not spec.slug]
    return [*plain, *(f"/themes/{t.slug}" for t in app.reference.themes.values())]


def page(app: Throughline, address: str, lang: str) -> list:
    ctx, problems = read_address(address, f"?lang={lang}&areas=NAM", app.reference, app.store)
    assert not problems
    body = VIEWS[ctx.state.page].layout(ctx)
    return components([shell.frame(), shell.header(ctx), body, shell.footer(ctx)])


@pytest.mark.parametrize("lang", languages())
def test_every_page_renders_without_a_repeated_id(app: Throughline, lang: str) -> None:
    for address in addresses(app):
        named = [c.id for c in page(app, address, lang) if getattr(c, "id", None)]
        assert len(named) == len(set(named)), address


def test_every_callback_names_components_that_exist(app: Throughline) -> None:
    known = {c.id for a in addresses(app) for c in page(app, a, "en") if getattr(c, "id", None)}
    known.add(ids.TABLE_GRID)  # which the browser puts in `ids.TABLE_PLACE`
    for callback in app._callback_list:
        for part in [*callback["inputs"], *callback["state"]]:
            assert part["id"] in known
    assert known >= {ids.PAGE, ids.PAGE_DATA, ids.HEADER, ids.FOOTER, ids.SHELL_DATA, ids.MAP}


def test_the_browser_has_every_function_that_callbacks_name_and_no_other(app: Throughline) -> None:
    found = app.server.test_client().get("/_dash-dependencies").get_json()
    named = {
        one["clientside_function"]["function_name"] for one in found if one["clientside_function"]
    }
    main = (modules.FOLDER / modules.ENTRY).read_text(encoding="utf-8")
    held = re.search(r"THROUGHLINE\.started\(\{(.*?)\}\)", main, re.DOTALL)
    assert held
    assert set(re.findall(r"^  (\w+)[,:]", held[1], re.MULTILINE)) == named


def test_the_router_answers_over_http(app: Throughline) -> None:
    client = app.server.test_client()
    outputs = (
        "..page.children...page-data.data...header.children...footer.children...shell-data.data.."
    )
    body = {
        "output": outputs,
        "outputs": [
            {"id": part.split(".")[0], "property": part.split(".")[1]}
            for part in outputs.strip(".").split("...")
        ],
        "inputs": [
            {
                "id": "route",
                "property": "data",
                "value": {"path": "/themes/drivers", "search": "?lang=fr", "dark": True},
            }
        ],
        "state": [{"id": "shell-data", "property": "data", "value": None}],
        "changedPropIds": ["route.data"],
    }
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200
    sent = json.loads(answer.data)["response"]
    assert sent["shell-data"]["data"]["lang"] == "fr"
    assert "Facteurs" in json.dumps(sent["page"]["children"], ensure_ascii=False)


def test_browsers_keep_what_does_not_change(app: Throughline) -> None:
    client = app.server.test_client()
    page = client.get("/").get_data(as_text=True)
    scripts = re.findall(
        r'(?:src|href)="(/(?:app|assets|series|_dash-component-suites)/[^"]+)"', page
    )
    assert len(scripts) > 15
    for address in scripts:
        with client.get(address.replace("&amp;", "&")) as answer:
            if "/async-" in address:  # Dash names these without a version: asked for again
                assert answer.headers["ETag"]
                continue
            kept = re.search(r"max-age=(\d+)", answer.headers["Cache-Control"])
        assert kept, address
        assert int(kept[1]) >= 2592000, address


def test_two_apps_in_one_process_both_work(app: Throughline) -> None:
    other = create_app(DATA_DIR)
    assert len(app.server.test_client().get("/_dash-dependencies").json) == len(
        other.server.test_client().get("/_dash-dependencies").json
    )
    assert other.server.test_client().get("/").status_code == 200


def test_unusable_tables_stop_the_server_with_a_word(small_dir: Path, capsys) -> None:
    from app import create_server

    with pytest.raises(SystemExit, match="cannot start"):
        create_server(small_dir)  # has tables but no reference


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="Linux tells what is resident")
def test_a_drawn_page_leaves_no_pages_of_the_tables_with_the_worker() -> None:
    """Counting verdicts over all settings reads 65 MB of them; every worker would hold those."""
    app = create_app(DATA_DIR)
    before = resident()
    drawing(app.reference, app.store)("/", "", False)
    after = resident()
    assert {"verdicts.arrow", "by_series.arrow"} <= after.keys()
    for name in ("verdicts.arrow", "by_series.arrow"):
        assert after[name] - before.get(name, 0) < 1000, "kB"


def resident() -> dict[str, int]:
    """Kilobytes of each mapped file, by name, that count as this process's."""
    found: dict[str, int] = {}
    name = ""
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines():
        words = line.split()
        if not words[0].endswith(":"):
            name = Path(words[-1]).name
        elif words[0] == "Rss:":
            found[name] = found.get(name, 0) + int(words[1])
    return found
