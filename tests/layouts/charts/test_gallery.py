"""The gallery in the documentation is the one that the records make."""

from layouts.charts import charts
from layouts.charts.__main__ import GALLERY, gallery


def test_the_gallery_is_made_from_the_records() -> None:
    assert GALLERY.read_text(encoding="utf-8") == gallery(), "run `python -m layouts.charts`"


def test_every_chart_says_when_to_use_it_and_when_not() -> None:
    text = gallery()
    assert all(f"(`{id_}`)" in text for id_ in charts())
    assert text.count("| use it | ") == text.count("| not | ") == len(charts())
