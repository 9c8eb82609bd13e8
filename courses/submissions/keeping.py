"""Files that were handed in, on their way into private storage."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext

from .. import conf
from ..models import Submission, SubmissionFile
from .uploads import total_limit_bytes, unconfirmed_limit_bytes


class FilesRefused(ValidationError):
    """More than one module, or one sender, has room for."""


class kept_files:
    """Delete the files that were written when their rows are not kept after all."""

    def __enter__(self):
        self.files = []
        return self.files

    def __exit__(self, kind, error, traceback):
        if kind is not None:
            for file in self.files:
                file.storage.delete(file.name)


def files_keep(submission, uploads, kept):
    """Put new files into private storage; one that is there already stays single."""
    there = list(submission.files.all())
    new = unknown(uploads, there)
    check_amount(there, new)
    for upload in new:
        row = SubmissionFile(
            submission=submission,
            kind=upload.kind,
            name=upload.name,
            description=upload.description,
            content_type=upload.content_type,
            size=upload.size,
            sha256=upload.sha256,
        )
        upload.file.seek(0)
        row.file.save(f"{row.uid.hex}.{upload.ending}", upload.file, save=False)
        kept.append(row.file)
        row.save()
    return new


def files_replace(submission, uploads, kept):
    """Put these into private storage instead of what is there."""
    files_delete(submission.files.all())
    return files_keep(submission, uploads, kept)


def unknown(uploads, there):
    """Each of ``uploads`` once that is not among the files ``there``."""
    known = {file.sha256 for file in there}
    new = {item.sha256: item for item in uploads if item.sha256 not in known}
    return list(new.values())


def check_amount(there, new):
    """Refuse files beyond the number, or the room, that one module has."""
    if not new:
        return
    if len(there) + len(new) > conf.get("SUBMISSION_FILES"):
        raise FilesRefused(
            gettext("A module may have %(number)s files at most.")
            % {"number": conf.get("SUBMISSION_FILES")}
        )
    if sum(file.size for file in [*there, *new]) > total_limit_bytes():
        raise FilesRefused(
            gettext("All files together may have %(megabytes)s MB at most.")
            % {"megabytes": conf.get("SUBMISSION_MEGABYTES")}
        )


def unconfirmed_files():
    return SubmissionFile.objects.filter(submission__state=Submission.State.DRAFT)


def unconfirmed_bytes():
    return unconfirmed_files().aggregate(bytes=Sum("size"))["bytes"] or 0


def hold_hours():
    """How long they are kept: a quarter as long once half of their room is taken."""
    hours = conf.get("SUBMISSION_UNCONFIRMED_HOURS")
    crowded = unconfirmed_bytes() * 2 > unconfirmed_limit_bytes()
    return hours // 4 if crowded else hours


def files_remove(submission, uids):
    """Forget files, in storage too; return how many."""
    return files_delete(submission.files.filter(uid__in=uids))


def files_delete(files):
    delete_stored(files)
    return files.delete()[0]


def delete_stored(files):
    """Rows that go with a transaction keep their files until it is certain."""
    stored = [(row.file.storage, row.file.name) for row in files if row.file]
    transaction.on_commit(lambda: [store.delete(name) for store, name in stored])
