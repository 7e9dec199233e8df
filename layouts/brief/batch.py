"""What each process of a batch of briefs does; in `__main__` a new process would not find it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data.reference_lists import Reference, load_reference
from data.store import Store
from layouts.brief.content import brief
from layouts.brief.pdf import given
from layouts.brief.sheet import static_page
from layouts.brief.typeset import set_pages
from layouts.request.context import Context
from layouts.request.state import ViewState

STYLE = Path(__file__).parents[2] / "assets" / "css" / "55-brief.css"


@dataclass(frozen=True)
class Task:
    """One brief to write: of which tables, of what, in which language, where and when."""

    data_dir: Path
    area_code: str
    lang: str
    folder: Path
    day: str
    site: str


@lru_cache(maxsize=1)
def opened(data_dir: Path) -> tuple[Reference, Store]:
    """The tables of a data folder, opened once in each process."""
    return load_reference(data_dir / "reference"), Store(data_dir)


def write(task: Task) -> int:
    """Write one brief as `<code>.<lang>.pdf` and `.html`; how many pages' bytes it took."""
    reference, store = opened(task.data_dir)
    state = ViewState(page="brief", slug=task.area_code, lang=task.lang)
    ctx = Context(reference, store, state)
    made = brief(ctx, task.area_code, day=task.day, site=task.site)
    name = task.folder / f"{task.area_code}.{task.lang}"
    found = set_pages(*given(ctx, made))
    _put(name.with_name(f"{name.name}.pdf"), found)
    html = static_page(ctx, made, STYLE.read_text(encoding="utf-8"))
    _put(name.with_name(f"{name.name}.html"), html.encode())
    return len(found)


def _put(path: Path, content: bytes) -> None:
    """Write a file aside and rename it: one that is there is whole."""
    aside = path.with_suffix(f"{path.suffix}.part")
    aside.write_bytes(content)
    aside.replace(path)
