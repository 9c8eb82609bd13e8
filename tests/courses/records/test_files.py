"""What is told of files: their size and digest, to the byte."""

import json

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from courses.models import ContentRecord
from courses.records.keeping import keep_all
from tests.courses.api.test_content import stored
from tests.courses.factories import CourseFactory

from .ways import publish

pytestmark = pytest.mark.django_db


def document(content):
    made = get_document_model()(title="Harga")
    made.file.save("daftar-harga.csv", ContentFile(content), save=True)
    return made


def test_a_name_that_is_used_again_is_another_file(
    category, django_capture_on_commit_callbacks
):
    first = document(b"lama")
    course = CourseFactory(parent=category, body=body_with(first))
    keep_all()
    with django_capture_on_commit_callbacks(execute=True):
        type(first).objects.get(pk=first.pk).delete()
    second = document(b"baru dan lebih panjang")
    assert second.file.name == first.file.name
    publish(course, body=body_with(second))
    keep_all()
    data = json.loads(ContentRecord.objects.get(pk=course.uid).data)
    assert data["blocks"][0]["size"] == second.file.size


def body_with(file):
    return stored([("document", {"document": file.pk, "title": "Harga"})])
