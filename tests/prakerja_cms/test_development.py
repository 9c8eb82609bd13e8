"""The site on somebody's own machine."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.nodatabase


def test_a_new_checkout_has_a_folder_for_its_database(tmp_path):
    folder = tmp_path / "new" / "var"
    subprocess.run(
        [sys.executable, "-c", "import prakerja_cms.settings.development"],
        env={**os.environ, "VAR_DIR": str(folder)},
        check=True,
    )
    assert folder.is_dir()
