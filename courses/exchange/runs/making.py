"""The rows of a run: only looked at, or made into drafts."""

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
    return go_through(run, beat, dry_run=True)


def make(run, user, beat):
    facts = go_through(run, beat, keep=lambda course: course_keep(run, course))
    pages = dict(run.made.values_list("course__source_url", "course_id"))
    for entry in facts["report"]:
        if entry["outcome"] == "made":
            entry["page"] = pages.get(address_of(entry))
    return facts


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


def address_of(entry):
    try:
        return read_url(entry["url"])
    except RowRejected:
        return ""
