"""Pictures of views for whoever shares an address: made without a browser, from the figure."""

import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from app import Throughline
from callbacks.routing import read_address
from layouts.charts import charts
from layouts.charts.record import Look
from layouts.charts.still_map import map_parts
from layouts.frame.head import PICTURE, picture
from layouts.frame.picture import svg
from layouts.request.pages import PAGES
from tests.slugs import SLUGS

ROOT = Path(__file__).parents[2]
MOST_BYTES = 300_000  # what networks fetch without complaint


def size_of(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_a_picture(app: Throughline, name: str) -> None:
    spec, client = PAGES[name], app.server.test_client()
    path = spec.path + SLUGS[name] if spec.slug else spec.path
    for search in ("areas=KEN,MEX", "lang=fr"):
        ctx, _ = read_address(path, search, app.reference, app.store)
        answer = client.get(picture(ctx))
        assert answer.status_code == 200 and answer.mimetype == "image/png"
        assert size_of(answer.data) == PICTURE and len(answer.data) < MOST_BYTES
        assert "immutable" in answer.headers["Cache-Control"]


def test_the_picture_follows_the_view(app: Throughline) -> None:
    addresses = [
        ("/", "areas=KEN"), ("/", "areas=MEX"), ("/", "areas=KEN&lang=fr"),
        ("/map", "indicator=ctx-refugees-asylum"), ("/map", ""), ("/compare", "chart=bar"),
    ]  # fmt: skip
    found = [svg(read_address(*address, app.reference, app.store)[0]) for address in addresses]
    assert len(set(found)) == len(found)
    assert "Kenya" in found[0] and "Refugees by host country" in found[3]
    assert all("Throughline" in text and "Source" in text for text in found[3:])


def test_an_address_that_does_not_exist_has_no_picture(app: Throughline) -> None:
    client = app.server.test_client()
    assert client.get("/picture/x/en.png?page=/map&indicator=nothing").status_code == 404
    assert client.get("/picture/x/tlh.png?page=/map").status_code == 404
    old = client.get("/picture/x/en.png?page=/methods")
    assert old.headers["Cache-Control"] == "no-store"  # of another build


def test_a_map_has_the_colours_of_its_figure(app: Throughline) -> None:
    ctx, _ = read_address("/map", "v=2", app.reference, app.store)
    record = charts()["map"]
    figure = record.figure(record.marks(ctx), Look("en"))
    drawn = map_parts(figure, 800, 400)
    shaped = figure.to_plotly_json()["data"][0]
    scale = [colour for _, colour in shaped["colorscale"][::2]]
    for code in ("KEN", "BRA", "RUS"):
        colour = scale[shaped["z"][shaped["locations"].index(code)]]
        assert f'fill="{colour}"/>' in drawn, code
    paths = "".join(re.findall(r' d="(.+?)"', drawn))
    assert max(abs(int(x)) for x in re.findall(r"M(-?\d+)", paths)) < 600
    steps = [
        int(n) for ring in re.findall(r"l([^zM]+)z", paths) for n in re.findall(r"-?\d+", ring)
    ]
    assert max(map(abs, steps)) < 200  # nothing crosses the world at the line of date
    ctx, _ = read_address("/compare", "v=2&areas=MEX&chart=bar", app.reference, app.store)
    bars = charts()["bar"]
    assert map_parts(bars.figure(bars.marks(ctx), Look("en")), 800, 400) == ""


def test_a_worker_that_shares_no_picture_does_not_load_what_draws_it() -> None:
    code = "import app, sys; app.create_app(); sys.exit('resvg_py' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
