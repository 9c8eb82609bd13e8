"""The rows of a run: only looked at, or made into drafts."""

from functools import partial

from django.utils.translation import gettext as _

from ...models import ImportedCourse
from ..candidates import RowRejected, read_url
from ..errors import TableError
from ..importing import CourseImport
from ..reports import Report
from .access import may_import_into
from .states import run_note
from .uploads import table_of


class RunReport(Report):
    """A report that remembers every row."""

    def __init__(self):
        super().__init__()
        self.entries = []

    def add(self, row, outcome, reason=""):
        super().add(row, outcome, reason)
        self.entries.append(
            {
                "row": row.number,
                "outcome": outcome,
                "reason": reason,
                "title": row.title,
                "url": row.url,
            }
        )

    def flag(self, row, reasons):
        super().flag(row, reasons)
        self.entries[-1]["reason"] = "; ".join(reasons)


def check(run, user, beat):
    return go_through(run, beat, dry_run=True, again=frozenset())


def make(run, user, beat):
    again = {entry["row"] for entry in run.report if entry.get("again")}
    keep = partial(course_keep, run)
    facts = go_through(run, beat, keep=keep, again=again)
    name_drafts(run, facts["report"])
    return facts


def ask_again(report):
    """The report of a check, its rows that are on the site already to be imported."""
    return [
        {**entry, "again": True} if entry["outcome"] == "existing" else entry
        for entry in report
    ]


def go_through(run, beat, **options):
    category = category_of(run)
    report = RunReport()
    course_import = CourseImport(
        table_of(run, run.columns),
        category,
        report=report,
        user=run.started_by,
        mine=set(run.made.values_list("course__uid", flat=True)),
        **options,
    )
    run_note(run, rows=course_import.total)
    course_import.run(beat)
    return {"rows_done": course_import.total, "report": report.entries}


def category_of(run):
    """The category may have been deleted, or the right to add there been taken."""
    if run.category is None:
        raise TableError(
            _("The category was deleted. Choose another one and check again.")
        )
    if run.started_by is None or not may_import_into(run.started_by, run.category):
        raise TableError(
            _("Whoever sent the list may not add courses to “%(category)s” any more.")
            % {"category": run.category.title}
        )
    return run.category


def course_keep(run, course):
    """Note the draft as it is now, in the transaction that makes it."""
    ImportedCourse.objects.create(
        run=run, course=course, revision_id=course.latest_revision_id
    )


def name_drafts(run, report):
    """Say in the report which draft was made of a row."""
    drafts = dict(run.made.values_list("course__source_url", "course_id"))
    for entry in report:
        if entry["outcome"] == "made" and not entry.get("page"):
            entry["page"] = drafts.get(address_of(entry))


def address_of(entry):
    try:
        return read_url(entry["url"])
    except RowRejected:
        return ""
