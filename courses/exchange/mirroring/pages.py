"""Write a course from elsewhere as pages here, its lessons in their order."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, Revision

from ...digests import page_digest, words_digest
from ...models import CategoryPage, CoursePage, LessonPage, MirroredPage
from ...naming import TagBook, free_slug
from .filling import fill_course, fill_text
from .identities import uid_is_taken
from .standing import lessons_of, page_is_changed, withdraw

State = MirroredPage.State
Kind = MirroredPage.Kind


class PageWriter:
    """Writes the pages of one source; call it within a transaction."""

    def __init__(self, source, *, publish, user=None):
        self.source = source
        self.publish = publish
        self.user = user
        self.tags = TagBook()
        self.spared = set()
        self.for_editors = not publish and user is None  # drafts that they are to read

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
        before = words_digest(page), page.verified_on
        fill_course(page, prepared, self.tags)
        if page.pk is None:
            self.parent_of(course).add_child(instance=page)
        same = (words_digest(page), page.verified_on) == before
        revision = self.save(row, page, same=same)
        problems = self.write_lessons(row, page, prepared)
        problems += self.public(row, page, revision)
        row.state = State.IN_STEP
        return problems

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

    def save(self, row, page, *, same):
        """Nobody need read again what is the ``same``."""
        first = page.latest_revision_id is None
        if same and self.for_editors and not first:
            return page.latest_revision
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
        if not (self.publish and (page.live or first or row.withdrawn)):
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
            if lesson.state != State.GONE:  # one that an editor published again stays
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
            move(lesson.page_id, parent, self.user)
        page = newest(lesson.page_id) if lesson.page else self.new_lesson(text)
        before = words_digest(page)
        fill_text(page, text, prepared)
        if page.pk is None:
            page.slug = free_slug(parent, text.title)
            parent.add_child(instance=page)
        lesson.course = row
        lesson.state, lesson.problem = State.IN_STEP, ""
        lesson.origin_url = text.url
        lesson.taken_at = timezone.now()
        revision = self.save(lesson, page, same=words_digest(page) == before)
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
        for _uid, pk in wanted:
            move(pk, Page.objects.get(pk=course_page.pk), self.user)


def newest(pk):
    """A page's newest version, with what was set here around the text.

    It is read anew: pages that were moved or got others below them know it not.
    """
    return Page.objects.get(pk=pk).specific.get_latest_revision_as_object()


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
