"""The tags of public courses, counted once for each state of the records."""

from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.urls import reverse
from rest_framework.request import Request
from taggit.models import Tag

from ..models import ContentRecord, RecordTerm
from ..records.standing import Standing
from .answers import totals
from .record_views import Values

FEW = 500  # hidden courses: named one by one they are left out faster
Row = tuple[str, str, int]  # name, slug, courses


def tags(now: Standing) -> list[Row]:
    """The most used first."""
    return totals.of(now, ("tags",), partial(counted, now))


def counted(now: Standing) -> list[Row]:
    """Along the index of terms, tag by tag: what left has none there."""
    own = terms(now).filter(term=Concat(Value("tagged:"), OuterRef("slug")))
    counts = own.order_by().annotate(all=Value(1)).values("all")
    courses = Subquery(counts.annotate(number=Count("record")).values("number"))
    rows = Tag.objects.values_list("name", "slug", courses)
    used = [row for row in rows if row[2]]
    return sorted(used, key=lambda row: (-row[2], row[1]))


def terms(now: Standing) -> QuerySet[RecordTerm]:
    if not now.due:
        return RecordTerm.objects.all()
    courses = ContentRecord.objects.filter(kind=ContentRecord.Kind.COURSE)
    hidden = courses.hidden().values_list("pk", flat=True)
    few = list(hidden[: FEW + 1])
    return RecordTerm.objects.exclude(record__in=few if len(few) <= FEW else hidden)


def told(rows: list[Row], request: Request) -> Iterator[Values]:
    here = request.build_absolute_uri(reverse("prakerja_courses_api:courses"))
    for name, slug, courses in rows:
        yield {
            "name": name,
            "slug": slug,
            "course_count": courses,
            "courses_url": f"{here}?tag={quote(slug)}",
        }
