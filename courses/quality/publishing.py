"""Which errors keep a version of a page from becoming public."""

from collections import Counter, defaultdict

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from ..models import Submission
from .checking import errors_of

TAKEN_BACK = _(
    "Who handed it in took it back. With their yes, make a new page; else delete this."
)


def blocking_errors(page):
    """Return the errors of this version by field, without those visitors see already.

    A typo on a public page can be corrected although its licence became unknown.
    """
    by_field = defaultdict(list)
    if found := errors_of(page):
        known = Counter(old.identity for old in public_errors(page))
        for error in found:
            if known[error.identity]:
                known[error.identity] -= 1
            elif error.text not in by_field[error.field]:
                by_field[error.field].append(error.text)
    return {field: texts for field, texts in by_field.items() if texts}


def public_errors(page):
    """The errors of the version that visitors see now; none where there is none."""
    if page.pk is None:
        return []
    version = type(page)._default_manager.filter(pk=page.pk, live=True).first()
    return errors_of(version) if version else []


def tolerated_fields(page):
    """Fields that are empty or wrong in this version as they are in the public one."""
    if not (found := errors_of(page)):
        return set()
    known = {old.identity for old in public_errors(page)}
    return {error.field for error in found if error.identity in known}


def refusal(page):
    """Return all that keeps a version from becoming public, Wagtail's reasons too."""
    if taken_back(page):
        return {NON_FIELD_ERRORS: [str(TAKEN_BACK)]}
    errors = blocking_errors(page)
    try:
        page.full_clean(exclude=set(errors))
    except ValidationError as error:
        for name, texts in error.message_dict.items():
            errors[name] = [labelled(page, name, text) for text in texts]
    return errors


def taken_back(page):
    withdrawn = Submission.objects.filter(state=Submission.State.WITHDRAWN)
    return withdrawn.filter(page=page.pk).exists()


def labelled(page, name, text):
    """“This field cannot be blank” says little where the field is not seen."""
    known = {field.name: field for field in page._meta.get_fields()}
    label = getattr(known.get(name), "verbose_name", "")
    return f"{str(label).capitalize()}: {text}" if label else text
