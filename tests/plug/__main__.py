"""Build the wheel and live with it in a new ``wagtail start`` host."""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SHIPPED = {"courses", "donate", "prakerja_cms"}
FROM_PRAKERJA_CMS = {"prakerja_cms/__init__.py", "prakerja_cms/api"}


def main():
    with tempfile.TemporaryDirectory(prefix="prakerja-plug-") as name:
        folder = Path(name)
        wheel = build_wheel(folder)
        check_contents(wheel)
        python = make_environment(folder, wheel)
        host = start_host(folder, python)
        before = fingerprint(host)
        use_library(host)
        run_host(host, python)
        assert fingerprint(host) == before, "the host's own home or search changed"
    say("The wheel works in a new host.")


def say(text):
    print(f"plug: {text}", flush=True)


def run(*args, cwd, **kwargs):
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("DJANGO_", "PYTHON", "DATABASE_"))
    }
    subprocess.run([str(arg) for arg in args], cwd=cwd, check=True, env=environment)


def build_wheel(folder):
    say("building the wheel")
    target = folder / "dist"
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation"]
    subprocess.run(
        [*command, "--outdir", str(target), str(REPOSITORY)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return next(target.glob("*.whl"))


def check_contents(wheel):
    """The wheel holds what docs/decisions/0002 says and nothing else."""
    names = zipfile.ZipFile(wheel).namelist()
    top = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert top == SHIPPED, f"top level of the wheel: {sorted(top)}"
    ours = {"/".join(n.split("/")[:2]) for n in names if n.startswith("prakerja_cms/")}
    assert ours == FROM_PRAKERJA_CMS, f"from prakerja_cms: {sorted(ours)}"
    for app in ("courses", "donate"):
        assert f"{app}/locale/id/LC_MESSAGES/django.mo" in names, f"{app}: no .mo"
        assert any(n.startswith(f"{app}/templates/") for n in names)
        assert any(n.startswith(f"{app}/static/") for n in names)
        assert f"{app}/py.typed" in names


def make_environment(folder, wheel):
    """A new environment that sees the locked libraries and the built wheel."""
    environment = folder / "venv"
    run(sys.executable, "-m", "venv", environment, cwd=folder)
    python = environment / "bin" / "python"
    site_packages = next(environment.glob("lib/python*/site-packages"))
    here = next(Path(sys.prefix).glob("lib/python*/site-packages"))
    (site_packages / "locked.pth").write_text(f"{here}\n")
    run(python, "-m", "pip", "install", "-q", "--no-deps", wheel, cwd=folder)
    return python


def start_host(folder, python):
    say("starting a new host")
    run(python, "-m", "wagtail.bin.wagtail", "start", "host", cwd=folder)
    return folder / "host"


def fingerprint(host):
    return {
        path.relative_to(host): path.read_bytes()
        for app in ("home", "search")
        for path in sorted((host / app).rglob("*.*"))
        if "__pycache__" not in path.parts
    }


def use_library(host):
    """Follow docs/tutorials/add-to-your-site.md."""
    settings = host / "host" / "settings" / "base.py"
    settings.write_text(
        settings.read_text()
        + """
INSTALLED_APPS += [
    "courses",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "donate",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]
LANGUAGE_CODE = "id"
STORAGES["private"] = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": BASE_DIR / "private", "base_url": None},
}
"""
    )
    urls = host / "host" / "urls.py"
    urls.write_text(
        urls.read_text().replace(
            '    path("search/", search_views.search, name="search"),\n',
            '    path("search/", search_views.search, name="search"),\n'
            '    path("api/v1/", include("prakerja_cms.api.urls")),\n'
            '    path("donasi/", include("donate.urls")),\n'
            '    path("", include("courses.urls")),\n',
        )
    )
    shutil.copy(Path(__file__).with_name("host_tests.py"), host / "host" / "tests.py")


def run_host(host, python):
    say("check, migrations, migrate")
    manage = [python, "manage.py"]
    run(*manage, "check", cwd=host)
    run(*manage, "makemigrations", "--check", "--dry-run", cwd=host)
    run(*manage, "migrate", "--verbosity", "0", cwd=host)
    say("the host's own tests and ours inside it")
    run(*manage, "test", "--verbosity", "1", cwd=host)


if __name__ == "__main__":
    main()
