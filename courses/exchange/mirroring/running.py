"""Follow a source: its dump first, then its changes from the place last reached."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ...models import MirroredPage, MirrorSource
from ..errors import (
    BadAnswer,
    Busy,
    NotThere,
    TooLarge,
    TooOld,
    Unreachable,
)
from .faults import take_safely, told
from .filters import require_some
from .locks import only_one
from .taking import Taker

KIND = "course"
State = MirroredPage.State


def source_of(client, into, options):
    """The source as it is known, with these options; not saved.

    One whose place was deleted here goes on in the new one.
    """
    known = MirrorSource.objects.filter(origin=client.origin.url)
    source = (
        known.filter(into=into).first()
        or known.filter(into=None).first()
        or MirrorSource(origin=client.origin.url)
    )
    if source.options != options:
        require_some(client, options)
        source.options = options
        forget_place(source)
    if source.into_id != into.pk:
        source.into = into
        forget_place(source)
    return source


def being_changed():
    return _("Courses are being changed there. Try again in a minute.")


def forget_place(source):
    """Everything is read anew; what is met in the meantime has been seen since."""
    source.full_since = timezone.now()
    source.next_url = source.etag = ""
    source.change = 0


def mirror(client, into, options, report, *, dry_run=False, bring_back=False):
    """Bring what is here in step with the source and return it."""
    with only_one(client.origin.url, str(into.pk)):
        source = source_of(client, into, options)
        if bring_back:
            forget_place(source)
        run = Run(source, client, report, dry_run=dry_run, bring_back=bring_back)
        run.save()
        try:
            run.follow()
        except Exception as error:
            run.note_error(error)
            raise
    return source


class Run:
    def __init__(self, source, client, report, **options):
        self.source = source
        self.client = client
        self.report = report
        self.taker = Taker(source, client, report, **options)
        self.dry_run = self.taker.dry_run
        self.begun = self.from_start = False
        self.settled = True

    def save(self):
        if not self.dry_run:
            self.source.save()

    def note_error(self, error):
        """Nothing else: what was read last may be what cannot be kept."""
        if not self.dry_run:
            self.source.last_error = told(error)
            self.source.save(update_fields=["last_error"])

    def follow(self):
        if not self.source.next_url:
            self.begin()
        while page := self.next_page():
            if not page.items:
                self.source.etag = page.etag
                self.settled = page.is_settled
                break
            self.take(page.items)
            self.note_place(page.next, page.items[-1].number)
        self.finish()
        self.taker.look_again()

    def next_page(self):
        source = self.source
        try:
            return self.client.changes_page(
                source.next_url, after=source.change, etag=source.etag
            )
        except TooOld:
            if self.from_start:
                raise
            forget_place(source)
            self.begin(dump=not self.begun)
            return self.next_page()

    def begin(self, *, dump=True):
        """Take the last dump, then what changed since; or the feed from its start."""
        self.begun, self.from_start = True, not dump
        self.source.full_since = self.source.full_since or timezone.now()
        self.save()
        number = self.take_dump() if dump else 0
        self.note_place(self.client.changes_address(number, KIND), number)

    def take_dump(self):
        """How far it reaches; 0 where it cannot be had now: the feed tells it, too."""
        try:
            dump = self.client.dump()
            self.take(dump or ())
        except (Busy, NotThere, TooLarge, Unreachable):
            return 0
        return dump.change if dump else 0

    def take(self, changes):
        for change in changes:
            if change.kind == KIND:
                take_safely(self.taker, change)

    def note_place(self, address, number):
        if len(address) > self.source._meta.get_field("next_url").max_length:
            raise BadAnswer(_("The feed names an address that is too long."))
        self.source.next_url, self.source.change = address, number
        self.source.etag = ""
        self.save()

    def finish(self):
        """While the source is changing, its feed ends early and tells no absence."""
        self.source.last_error = "" if self.settled else being_changed()
        if self.settled:
            if self.source.full_since:
                self.sweep()
            self.source.full_since = None
            self.source.last_in_step_at = timezone.now()
        self.save()

    def sweep(self):
        """Whatever was not met while everything was read is gone at the source."""
        if self.source.pk is None:
            return
        unseen = self.source.pages.filter(kind=KIND, seen_at__lt=self.source.full_since)
        there = unseen.exclude(state__in=[State.GONE, State.REMOVED_HERE])
        for row in there.select_related("page", "source"):
            if row.pk not in self.taker.met:
                self.taker.gone(row)
