"""Hold what is here against what the source tells, course by course."""

from django.utils.translation import gettext as _

from ...models import MirroredPage
from ...records import documents
from ...records.courses import whole_course
from ..errors import Busy, harmless
from .digests import content_digest
from .documents import Refused, read_course
from .filters import is_wanted
from .identities import as_here
from .running import KIND, being_changed
from .standing import is_changed_here
from .taking import Taker
from .versions import require_readable

State = MirroredPage.State


class Verification:
    """``differences`` should not be; ``notes`` are decisions made here."""

    def __init__(self, source, client, report):
        self.taker = Taker(source, client, report, dry_run=True)
        self.source = source
        self.client = client
        self.differences = []
        self.notes = []
        self.courses = 0

    def run(self):
        met = set()
        for page in self.client.changes_pages(kind=KIND):
            if not (page.items or page.is_settled):
                raise Busy(being_changed())
            for change in page.items:
                if change.kind == KIND and self.is_wanted(change):
                    met.add(change.uid)
                    self.courses += 1
                    self.look(change)
                    self.taker.report.step(self.courses)
        self.look_for_surplus(met)
        return not self.differences

    def is_wanted(self, change):
        if change.deleted or change.unread:
            return bool(change.unread)
        return is_wanted(change.data, self.source.options)

    def look(self, change):
        title = str(change.data.get("title") or change.uid)
        row = self.taker.row_of(change.uid)
        if change.unread:
            self.look_at_refused(row, row.title if row else title, change.unread)
            return
        try:
            course = read_course(change.data, self.taker.licences)
            course = as_here(course, self.source)
            require_readable(course)
        except Refused as error:
            self.look_at_refused(row, title, str(error))
            return
        if row is None:
            self.differ(title, _("it is missing here"))
        elif row.state in (State.REFUSED, State.REMOVED_HERE) or row.page is None:
            self.note(title, row.problem or _("it was deleted here"))
        elif is_changed_here(row):
            self.note(title, _("it was edited here"))
        elif self.digest_here(row) != content_digest(course.document):
            self.differ(title, _("it is not as the source has it"))
        elif row.problem:
            self.note(title, row.problem)
        elif row.state == State.BEHIND:
            self.note(title, row.get_state_display())

    def look_at_refused(self, row, title, reason):
        if row and row.page and row.page.live:
            self.differ(title, _("it is public, but: %(why)s") % {"why": reason})
        else:
            self.note(title, reason)

    def digest_here(self, row):
        """Of the public page, lessons added here aside; of a draft, as it was taken."""
        page = row.page.specific
        if not page.live or page.has_unpublished_changes:
            return row.content
        _facts, document = documents.course(whole_course(page))
        theirs = row.lessons.exclude(state=State.GONE).values_list("uid", flat=True)
        uids = set(map(str, theirs))
        kept = [lesson for lesson in document["lessons"] if lesson["uid"] in uids]
        return content_digest({**document, "lessons": kept})

    def look_for_surplus(self, met):
        rows = self.source.pages.filter(kind=KIND, page__live=True)
        for row in rows.exclude(uid__in=met).select_related("page"):
            if row.state == State.GONE:
                self.note(row.title, _("it is gone at the source and public here"))
            else:
                self.differ(row.title, _("it is gone at the source"))

    def differ(self, title, why):
        self.differences.append(line(title, why))

    def note(self, title, why):
        self.notes.append(line(title, why))


def line(title, why):
    return harmless(_("“%(title)s”: %(why)s") % {"title": title, "why": why})
