"""Learning paths and related courses, wherever a template wants them."""

from django import template
from django.db.models import Max

from ..catalogue import catalogue_of, newest_ids, public
from ..links import Links
from ..models import Contributor, CoursePage, LearningPathIndexPage
from ..paths.presenting import outlines, public_paths, with_open_steps
from ..paths.ways import ways_on
from ..showing.related import related_courses

register = template.Library()


@register.simple_tag(takes_context=True)
def paths_of(context, course):
    """The learning paths that a course is on, and what comes next on each."""
    return ways_on(course, context.get("request"))


@register.simple_tag(takes_context=True)
def courses_like(context, course):
    """Three courses at most that go with this one, each with its reason."""
    request = context.get("request")
    public_ones = public(CoursePage.objects.all(), request)
    catalogue = catalogue_of(request)
    return related_courses(course, Links.of(request), public_ones, catalogue)


@register.simple_tag(takes_context=True)
def learning_paths(context, number=3):
    """Cards of the first paths in the editors' order."""
    request = context.get("request")
    return outlines(with_open_steps(public_paths(request), request)[:number], request)


@register.simple_tag(takes_context=True)
def path_index(context):
    """The public list of learning paths, None where there is none."""
    request = context.get("request")
    indexes = public(LearningPathIndexPage.objects.all(), request)
    return Links.of(request).own(indexes).first()


@register.simple_tag(takes_context=True)
def newest_givers(context, number=8):
    """Listed contributors of the courses published last, the newest first."""
    courses = newest_ids(context.get("request"), 3 * number)
    found = Contributor.objects.filter(listed=True, credits__page__in=courses)
    latest = Max("credits__page__first_published_at")
    return found.annotate(latest=latest).order_by("-latest", "name")[:number]
