"""The gallery in the documentation is the one that the records make."""

from layouts.charts import charts
from layouts.charts.__main__ import GALLERY, PICTURES, gallery

MOST_BYTES = 200_000  # of a picture


def test_the_gallery_is_made_from_the_records() -> None:
    assert GALLERY.read_text(encoding="utf-8") == gallery(), "run `python -m layouts.charts`"


def test_every_chart_says_when_to_use_it_and_when_not() -> None:
    text = gallery()
    assert all(f"(`{id_}`)" in text for id_ in charts())
    assert text.count("| use it | ") == text.count("| not | ") == len(charts())


def test_every_chart_with_a_figure_has_its_picture() -> None:
    wanted = {f"{chart.id}.png" for chart in charts().values() if chart.figure}
    assert {path.name for path in PICTURES.iterdir()} == wanted, "run `python -m bench.gallery`"
    assert max(path.stat().st_size for path in PICTURES.iterdir()) < MOST_BYTES
