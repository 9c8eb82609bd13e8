import pytest

from prakerja_cms.staticfiles import HashedModulesStorage

pytestmark = pytest.mark.nodatabase


def test_a_script_names_the_version_of_what_it_imports(tmp_path):
    storage = HashedModulesStorage(location=tmp_path, base_url="/static/")
    texts = {"a.js": 'import { b } from "./b.js";\n', "b.js": "export const b = 1;\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    list(storage.post_process({name: (storage, name) for name in texts}))
    hashed = {name: storage.hashed_files[name] for name in texts}
    written = (tmp_path / hashed["a.js"]).read_text()
    assert written == f'import {{ b }} from "./{hashed["b.js"]}";\n'
