"""What our hand-made parts use of Dash, React and Plotly without being promised it.

An upgrade that takes one of these away fails here, with the name of what leans on it, before a
page draws something wrong. tests/browser/test_private_api.py asks the same of a living page.
"""

import re
from pathlib import Path

import dash
import pytest
from dash import html
from dash.development.base_component import Component

from app import Throughline
from layouts.frame.document import UNUSED
from layouts.pieces.markup import BOOKS, PLAIN
from layouts.table.grid import FILES

ROOT = Path(__file__).parents[1]
DASH = Path(dash.__file__).parent
PLOTLY = ROOT / "assets" / "js" / "00-plotly.min.js"
# What leans on it, the file that ships, and the names that it must still hold.
HELD = {
    "markup put in place beside React's own nodes": ("react-dom", ("__reactFiber$",)),
    "the address moves Dash's controls": ("renderer", ("set_props", "dash_clientside")),
    "the map is repainted without Plotly": ("plotly", ("choroplethlocation", "scattergeo")),
    "trails of the scatter, zoom of the map": ("plotly", ("_fullLayout", "d2p", "_offset")),
    "shapes are lent to Plotly before it asks": ("plotly", ("PlotlyGeoAssets", "topojson")),
    "the table page's rows": ("grid", ("getRowsRequest", "getRowsResponse", "dashAgGridFunctions")),
}


def shipped(what: str, app: Throughline) -> str:
    """The scripts of one library as pages load them."""
    if what == "react-dom":
        client = app.server.test_client()
        script = re.search(r'src="([^"]*/react-dom@[^"]*)"', client.get("/").text)
        assert script is not None
        return client.get(script[1]).text
    files = {
        "renderer": [DASH / "dash-renderer" / "build" / "dash_renderer.min.js"],
        "plotly": [PLOTLY],
        "grid": [*FILES.values()],
    }
    return "".join(file.read_text(encoding="utf-8") for file in files[what])


@pytest.mark.parametrize("why", HELD)
def test_the_libraries_still_hold_what_we_use_of_them(app: Throughline, why: str) -> None:
    library, names = HELD[why]
    text = shipped(library, app)
    assert [name for name in names if name not in text] == [], f"{library}: {why}"


def test_a_component_is_its_properties_and_the_books_that_markup_leaves_out() -> None:
    """layouts/pieces/markup.py writes every attribute of a component that is in no book."""
    node = html.P("text", id="a", className="b", **{"data-c": "d"})
    assert isinstance(node, Component)
    own = {"children", "id", "className", "data-c"}
    assert set(vars(node)) - own <= BOOKS
    assert (node._namespace, node._type) == (PLAIN, "P")


def test_dash_lists_its_scripts_where_the_document_drops_them(app: Throughline) -> None:
    """layouts/frame/document.py leaves out tags by their path, one tag a line."""
    tags = app._generate_scripts_html().splitlines()
    for part in UNUSED:
        assert len([tag for tag in tags if part in tag]) == 1
        assert all(tag.count("<script") == 1 for tag in tags if part in tag)
