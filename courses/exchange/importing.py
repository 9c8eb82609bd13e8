"""Courses made from the rows of a list, once for each address.

The file is read twice: first to refuse it whole and to find addresses that stand in
it more than once, then to make the courses. Neither pass holds more of it than a
digest for each address and the rows of repeated ones.
"""

import hashlib
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ..models import CategoryPage, ImportedAddress
from .addresses_in_use import addresses_in_use
from .candidates import RowRejected, read_candidate
from .errors import TableError
from .pages import CourseMaker
from .reports import Report

ATTEMPTS = 3


class Survey:
    """Which row of an address comes first, and which join it."""

    def __init__(self, table, *, default_language):
        self.language = default_language
        self.total = 0
        self.firsts = {}
        self.later = defaultdict(list)
        for row in table.rows():
            self.total += 1
            self.note(row)
        if not self.total:
            raise TableError(_("The file has a first row with names and nothing else."))

    def note(self, row):
        try:
            candidate = read_candidate(row, default_language=self.language)
        except RowRejected:
            return
        digest = hashlib.blake2b(candidate.key.encode(), digest_size=16).digest()
        first = self.firsts.setdefault(digest, row.number)
        if first != row.number:
            self.later[first].append(candidate)


class CourseImport:
    """One run over one table into one category.

    ``keep`` is told of each course within the transaction that makes it. Courses in
    ``mine`` were made by this run before it was interrupted. Where a course made by
    hand has the address already, ``again`` holds the rows that are imported all the
    same; without it all are.
    """

    def __init__(
        self,
        table,
        category,
        *,
        publish=False,
        dry_run=False,
        report=None,
        user=None,
        keep=None,
        mine=frozenset(),
        again=None,
    ):
        self.table = table
        self.dry_run = dry_run
        self.report = report or Report()
        self.language = category.locale.language_code
        self.survey = Survey(table, default_language=self.language)
        self.maker = CourseMaker(category, publish=publish, user=user, keep=keep)
        self.mine = mine
        self.again = again
        self.in_use = addresses_in_use(user)
        self.joined = {}

    @property
    def total(self):
        return self.survey.total

    def run(self, on_row=lambda done: None):
        for done, row in enumerate(self.table.rows(), start=1):
            self.take(row)
            on_row(done)
        return self.report

    def take(self, row):
        if row.number in self.joined:
            self.report.add(row, *self.joined.pop(row.number))
            return
        try:
            candidate = read_candidate(row, default_language=self.language)
            outcome = self.take_first(candidate)
        except RowRejected as error:
            self.report.add(row, "rejected", str(error))
            return
        if outcome == "existing":
            self.report.add(row, outcome, *self.elsewhere(candidate))
            return
        self.report.add(row, outcome)
        if outcome == "made":
            self.report.flag(row, [*candidate.flags, *self.elsewhere(candidate)])

    def elsewhere(self, candidate):
        """A course made by hand may be about the same address."""
        title = self.in_use.get(candidate.key)
        if title:
            yield _("“%(title)s” uses this address already") % {"title": title}
        elif title is not None:
            yield _("a course that is not public uses this address already")

    def take_first(self, candidate):
        others = self.survey.later.pop(candidate.number, ())
        for other in others:
            self.joined[other.number] = outcome_of(other, candidate)
        known = ImportedAddress.objects.filter(key=candidate.key)
        for uid in known.values_list("course_uid", flat=True):
            return "made" if uid in self.mine else "unchanged"
        if self.is_left_out(candidate):
            return "existing"
        made = self.dry_run or course_import(
            candidate=candidate.joined_with(others), maker=self.maker
        )
        return "made" if made else "unchanged"

    def is_left_out(self, candidate):
        if self.again is None or candidate.number in self.again:
            return False
        return candidate.key in self.in_use


def outcome_of(later, first):
    """A row that joins an earlier one, and what it would have said differently."""
    differences = later.differences(first)
    if not differences:
        return "merged", _("same address as row %(number)s") % {"number": first.number}
    reason = _("same address as row %(number)s, which wins; %(differences)s")
    return "conflicting", reason % {
        "number": first.number,
        "differences": "; ".join(differences),
    }


def course_import(*, candidate, maker):
    """Make the course of an address unless another run was faster."""
    for attempt in range(ATTEMPTS):
        try:
            return course_make(candidate=candidate, maker=maker)
        except ValidationError as error:
            maker.forget()
            raise RowRejected(" ".join(error.messages)) from error
        except IntegrityError:
            # Somebody made a page or contributor of that name at the same moment.
            maker.forget()
            if attempt == ATTEMPTS - 1:
                raise
    return False


@transaction.atomic
def course_make(*, candidate, maker):
    # Pages below one parent are made one after the other: their paths are numbered.
    category = CategoryPage.objects.select_for_update().get(pk=maker.category_pk)
    if ImportedAddress.objects.filter(key=candidate.key).exists():
        return False
    course = maker.make(candidate, category)
    ImportedAddress.objects.create(key=candidate.key, course_uid=course.uid)
    maker.keep(course)
    return True
