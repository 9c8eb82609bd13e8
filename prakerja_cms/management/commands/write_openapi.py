"""Write the description of the API where people who read the code find it."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand

from prakerja_cms.api import urls
from prakerja_cms.api.openapi import describe_api

FOLDER = settings.BASE_DIR / "docs" / "reference"
CURRENT = FOLDER / "openapi.json"
RELEASED = FOLDER / "openapi-released.json"


def written():
    """The document as a file; it names no server, since every site is one."""
    document = describe_api(tuple(urls.described))
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


class Command(BaseCommand):
    help = "Write docs/reference/openapi.json."

    def add_arguments(self, parser):
        parser.add_argument(
            "--release",
            action="store_true",
            help="Also as what later versions must not break; empty the list of breaks",
        )

    def handle(self, *, release, **options):
        for path in (CURRENT, RELEASED) if release else (CURRENT,):
            path.write_text(written())
            self.stdout.write(str(path.relative_to(settings.BASE_DIR)))
