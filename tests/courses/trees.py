"""Real translations, made as editors make them."""

from django.core.cache import caches
from wagtail.models import Locale


def translate(page, language="en", *, publish=True, **values):
    """The page in another language, below its parent's translation."""
    locale, _created = Locale.objects.get_or_create(language_code=language)
    made = page.specific.copy_for_translation(locale)
    for name, value in values.items():
        setattr(made, name, value)
    made.draft_title = made.title
    revision = made.save_revision(clean=False)
    if publish:
        revision.publish()
    caches["pages"].clear()  # nothing is committed in a test, so nobody is told
    return type(made).objects.get(pk=made.pk)


def translate_all(*pages):
    """Each page after its parent; returns the translations."""
    return [translate(page) for page in pages]
