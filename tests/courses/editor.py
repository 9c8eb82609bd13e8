"""What a browser sends from the page editor, and where to."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text
from wagtail.test.utils.form_data import streamfield as stream

from .factories import licence


def course_form(**changes):
    """What a browser sends from the course editor."""
    fields = {
        "title": "Berbicara di Depan Umum",
        "slug": "berbicara",
        "summary": "Sesudah ini Anda berani membuka rapat warga.",
        "body": stream([("text", rich_text("<p>Tarik napas dulu.</p>"))]),
        "cover": "",
        "tags": "bicara",
        "format": "article",
        "level": "beginner",
        "language": "id",
        "duration_minutes": "30",
        "device": "phone",
        "licence": str(licence("cc-by-4.0").pk),
        "rights_holder": "Sri Wahyuni",
        "source_url": "",
        "credits": inline_formset([]),
        "picked": inline_formset([]),
        "comments": inline_formset([]),
    }
    return nested_form_data({**fields, **changes})


def add_url(category):
    kind = ("prakerja_courses", "coursepage", category.pk)
    return reverse("wagtailadmin_pages:add", args=kind)


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
