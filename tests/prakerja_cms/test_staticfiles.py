import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile

from prakerja_cms.staticfiles import SmallHashedStorage

pytestmark = pytest.mark.nodatabase


def test_a_script_names_the_version_of_what_it_imports(tmp_path):
    storage = SmallHashedStorage(location=tmp_path, base_url="/static/")
    texts = {
        "home/a.js": '/** Why. */\nimport { b } from "./b.js";\n',
        "home/b.js": "export const b = `${1} // 2`; // Why.\n",
    }
    for name, text in texts.items():
        storage.save(name, ContentFile(text.encode()))
    list(storage.post_process({name: (storage, name) for name in texts}))
    hashed = {name: storage.hashed_files[name] for name in texts}
    part = hashed["home/b.js"].removeprefix("home/")
    written = (tmp_path / hashed["home/a.js"]).read_text()
    assert written == f'import{{b}}from"./{part}";'
    assert (tmp_path / hashed["home/b.js"]).read_text() == "export const b=`${1} // 2`;"


def test_a_sheet_is_kept_without_what_only_readers_of_its_source_need(tmp_path):
    storage = SmallHashedStorage(location=tmp_path, base_url="/static/")
    text = """/* Why. */
.a { inline-size: calc(1px + 2em); }
.b::before { content: '✓ ' / ''; }
"""
    storage.save("home/a.css", ContentFile(text.encode()))
    written = (tmp_path / "home/a.css").read_text()
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


def test_other_peoples_files_keep_their_licence(tmp_path):
    storage = SmallHashedStorage(location=tmp_path, base_url="/static/")
    text = b"/*! (c) Somebody, MIT */\n.a { b: c }\n"
    storage.save("theirs/a.css", ContentFile(text))
    assert (tmp_path / "theirs/a.css").read_bytes() == text
