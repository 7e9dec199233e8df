"""Pages reach the browser as markup around the few components that Dash has to know."""

import pytest
from dash import dcc, html

from app import Throughline
from callbacks.routing import read_address
from layouts.pieces import ids
from layouts.pieces.markup import HELD, markup, still
from layouts.views import VIEWS
from layouts.words.text import languages
from tests.callbacks.test_wiring import addresses, components

pytestmark = pytest.mark.slow


MOST = 40  # components of a page: each listens to every change of Dash's state


def test_markup_escapes_whatever_stands_in_it() -> None:
    node = html.P(["<b>", html.A("x", href='"><i>', hidden=True, style={"flexGrow": 2})])
    made = '<p>&lt;b&gt;<a hidden href="&quot;&gt;&lt;i&gt;" style="flex-grow:2">x</a></p>'
    assert markup(node) == made


def test_what_dash_must_know_stays_a_component() -> None:
    row = html.Div([html.Label("<Place>"), dcc.Dropdown(id="areas")])
    part = html.Section(html.Div([html.P(html.B("6 < 7")), "plain"], id=ids.PART))
    left, right = still([row, part])
    assert [type(c) for c in components(left)] == [html.Div, html.Label, dcc.Dropdown]
    held = components(right)
    assert [type(c) for c in held] == [html.Section, html.Div, html.P]
    assert held[2].to_plotly_json()["props"] == {"children": None, HELD: "<b>6 &lt; 7</b>"}


@pytest.mark.parametrize("lang", languages())
def test_every_page_is_the_same_page_as_markup(app: Throughline, lang: str) -> None:
    for address in addresses(app):
        ctx, _ = read_address(address, f"?lang={lang}&areas=KEN", app.reference, app.store)
        whole = VIEWS[ctx.state.page].layout(ctx)
        sent = still(whole)
        assert markup(sent) == markup(whole), address
        assert len(components(sent)) <= MOST, address
        lost = {
            c.id
            for c in components(whole)
            if isinstance(c, dcc.Dropdown) or getattr(c, "id", "") in ids.KEPT
        }
        assert lost <= {getattr(c, "id", None) for c in components(sent)}, address
