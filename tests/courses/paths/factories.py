"""Learning paths with real courses on them."""

from courses.models import LearningPathIndexPage, LearningPathPage, PathStep

from ..factories import CourseFactory, PublishedPageFactory, default_home

REASON = "Sekarang Anda tahu harganya, maka catat hasilnya."


def default_index():
    return LearningPathIndexPage.objects.first() or IndexFactory()


class IndexFactory(PublishedPageFactory):
    title = "Jalur belajar"
    slug = "jalur-belajar"

    class Meta:
        model = LearningPathIndexPage

    @classmethod
    def _create(cls, model_class, *args, parent=None, **kwargs):
        parent = parent or default_home()
        return super()._create(model_class, *args, parent=parent, **kwargs)


class PathFactory(PublishedPageFactory):
    """A path as its editors left it, whether or not it could be published so."""

    title = "Membuka warung"
    summary = "Di ujung jalur ini Anda menjalankan warung dengan tenang."
    audience = "Untuk Anda yang punya ide dan modal kecil."

    class Meta:
        model = LearningPathPage

    @classmethod
    def _create(cls, model_class, *args, parent=None, **kwargs):
        parent = parent or default_index()
        kwargs.setdefault("live", False)  # a live one is checked on saving
        return super()._create(model_class, *args, parent=parent, **kwargs)


def path_through(*courses, optional=(), published=True, **facts):
    """A path with these courses as steps; those in ``optional`` may be left out."""
    path = PathFactory(**facts)
    for order, course in enumerate(courses):
        path.steps.add(
            PathStep(
                course=course,
                sort_order=order,
                reason=REASON if order else "",
                optional=course in optional,
            )
        )
    revision = path.save_revision()
    if not published:
        return revision.as_object()
    revision.publish()
    return LearningPathPage.objects.get(pk=path.pk)


def courses(*titles, **facts):
    return [CourseFactory(title=title, **facts) for title in titles]
