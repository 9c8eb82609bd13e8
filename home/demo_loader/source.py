"""The demo's texts, written by hand in ``home/demo/``."""

import tomllib
import uuid
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "demo"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://prakerja.org/demo")


def read(name):
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def read_courses(folder="."):
    """Yield slug of category, slug of course and its facts."""
    for path in sorted((FOLDER / folder).glob("courses/*/*.toml")):
        yield path.parent.name, path.stem, read(path.relative_to(FOLDER))


def stable_uuid(name):
    return uuid.uuid5(NAMESPACE, name)


def stream(blocks):
    """Blocks as a StreamField takes them."""
    return [
        (
            block["type"],
            block["value"] if "value" in block else without(block, "type"),
        )
        for block in blocks
    ]


def without(facts, *names):
    return {key: value for key, value in facts.items() if key not in names}
