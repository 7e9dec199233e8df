"""What is not documented fails: a make target, command, table or folder; a file that is named."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.__main__ import parser

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
GUIDE = (DOCS / "CONTRIBUTING.md").read_text(encoding="utf-8")
CODE = ("callbacks", "layouts", "data", "etl", "bench", "tests")
# A path in words: a folder of ours, or a file whose ending says that it is one.
NAMED = re.compile(
    r"(?<![\w/.])((?:app|assets|bench|callbacks|data|deploy|docs|etl|layouts|tests)/[\w./-]+)"
)
SAID = re.compile(r"`[^`/][^`]*`|# .*|// .*")  # of code: its comments, and what docstrings quote
MADE = (
    "bench/.venv",
    "data/raw",
    "data/.cache",
    "data/.mapped",
    "data/kept",
    "data/tables/",
    "deploy/browser/node_",
)


def targets() -> list[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return re.findall(r"^([a-z-]+):.*##", text, re.MULTILINE)


@pytest.mark.parametrize("target", targets())
def test_every_make_target_is_explained(target: str) -> None:
    assert f"`make {target}`" in GUIDE


def modules(folder: str) -> Iterator[Path]:
    """Python files of ours, not those of an environment that a benchmark has installed."""
    for path in (ROOT / folder).rglob("*.py"):
        if not any(part.startswith(".") for part in path.relative_to(ROOT).parts):
            yield path


def test_every_command_is_explained() -> None:
    (commands,) = [a.choices for a in parser()._actions if isinstance(a.choices, dict)]
    known = [f"python -m etl {name}" for name in commands]
    for path in (p for folder in CODE[:-1] for p in modules(folder)):
        if 'if __name__ == "__main__":' in path.read_text(encoding="utf-8"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            known.append(f"python -m {'.'.join(p for p in parts if p != '__main__')}")
    assert len(known) > 10
    assert not [command for command in known if f"`{command}" not in GUIDE]


def test_every_table_is_in_the_dictionary() -> None:
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    tables = [p.stem for p in (ROOT / "data" / "tables").glob("*.parquet")]
    assert len(tables) > 5
    assert not [name for name in tables if f"`tables/{name}.parquet`" not in text]


def test_every_folder_is_in_the_architecture() -> None:
    text = (DOCS / "ARCHITECTURE.md").read_text(encoding="utf-8")
    pages = {p.parent.name for p in (ROOT / "layouts").glob("*/page.py")}
    rooms = {p.parent.name for p in (ROOT / "layouts").glob("*/__init__.py")} - pages
    rooms |= {p.parent.name for p in (ROOT / "etl").glob("*/__init__.py")}
    rooms |= {p.parent.name for p in (ROOT / "data").glob("*/__init__.py")}
    assert rooms
    assert not [name for name in sorted(rooms) if f"{name}/" not in text]


def test_every_file_named_in_words_exists() -> None:
    """In documents, docstrings and comments; a name with `<` in it stands for many."""
    texts = [*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "bench" / "README.md"]
    texts += [p for folder in CODE for p in modules(folder)]
    texts += list((ROOT / "assets" / "app").rglob("*.js"))
    recipe = set(re.findall(r"^```\w+ (?:\+ )?([\w./-]+)$", GUIDE, re.MULTILINE))
    lost = []
    for path in texts:
        for line in path.read_text(encoding="utf-8").splitlines():
            words = (
                line if path.suffix == ".md" else " ".join(re.findall(r"`[^`]*`|#.*|//.*", line))
            )
            for name in NAMED.findall(words):
                name = name.rstrip("./-")
                if name in recipe or name.startswith(MADE) or (ROOT / name).exists():
                    continue
                if "." in name.rpartition("/")[2] or path.suffix == ".md":
                    lost.append(f"{path.relative_to(ROOT)}: {name}")
    assert lost == []
