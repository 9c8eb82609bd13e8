"""Files of imports are not kept for ever; what became of their rows is."""

import datetime as dt

from django.utils import timezone

from ... import conf
from ...models import ImportRun


def forget_import_files():
    """Delete the lists of old imports, and those that nobody went on with."""
    days = dt.timedelta(days=conf.get("IMPORT_FILE_DAYS"))
    old = ImportRun.objects.filter(created_at__lt=timezone.now() - days)
    for run in old.exclude(file=""):
        run.file.delete(save=False)
        ImportRun.objects.filter(pk=run.pk).update(file="")
    State = ImportRun.State
    old.filter(state__in=(State.UPLOADED, State.CHECKED), made=None).delete()
