"""On a course page: the paths that it is on, and what comes next there."""

from collections import defaultdict
from dataclasses import dataclass

from ..links import Links
from ..models import PathStep
from .presenting import opened_steps, public_paths, steps_of
from .steps import Step

MOST = 2
COLUMNS = (*PathStep.OUTLINE, "path__title", "path__url_path", "path__locale")


@dataclass(frozen=True)
class Way:
    """Where a course stands on a path."""

    title: str
    url: str
    number: int
    total: int
    next: Step | None
    next_url: str


def ways_on(course, request):
    """The first paths with this course on them; one query where there is none."""
    kept = paths_through(course, request)
    if not kept:
        return []
    locale = next(iter(kept.values()))[0].path.locale_id  # all are of one tree
    opened, links = opened_steps(kept, locale, request), Links.of(request)
    ways = [way(course, kept[pk][0].path, opened[pk], links) for pk in opened]
    return [found for found in ways if found]


def paths_through(course, request):
    """The steps of each path with this course or a translation of it."""
    here = PathStep.objects.filter(course__translation_key=course.translation_key)
    on = set(here.values_list("path", flat=True))
    if not on:  # as most: asked first, the question after it is a long one
        return {}
    paths = public_paths(request).filter(pk__in=on).order_by().values("pk")
    steps = steps_of(paths).select_related("course", "path").only(*COLUMNS)
    grouped = defaultdict(list)
    for step in steps:
        grouped[step.path_id].append(step)
    return {pk: grouped[pk] for pk in list(grouped)[:MOST]}


def way(course, path, steps, links):
    key = course.translation_key
    here = next((s for s in steps if s.course.translation_key == key), None)
    if here is None:
        return None
    following = next(iter(steps[here.number :]), None)
    return Way(
        title=path.title,
        url=links.path(path.url_path),
        number=here.number,
        total=len(steps),
        next=following,
        next_url=links.path(following.course.url_path) if following else "",
    )
