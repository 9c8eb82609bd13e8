"""The demo as production serves it, in a folder and on a port of its own."""

from contextlib import contextmanager

from tests.servers import free_port, gunicorn, run_commands, run_manage, run_python

PATHS = """
from courses.models import CoursePage
course = CoursePage.objects.live().filter(locale__language_code="id").earliest("path")
print(course.get_parent().url, course.url)
"""


@contextmanager
def demo_site(folder):
    """Yield the server and the path of each page to look at."""
    port = free_port()
    serve = {
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "VAR_DIR": str(folder),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "LOG_LEVEL": "WARNING",
    }
    prepare = {
        **serve,
        "DJANGO_SETTINGS_MODULE": "prakerja_cms.settings.development",
    }
    commands = ("migrate", "setup_site", "load_demo", "wagtail_update_index")
    commands += ("reindex_content",)
    run_commands(*commands, environment=prepare)
    run_manage("collectstatic", "--noinput", "--verbosity", "0", environment=serve)
    printed = run_python(
        "manage.py", "shell", "-v", "0", "-c", PATHS, environment=prepare
    )
    category, course = printed.split()
    paths = {
        "home": "/",
        "category": category,
        "course": course,
        "search": "/cari/?q=usaha",
        "schedule": "/jadwal/",
        "donate": "/donasi/",
    }
    with gunicorn("prakerja_cms.wsgi", environment=serve, port=port) as server:
        yield server, paths
