"""A list that somebody sends: its content is looked at before it is kept."""

from contextlib import nullcontext
from pathlib import PurePath

from django.utils.translation import gettext as _

from ... import conf
from ...models import ImportRun
from ..columns import guess_columns
from ..errors import TableError
from ..tables import Table

MEGABYTE = 1024 * 1024
LONGEST_NAME = 160
ROWS_SHOWN = 5


def run_upload(*, file, user):
    """Keep a list as a new run, or raise TableError."""
    check_size(file)
    header = Table(lambda: rewound(file)).header()
    check_header(header)
    run = ImportRun(
        name=PurePath(file.name).name[-LONGEST_NAME:],
        columns=guess_columns(header),
        started_by=user,
    )
    # What it was called is no part of where it is kept.
    run.file.save(f"{run.uid}.list", file, save=False)
    run.save()
    return run


def rewound(file):
    file.seek(0)
    return nullcontext(file)


def check_size(file):
    if not file.size:
        raise TableError(_("The file is empty."))
    megabytes = conf.get("IMPORT_MEGABYTES")
    if file.size > megabytes * MEGABYTE:
        raise TableError(
            _(
                "The file is larger than %(megabytes)s MB. Split it into several, or "
                "ask whoever runs the site to import it for you."
            )
            % {"megabytes": megabytes}
        )


def check_header(header):
    if header[0].startswith("<"):
        raise TableError(_("This is a web page, not a list. Download the file itself."))
    names = [name.casefold() for name in header if name]
    if len(names) < 2:
        raise TableError(
            _(
                "The first row is a single cell: “%(cell)s”. A list needs at least a "
                "column of titles and one of addresses, each with its name on top."
            )
            % {"cell": header[0][:50]}
        )
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if twice:
        raise TableError(
            _(
                "The first row names these columns twice: %(names)s. Remove or rename "
                "one of each."
            )
            % {"names": ", ".join(twice)}
        )


def table_of(run, columns=None):
    """The list of a run; without ``columns`` its header is not looked into."""
    if not run.file:
        raise TableError(
            _("The file of this import is no longer kept. Send the list again.")
        )
    return Table(
        lambda: run.file.storage.open(run.file.name),
        columns=columns,
        limit=conf.get("IMPORT_ROWS"),
    )


def first_rows(run):
    """The header of a list and a few of its rows, each as wide as the header."""
    header, *rows = first_records(run)
    return header, [fitted(row, len(header)) for row in rows]


def first_records(run):
    found = []
    for _number, cells in table_of(run).records():
        found.append(cells)
        if len(found) > ROWS_SHOWN:
            break
    return found


def fitted(cells, width):
    return (cells + [""] * width)[:width]
