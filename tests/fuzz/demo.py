"""Load the demo with dumps, and two months in the live book, one of them closed."""

import datetime as dt

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from courses.records.dumps import write_dumps  # noqa: E402
from tests.conftest import begin_migrated  # noqa: E402
from tests.donate.factories import MAY, close, cost, entry  # noqa: E402

begin_migrated(settings.DATABASES["default"]["NAME"])
for name in ("migrate", "setup_site", "load_demo", "reindex_content"):
    call_command(name, verbosity=0)
entry(book="live")
cost(50_00, book="live", occurred_at=MAY + dt.timedelta(days=31))
close(book="live")
write_dumps()
