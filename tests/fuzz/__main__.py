"""Ask a demo's API CASES odd things; schemathesis has an environment of its own."""

import os
import shutil
import subprocess
import sys
import tempfile
from math import ceil
from pathlib import Path

from tests.servers import REPOSITORY, free_port, gunicorn, run_manage, run_python

from .words import asked, write_words

SCHEMATHESIS = REPOSITORY / ".venv-fuzz" / "bin" / "schemathesis"
HERE = Path(__file__).parent
CASES = int(os.environ.get("CASES") or 5000)
MORE = 1.5  # operations without parameters run out of cases early
# Longer than gunicorn reads by itself, so that this API says what is too long.
GUNICORN = "--limit-request-line 0"
SEED = os.environ.get("SEED") or "1"


def main():
    with tempfile.TemporaryDirectory(prefix="prakerja-fuzz-") as name:
        port = free_port()
        with gunicorn("prakerja_cms.wsgi", environment=prepare(name, port), port=port):
            sys.exit(fuzz(f"http://127.0.0.1:{port}/api/v1", name))


def prepare(folder, port):
    """Load the demo into a database of its own; return what its server needs."""
    environment = {
        "DATABASE_URL": f"sqlite:///{Path(folder) / 'site.sqlite3'}",
        "VAR_DIR": folder,
        "SITE_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
        "STRIPE_SECRET_KEY": "sk_test_sandbox",
        "STRIPE_WEBHOOK_SECRET": "whsec_sandbox",
        "STRIPE_API_BASE": f"http://127.0.0.1:{free_port()}",
    }
    demo = {**environment, "DJANGO_SETTINGS_MODULE": "tests.browser.development"}
    serve = {
        **environment,
        "DJANGO_SETTINGS_MODULE": "tests.fuzz.settings",
        "GUNICORN_CMD_ARGS": GUNICORN,
    }
    run_python("-m", "tests.fuzz.demo", environment=demo)
    run_manage("collectstatic", "--noinput", "--verbosity", "0", environment=serve)
    return serve


def fuzz(api, folder):
    write_words(api, folder)
    shutil.copy(HERE / "schemathesis.toml", folder)
    operations = len(asked(f"{api}/openapi.json")["paths"])
    options = {
        "--max-examples": str(ceil(MORE * CASES / operations)),
        "--seed": SEED,
    }
    command = [SCHEMATHESIS, "run", f"{api}/openapi.json", "--no-color"]
    command += [word for option in options.items() for word in option]
    return subprocess.run(
        [*map(str, command), "--continue-on-failure"],
        cwd=folder,
        env={**os.environ, "SCHEMATHESIS_HOOKS": str(HERE / "hooks.py")},
    ).returncode


if __name__ == "__main__":
    main()
