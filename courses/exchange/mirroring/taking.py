"""What becomes of one course of a source: each is decided and written on its own."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ...models import Licence, MirroredPage
from ..answers import Change, storable
from ..errors import BadAnswer, ClientError, TooLarge
from ..reaching import too_long
from .documents import NotUnderstood, Refused, read_course
from .faults import take_safely
from .filters import is_wanted
from .identities import comes_from_here, uid_is_taken
from .narrowing import narrowed, narrowed_text, narrower
from .pages import PageWriter
from .shelf import Inventory, NoShelf, Shelf
from .standing import WAITS, is_changed_here, stay, withdraw
from .versions import EditedMeanwhile, course_write, fetch, require_readable

State = MirroredPage.State
Kind = MirroredPage.Kind
MOST_AGAIN = 10


class Taker:
    """Takes changes of one source, one transaction each."""

    def __init__(self, source, client, report, *, dry_run=False, bring_back=False):
        self.source = source
        self.client = client
        self.report = report
        self.dry_run = dry_run
        self.bring_back = bring_back
        self.licences = Licence.objects.in_bulk(field_name="code")
        self.reason_known = ""
        self.met = set()

    @property
    def publish(self):
        return bool(self.source.options.get("publish"))

    def take(self, change):
        """Do what a change asks for; the report gets one outcome."""
        row = self.row_of(change.uid)
        if row and self.source.full_since:
            self.meet(row)
        if change.unread:
            self.keep(row, change, change.unread)
            return
        if change.deleted or not is_wanted(change.data, self.source.options):
            self.leave(row, change)
            return
        try:
            course = read_course(change.data, self.licences)
            if course.uid != change.uid:
                raise NotUnderstood(_("Its document is that of another course."))
            self.take_course(row, course, change)
        except NotUnderstood as error:
            self.keep(row, change, str(error))
        except Refused as error:
            self.refuse(row, change, str(error))

    def meet(self, row):
        """So that it is not taken for gone; a dry run remembers it and no more."""
        self.met.add(row.pk)
        if not self.dry_run:
            MirroredPage.objects.filter(pk=row.pk).update(seen_at=timezone.now())

    def look_again(self):
        """Some of what was not taken, or not to the end: it may be now."""
        if self.source.pk is None:
            return
        unread = Q(waiting__isnull=True) & ~Q(waiting_digest="")
        rows = self.source.pages.filter(Q(state=State.REFUSED) | unread)
        rows = rows.exclude(problem=too_long(self.client.json_bytes))
        for row in rows.filter(kind=Kind.COURSE).order_by("seen_at", "pk")[:MOST_AGAIN]:
            if not self.dry_run:
                MirroredPage.objects.filter(pk=row.pk).update(seen_at=timezone.now())
            try:
                document = self.client.course(row.uid)
            except BadAnswer:  # which the feed tells
                continue
            except TooLarge:
                self.note_too_long(row)
                continue
            except ClientError:  # there is another run
                return
            self.reason_known = row.problem
            digest = row.waiting_digest or row.digest
            take_safely(self, Change(0, Kind.COURSE, row.uid, digest, document))
            self.reason_known = ""

    def note_too_long(self, row):
        """It is asked for again once more than now may be read."""
        if not self.dry_run:
            rows = MirroredPage.objects.filter(pk=row.pk)
            rows.update(problem=too_long(self.client.json_bytes))

    def row_of(self, uid):
        if self.source.pk is None:
            return None
        rows = self.source.pages.select_related("page", "source")
        return rows.filter(uid=uid, kind=Kind.COURSE).first()

    def is_lesson(self, uid):
        """It stands here as a lesson of this source, and its row tells of that."""
        lessons = MirroredPage.objects.filter(kind=Kind.LESSON, source=self.source)
        return self.source.pk is not None and lessons.filter(uid=uid).exists()

    def take_course(self, row, course, change):
        if row is None or not (row.page or row.taken_at):
            self.make(row, course, change)
        elif row.page is None and self.bring_back:
            self.write(row, course, change, "made")
        elif row.page is None:
            self.removed(row, course)
        elif self.is_known(row, change):
            self.complete(row, course, change)
        elif narrowed(row, course.licence):
            raise Refused(narrowed_text(course.licence))
        elif is_changed_here(row, course):
            self.wait(row, course, change)
        else:
            self.write(row, course, change, "updated")

    def is_known(self, row, change):
        """Whether nothing is new about it, and nothing is left to do."""
        offered = row.waiting is not None and row.waiting_digest
        if change.digest and change.digest == offered:
            return True
        if row.digest != change.digest:
            return False
        if row.state == State.BEHIND:  # until somebody publishes its drafts
            return not self.publish
        unpublished = self.publish and row.page.first_published_at is None
        in_step = row.state == State.IN_STEP and not unpublished
        return in_step or row.state == State.CHANGED_HERE

    def complete(self, row, course, change):
        """Write the version that is here again if more of its files can be had."""
        if self.lacks_files(row, course):
            shelf = self.shelf(row)
            if self.dry_run or brings_more(row, course, shelf):
                self.write(row, course, change, "updated", shelf)
                return
        self.report.add("unchanged", course.title)

    def lacks_files(self, row, course):
        """Nobody edited it, and not all of its files are here that should be."""
        if not self.copies or row.state != State.IN_STEP:
            return False
        if self.publish and row.page.live and row.page.has_unpublished_changes:
            return False  # somebody took it as a draft
        files = Inventory(row.media)
        fetch(course, files)
        return files.lacks and not is_changed_here(row, course)

    def make(self, row, course, change):
        if uid_is_taken(course.uid):
            raise Refused(_("Something of this site has its identity (uid) already."))
        if comes_from_here(course):
            raise Refused(_("It was taken over from this site."))
        row = row or MirroredPage(source=self.source, uid=course.uid, kind=Kind.COURSE)
        self.write(row, course, change, "made")

    def removed(self, row, course):
        """What somebody deleted here does not come back."""
        if not self.dry_run and row.state != State.REMOVED_HERE:
            row.state = State.REMOVED_HERE
            row.save(update_fields=["state"])
        self.report.add("removed", course.title)

    def wait(self, row, course, change):
        """Keep a new version until somebody here has read it."""
        require_readable(course)
        if not self.dry_run:
            row.state = State.WAITING
            row.waiting, row.waiting_digest = course.document, change.digest
            row.seen_at = timezone.now()
            row.save(update_fields=["state", *WAITS])
        self.report.add(
            "waiting", course.title, _("It was edited here; the new version waits.")
        )

    def write(self, row, course, change, outcome, shelf=None):
        if self.dry_run:
            self.report.add(outcome, course.title)
            return
        try:
            problems = course_write(
                row=row,
                course=course,
                digest=change.digest,
                writer=PageWriter(self.source, publish=self.publish),
                shelf=shelf or self.shelf(row),
                over_edits=False,
            )
        except EditedMeanwhile:
            self.take_course(row, course, change)
            return
        self.report.add(outcome, course.title, " ".join(problems))

    @property
    def copies(self):
        return self.source.options.get("media") == "copy"

    def shelf(self, row):
        return Shelf(self.client, row.media) if self.copies else NoShelf()

    def leave(self, row, change):
        """Gone at the source, or no longer among what is asked for."""
        if row is None or row.state in (State.GONE, State.REMOVED_HERE):
            return
        problem = "" if change.deleted else _("It is no longer among what is taken.")
        self.gone(row, problem)

    def gone(self, row, problem=""):
        if not self.dry_run:
            with transaction.atomic():
                withdraw(row, problem=problem)
        self.report.add("gone", row.title, problem or _("The source took it away."))

    def refuse(self, row, change, reason):
        """Not taken; what is here of it leaves the public."""
        title = title_of(change)
        if not self.dry_run and not (row is None and self.is_lesson(change.uid)):
            row = row or MirroredPage(
                source=self.source, uid=change.uid, kind=Kind.COURSE
            )
            row.title = title if row.page is None else row.title
            row.digest = change.digest
            row.seen_at = timezone.now()
            with transaction.atomic():
                withdraw(
                    row,
                    state=State.REFUSED,
                    problem=reason,
                    also=["title", "digest", "seen_at"],
                )
        self.tell_refused(title, reason)

    def keep(self, row, change, reason):
        """What is here stays as it is, unless its rights were narrowed."""
        if row is None or row.page is None:
            self.refuse(row, change, reason)
        elif licence := narrower(row, change, self.licences):
            self.refuse(row, change, narrowed_text(licence))
        else:
            if not self.dry_run:
                stay(row, change, reason)
            self.tell_refused(title_of(change), reason)

    def tell_refused(self, title, reason):
        if reason != self.reason_known:
            self.report.add("refused", title, reason)


def brings_more(row, course, shelf):
    fetch(course, shelf)
    return any(row.media.get(sha256) != copy for sha256, copy in shelf.known.items())


def title_of(change):
    return storable(str(change.data.get("title") or change.uid))[:255]
