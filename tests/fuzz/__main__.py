"""Ask a demo's API CASES odd things; schemathesis has an environment of its own."""

import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from tests.servers import REPOSITORY, free_port, gunicorn, run_commands, run_manage

SCHEMATHESIS = REPOSITORY / ".venv-fuzz" / "bin" / "schemathesis"
CONFIG = Path(__file__).with_name("schemathesis.toml")
CASES = int(os.environ.get("CASES") or 5000)
# No schema can say which cursors were made here, and which categories there are.
REFUSED_THOUGH_VALID = "positive_data_acceptance"
# Longer than gunicorn reads by itself, so that this API says what is too long.
GUNICORN = "--limit-request-line 0"
SEED = os.environ.get("SEED") or "1"


def main():
    with tempfile.TemporaryDirectory(prefix="prakerja-fuzz-") as name:
        port = free_port()
        with gunicorn("prakerja_cms.wsgi", environment=prepare(name, port), port=port):
            sys.exit(fuzz(f"http://127.0.0.1:{port}/api/v1/openapi.json", name))


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
    commands = ("migrate", "setup_site", "load_demo", "reindex_content")
    run_commands(*commands, environment=demo)
    run_manage("collectstatic", "--noinput", "--verbosity", "0", environment=serve)
    return serve


def fuzz(location, folder):
    with urllib.request.urlopen(location) as answer:
        operations = len(json.load(answer)["paths"])
    options = {
        "--checks": "all",
        "--exclude-checks": REFUSED_THOUGH_VALID,
        "--max-examples": str(-(-CASES // operations)),
        "--seed": SEED,
    }
    command = [SCHEMATHESIS, "--config-file", CONFIG, "run", location, "--no-color"]
    command += [word for option in options.items() for word in option]
    return subprocess.run(
        [*map(str, command), "--continue-on-failure"], cwd=folder
    ).returncode


if __name__ == "__main__":
    main()
