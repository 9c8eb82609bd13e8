"""Write a course from elsewhere as pages here, its lessons in their order."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, Revision

from ...digests import page_digest, words_digest
from ...models import CategoryPage, CoursePage, LessonPage, MirroredPage
from ...naming import TagBook, free_slug
from .digests import content_digest
from .filling import fill_course, fill_text
from .identities import uid_is_taken
from .standing import is_unfinished, lessons_of, page_is_changed, withdraw

State = MirroredPage.State
Kind = MirroredPage.Kind


class Held(Exception):
    """The public keeps the version that it reads, for these reasons."""

    def __init__(self, problems):
        self.problems = problems


class PageWriter:
    """Writes the pages of one source; call it within a transaction.

    ``held``: the public reads an older version, of which no lesson is taken away,
    moved or replaced; ``undone``: some of that is left to do.
    """

    def __init__(self, source, *, publish, user=None):
        self.source = source
        self.publish = publish
        self.user = user
        self.tags = TagBook()
        self.spared = set()
        self.by_run = not publish and user is None  # for editors here to read
        self.held = self.undone = False

    def spare_edits(self, row, course, *, over_edits):
        """Lessons edited here in another course stay there as they are.

        Those deleted together with this one are made again.
        """
        edited = filter(page_is_changed, lessons_of(row, course))
        self.spared = {
            lesson.uid
            for lesson in edited
            if lesson.course_id != row.pk or (lesson.page and not over_edits)
        }

    def write(self, row, prepared):
        """Make or bring up to date; return what keeps it from being public."""
        course = prepared.course
        page = newest(row.page_id) if row.page else self.new_course(course)
        self.held = self.by_run and page.live and not is_public(row, page, course)
        before = facts_of(page)
        fill_course(page, prepared, self.tags)
        if page.pk is None:
            self.parent_of(course).add_child(instance=page)
        same = self.by_run and row.page and facts_of(page) == before
        revision = page.latest_revision if same else self.save(row, page)
        row.state = State.IN_STEP
        try:
            with transaction.atomic():
                problems = self.write_whole(row, page, revision, prepared)
        except Held as held:
            self.held = True
            problems = self.write_lessons(row, page, prepared) + held.problems
        if same and self.undone:  # for somebody here to publish
            self.save(row, page)
        return problems

    def write_whole(self, row, page, revision, prepared):
        """A course may need its lessons to be public; Held where it is refused."""
        problems = self.write_lessons(row, page, prepared)
        refused = self.public(row, page, revision)
        if refused and page.live:
            raise Held(refused)
        return problems + refused

    def new_course(self, course):
        return CoursePage(
            uid=course.uid,
            slug=free_slug(self.parent_of(course), course.title),
            owner=self.user,
            live=False,
            has_unpublished_changes=True,
        )

    def parent_of(self, course):
        """Pages below one parent are numbered: nobody else adds one meanwhile."""
        into = Page.objects.select_for_update().get(pk=self.source.into_id).specific
        if isinstance(into, CategoryPage):
            return into
        slug = slugify(course.category_slug) or "lain-lain"
        category = CategoryPage.objects.child_of(into).filter(slug=slug).first()
        return category or self.new_category(into, slug, course.category_title)

    def new_category(self, into, slug, title):
        category = CategoryPage(title=title or slug, slug=slug, live=self.publish)
        into.add_child(instance=category)
        revision = category.save_revision(user=self.user)
        if self.publish:
            revision.publish(user=self.user)
        return CategoryPage.objects.get(pk=category.pk)

    def save(self, row, page):
        first = page.latest_revision_id is None
        revision = page.save_revision(user=self.user, clean=False)
        if first:  # the history shows and restores the version that a line of it names
            PageLogEntry.objects.filter(page=page.pk).update(revision=revision)
        row.page_id = page.pk
        row.title = page.title
        row.written = page_digest(revision.as_object())
        row.save()  # so that a publication is known as the source's
        return revision

    def public(self, row, page, revision):
        """Publish it unless somebody here took it offline; tell what forbids that."""
        first = page.first_published_at is None
        wanted = self.publish and not self.held
        if not (wanted and (page.live or first or row.withdrawn)):
            return []
        try:
            Revision.objects.get(pk=revision.pk).publish(user=self.user)
        except ValidationError as error:
            return error.messages
        row.withdrawn = row.edited = False
        return []

    def write_lessons(self, row, course_page, prepared):
        known = {each.uid: each for each in row.lessons.select_related("page")}
        problems, kept = [], []
        for text in prepared.course.lessons:
            lesson = known.pop(text.uid, None)
            problems += self.write_lesson(row, lesson, course_page, text, prepared)
            kept.append(text.uid)
        for lesson in known.values():
            if lesson.state == State.GONE:  # one that an editor published again stays
                continue
            if self.held and lesson.page and lesson.page.live:
                self.undone = True
            else:
                withdraw(lesson, user=self.user)
        self.order(course_page, kept)
        return problems

    def write_lesson(self, row, lesson, course_page, text, prepared):
        if text.uid in self.spared:
            return [spared_text(text)]
        lesson = lesson or self.lesson_row(row, text)
        if lesson is None:
            return [taken_text(text)]
        parent = Page.objects.get(pk=course_page.pk)
        if was_moved_here(lesson, parent):
            return [spared_text(text)]
        if lesson.page and not lesson.page.is_child_of(parent):
            if self.held and lesson.page.live:
                self.undone = True
                return []
            move(lesson.page_id, parent, self.user)
        page = newest(lesson.page_id) if lesson.page else self.new_lesson(text)
        before = words_digest(page)
        fill_text(page, text, prepared)
        if page.pk is None:
            page.slug = free_slug(parent, text.title)
            parent.add_child(instance=page)
        self.undone |= self.held and not page.live
        lesson.course = row
        lesson.state, lesson.problem = State.IN_STEP, ""
        lesson.origin_url = text.url
        lesson.taken_at = timezone.now()
        same = lesson.page and words_digest(page) == before
        if same and (self.by_run or self.held):  # nobody need read it again
            revision = page.latest_revision
        else:
            revision = self.save(lesson, page)
        problems = self.public(lesson, page, revision)
        lesson.save()
        return problems

    def lesson_row(self, row, text):
        """Its row, which may stand in another course; None where it is not ours."""
        rows = MirroredPage.objects.filter(source=self.source, uid=text.uid)
        found = rows.select_related("page").first()
        if found:
            return found if found.kind == Kind.LESSON else None
        if uid_is_taken(text.uid):
            return None
        return MirroredPage(
            source=self.source, uid=text.uid, kind=Kind.LESSON, course=row
        )

    def new_lesson(self, text):
        return LessonPage(
            uid=text.uid, owner=self.user, live=False, has_unpublished_changes=True
        )

    def order(self, course_page, uids):
        """The source's order; lessons that were added here come last."""
        rows = LessonPage.objects.child_of(Page.objects.get(pk=course_page.pk))
        here = [(uid, pk) for uid, pk in rows.order_by("path").values_list("uid", "pk")]
        place = {uid: number for number, uid in enumerate(uids)}
        wanted = sorted(here, key=lambda pair: place.get(pair[0], len(place)))
        if wanted == here:
            return
        if self.held:
            self.undone = True
            return
        for _uid, pk in wanted:
            move(pk, Page.objects.get(pk=course_page.pk), self.user)


def newest(pk):
    """A page's newest version, with what was set here around the text.

    It is read anew: pages that were moved or got others below them know it not.
    """
    return Page.objects.get(pk=pk).specific.get_latest_revision_as_object()


def facts_of(page):
    return words_digest(page), page.verified_on


def is_public(row, page, course):
    """Somebody here published this version of it, and its lessons are to follow."""
    return bool(
        is_unfinished(row)
        and page.live
        and not page.has_unpublished_changes
        and row.content == content_digest(course.document)
    )


def was_moved_here(lesson, parent):
    """Somebody here put it elsewhere, neither where it stood nor where it comes."""
    if lesson.page is None or lesson.page.is_child_of(parent):
        return False
    before = lesson.course and lesson.course.page
    return before is None or not lesson.page.is_child_of(before)


def move(pk, parent, user):
    Page.objects.get(pk=pk).move(parent, "last-child", user=user)


def taken_text(text):
    return _("The lesson “%(title)s” is on this site already.") % {"title": text.title}


def spared_text(text):
    told = _("The lesson “%(title)s” was edited or moved here and stays as it is.")
    return told % {"title": text.title}
