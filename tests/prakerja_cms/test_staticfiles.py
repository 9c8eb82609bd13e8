import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile

from prakerja_cms.staticfiles import SmallHashedStorage

pytestmark = pytest.mark.nodatabase


def test_a_script_names_the_version_of_what_it_imports(tmp_path):
    storage = SmallHashedStorage(location=tmp_path, base_url="/static/")
    texts = {"a.js": 'import { b } from "./b.js";\n', "b.js": "export const b = 1;\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    list(storage.post_process({name: (storage, name) for name in texts}))
    hashed = {name: storage.hashed_files[name] for name in texts}
    written = (tmp_path / hashed["a.js"]).read_text()
    assert written == f'import {{ b }} from "./{hashed["b.js"]}";\n'


def test_a_sheet_is_kept_without_what_only_readers_of_its_source_need(tmp_path):
    storage = SmallHashedStorage(location=tmp_path, base_url="/static/")
    text = """/* Why. */
.a { inline-size: calc(1px + 2em); }
.b::before { content: '✓ ' / ''; }
"""
    storage.save("a.css", ContentFile(text.encode()))
    written = (tmp_path / "a.css").read_text()
    assert written == ".a{inline-size:calc(1px + 2em)}.b::before{content:'✓ ' / ''}"


def test_a_kept_sheet_loses_no_rule(tmp_path):
    """Each of our sheets, under its hashed name, too."""
    storage = SmallHashedStorage(location=tmp_path, base_url="/static/")
    storage.manifest_strict = False
    names = list(sheets())
    for name in names:
        storage.save(name, ContentFile(Path(finders.find(name)).read_bytes()))
    list(storage.post_process({name: (storage, name) for name in names}))
    for name in names:
        source = Path(finders.find(name)).read_text()
        kept = (tmp_path / storage.hashed_files[name]).read_text()
        assert kept.count("{") == re.sub(r"(?s)/\*.*?\*/", "", source).count("{")
        assert len(kept) < len(source)


def sheets():
    ours = ("prakerja_courses/", "prakerja_donate/", "prakerja_cms/", "home/")
    for finder in finders.get_finders():
        for name, _storage in finder.list([]):
            if name.endswith(".css") and name.startswith(ours):
                yield name
