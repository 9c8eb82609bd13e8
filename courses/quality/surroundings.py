"""What rules look up beside a page, read for many pages at once."""

from collections import defaultdict

from django.utils.functional import cached_property
from wagtail.documents import get_document_model
from wagtail.models import Page

from ..media.providers import Video
from ..models import (
    LessonPage,
    LiveSession,
    MediaItem,
    MediaUse,
    MirroredPage,
    Submission,
)
from ..showing.mirrored import is_changed, rows_of
from .content import Content

LAST_STEP = "Z" * Page.steplen


class Surroundings:
    """Looks up at the first question, once for all its pages."""

    def __init__(self, pages):
        self.pages = pages
        self._contents = {}

    def content(self, page):
        if id(page) not in self._contents:
            self._contents[id(page)] = Content.of(page)
        return self._contents[id(page)]

    def lessons(self, course):
        return self._lessons.get(course.path, [])

    def has_class(self, course):
        return course.pk in self._with_class

    def was_handed_in(self, course):
        return course.pk in self._handed_in

    def is_changed_copy(self, course):
        return course.pk in self._copies and is_changed(rows_of(course).get())

    def unrecorded_classes(self, course):
        return self._unrecorded.get(course.pk, [])

    def video_state(self, page, video):
        return self._videos.get((page.pk, video.key))

    def is_reachable(self, link):
        return link.target in self._reachable[link.kind]

    @cached_property
    def _lessons(self):
        found = defaultdict(list)
        paths = {page.path for page in self.pages if page.path}
        if paths:
            between = (min(paths), max(paths) + LAST_STEP)
            lessons = LessonPage.objects.filter(path__range=between).order_by("path")
            for lesson in lessons:
                found[lesson.path[: -Page.steplen]].append(lesson)
        return found

    @cached_property
    def _with_lessons(self):
        below = [lesson for page in self.pages for lesson in self.lessons(page)]
        return [*self.pages, *below]

    @cached_property
    def _ids(self):
        return [page.pk for page in self._with_lessons if page.pk]

    @cached_property
    def _handed_in(self):
        handed_in = Submission.objects.filter(page__in=self._own_ids)
        return set(handed_in.values_list("page", flat=True))

    @cached_property
    def _copies(self):
        rows = MirroredPage.objects.filter(page__in=self._own_ids)
        return set(rows.values_list("page", flat=True))

    @cached_property
    def _with_class(self):
        return set(self._classes.values_list("course", flat=True))

    @property
    def _classes(self):
        return LiveSession.objects.filter(course__in=self._own_ids)

    @property
    def _own_ids(self):
        return [page.pk for page in self.pages if page.pk]

    @cached_property
    def _unrecorded(self):
        found = defaultdict(list)
        classes = self._classes.past().filter(recording_url="")
        for session in classes.exclude(status=LiveSession.Status.CANCELLED):
            found[session.course_id].append(session)
        return found

    @cached_property
    def _videos(self):
        lost = [MediaItem.State.GONE, MediaItem.State.NO_EMBEDDING]
        uses = MediaUse.objects.filter(page__in=self._ids, item__state__in=lost)
        rows = uses.values_list(
            "page_id",
            "item__provider",
            "item__kind",
            "item__video_id",
            "item__state",
        )
        return {(page, Video(*video).key): state for page, *video, state in rows}

    @cached_property
    def _reachable(self):
        contents = [self.content(page) for page in self._with_lessons]
        return {
            "page": existing(Page.objects.live(), contents, "page"),
            "document": existing(get_document_model().objects, contents, "document"),
        }


def existing(rows, contents, kind):
    wanted = {pk for content in contents for pk in content.linked(kind) if pk}
    if not wanted:
        return set()
    return set(rows.filter(pk__in=wanted).values_list("pk", flat=True))
