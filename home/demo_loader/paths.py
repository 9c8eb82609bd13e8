"""Learning paths through the demo's courses."""

from courses.models import CoursePage, LearningPathIndexPage, LearningPathPage, PathStep

from .catalogue import publish_below
from .source import read, stable_uuid, stream, without


def load_paths():
    index = LearningPathIndexPage.objects.order_by("path").first()
    for facts in read("paths.toml")["paths"]:
        if LearningPathPage.objects.child_of(index).filter(slug=facts["slug"]).exists():
            continue
        path = LearningPathPage(
            uid=stable_uuid(f"path:{facts['slug']}"),
            body=stream(facts["body"]),
            steps=steps_of(facts["steps"]),
            **without(facts, "body", "steps"),
        )
        publish_below(index, path)


def steps_of(all_facts):
    """Without a course that somebody else wrote under the same address."""
    courses = {course.uid: course for course in CoursePage.objects.all()}
    found = [courses.get(stable_uuid(f"course:{one['course']}")) for one in all_facts]
    return [
        PathStep(course=course, sort_order=order, **without(facts, "course"))
        for order, (facts, course) in enumerate(zip(all_facts, found, strict=True))
        if course
    ]
