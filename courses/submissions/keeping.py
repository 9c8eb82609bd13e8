"""Files that were handed in, on their way into private storage."""

from django.db import transaction
from django.db.models import Sum

from ..models import Submission, SubmissionFile


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
    known = set(submission.files.values_list("sha256", flat=True))
    new = {item.sha256: item for item in uploads if item.sha256 not in known}
    for upload in new.values():
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
    return list(new.values())


def unconfirmed_files():
    return SubmissionFile.objects.filter(submission__state=Submission.State.DRAFT)


def unconfirmed_bytes():
    return unconfirmed_files().aggregate(bytes=Sum("size"))["bytes"] or 0


def files_remove(submission, uids):
    """Forget files, in storage too; return how many."""
    files = submission.files.filter(uid__in=uids)
    delete_stored(files)
    return files.delete()[0]


def delete_stored(files):
    """Rows that go with a transaction keep their files until it is certain."""
    stored = [(row.file.storage, row.file.name) for row in files if row.file]
    transaction.on_commit(lambda: [store.delete(name) for store, name in stored])
