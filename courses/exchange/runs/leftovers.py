"""Contributors and tags that came with the drafts of a run and that nothing uses."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from wagtail.log_actions import log, registry
from wagtail.models import Revision

from ...models import Contributor, CourseCredit, CoursePage, CourseTag

# What an import never fills: somebody cared for the others.
UNTOUCHED = {"bio": "", "website": "", "logo": None, "users": None}


def note_brought(run, report):
    """Write beside each draft that is still there whom and what it names."""
    credited = grouped(CourseCredit, "page_id", "contributor_id", run)
    tagged = grouped(CourseTag, "content_object_id", "tag_id", run)
    for entry in report:
        page = entry.get("page")
        if page in credited or page in tagged:
            entry["contributors"], entry["tags"] = credited[page], tagged[page]


def grouped(model, page, named, run):
    found = defaultdict(list)
    theirs = model.objects.filter(**{f"{page}__in": run.made.values("course_id")})
    for pk, name in theirs.values_list(page, named):
        found[pk].append(name)
    return found


def leftovers_delete(*, report, user):
    """Delete what no page, no version of one and nothing else uses any more."""
    contributors = unused(Contributor, brought(report, "contributors"), **UNTOUCHED)
    tags = unused(CourseTag.tag_model(), brought(report, "tags"))
    if not contributors and not tags:
        return
    credited, tagged = named_by_versions()
    for contributor in contributors:
        if contributor.pk not in credited and not has_history(contributor):
            log(instance=contributor, action="wagtail.delete", user=user, deleted=True)
            contributor.delete()
    for tag in tags:
        if tag.pk not in tagged:
            tag.delete()


def brought(report, what):
    return {pk for entry in report for pk in entry.get(what, ())}


def unused(model, pks, **facts):
    """Of these rows those that no other table points at."""
    pointing = {relation.name: None for relation in model._meta.related_objects}
    rows = model.objects.filter(**pointing, **facts).in_bulk(pks)
    return list(rows.values())


def named_by_versions():
    """A draft that was saved since may name somebody in its versions only."""
    credited, tagged = set(), set()
    course = ContentType.objects.get_for_model(CoursePage)
    versions = Revision.objects.filter(content_type=course)
    named = versions.values_list("content__credits", "content__tagged_items")
    for credit_rows, tag_rows in named.iterator():
        credited.update(row["contributor"] for row in credit_rows or ())
        tagged.update(row["tag"] for row in tag_rows or ())
    return credited, tagged


def has_history(contributor):
    """An import writes no log; whoever makes or changes one by hand does."""
    return registry.get_logs_for_instance(contributor).exists()
