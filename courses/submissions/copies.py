"""The public copy of a file handed in: an image or document of the site."""

from contextlib import contextmanager
from pathlib import PurePath

from django.core.files import File
from django.utils.text import slugify
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from ..models import SubmissionFile
from ..setup import ensure_collection

LONGEST_STEM = 40


def block_of(file):
    if file.kind == SubmissionFile.Kind.IMAGE:
        image = {"image": image_of(file).pk, "alt_text": file.description}
        value = {"image": {**image, "decorative": False}, "caption": ""}
        return {"id": str(file.uid), "type": "image", "value": value}
    value = {"document": document_of(file).pk, "title": file.description[:160]}
    return {"id": str(file.uid), "type": "document", "value": value}


def image_of(file):
    if file.image is None:
        image = new_medium(file)
        image.description = file.description
        file.image = stored(image, file)
        file.save(update_fields=["image"])
    return file.image


def document_of(file):
    if file.document is None:
        file.document = stored(new_medium(file), file)
        file.save(update_fields=["document"])
    return file.document


def medium_model(file):
    is_image = file.kind == SubmissionFile.Kind.IMAGE
    return get_image_model() if is_image else get_document_model()


def new_medium(file):
    title = file.description or file.name
    return medium_model(file)(title=title, collection=ensure_collection())


def stored(medium, file):
    """Copy it under a name that nobody guesses and no other file has.

    A process that dies over an acceptance leaves the copy without a row: the next
    acceptance replaces it, and it goes with the private file.
    """
    leftover_delete(file)
    with file.file.open("rb") as content:
        medium.file = File(content, name=public_name(file))
        medium.save()
    return medium


def public_name(file):
    name = PurePath(file.name)
    stem = slugify(name.stem)[:LONGEST_STEM] or file.kind
    return f"{stem}-{file.uid.hex[:16]}{name.suffix.lower()}"


@contextmanager
def no_stray_copies(submission):
    """Delete the copies of an acceptance that fails: their rows are rolled back."""
    files = list(submission.files.all()) if submission else []
    try:
        yield
    except BaseException:
        leftovers_delete(files)
        raise


def leftovers_delete(files):
    """Not of files whose copy has a row."""
    for file in files:
        if file.image_id is None and file.document_id is None:
            leftover_delete(file)


def leftover_delete(file):
    medium = medium_model(file)()
    place = medium._meta.get_field("file")
    place.storage.delete(place.generate_filename(medium, public_name(file)))
