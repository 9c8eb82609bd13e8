"""The pages of a second language, as translations of those of the first."""

from typing import NamedTuple

from wagtail.models import Locale

from courses.models import CatalogueIndexPage, CategoryPage, LearningPathIndexPage
from donate.models import DonatePage, TransparencyPage

# What somebody wrote for readers of the first language.
WRITTEN = (
    "tagline",
    "introduction",
    "thanks",
    "goal_text",
    "seo_title",
    "search_description",
)


class Texts(NamedTuple):
    tagline: str
    titles: dict[str, str]  # by the slug, which is the same in every language


TEXTS = {
    "en": Texts(
        tagline="Learn for free, whoever you are, without signing up",
        titles={
            "kursus": "Courses",
            "bisnis-digital": "Digital Business",
            "wirausaha-dan-ide-bisnis": "Entrepreneurship and Business Ideas",
            "bisnis-dan-keuangan": "Business and Finance",
            "pengembangan-diri": "Personal Development",
            "teknologi-dan-software": "Technology and Software",
            "jalur-belajar": "Learning paths",
            "donasi": "Donate",
            "transparansi": "Transparency",
        },
    )
}


def ensure_tree(home, language):
    """Translate home, catalogue, categories, paths and donate pages where missing.

    As in the first language, categories are made in an empty catalogue only: one that
    editors removed stays removed.
    """
    locale, _created = Locale.objects.get_or_create(language_code=language)
    texts = TEXTS[language]
    ensure_translation(home, locale, title=home.title, tagline=texts.tagline)
    catalogue = CatalogueIndexPage.objects.child_of(home).first()
    translated = catalogue and ensure_page(catalogue, locale, texts)
    if translated and not CategoryPage.objects.child_of(translated).exists():
        for category in CategoryPage.objects.child_of(catalogue).filter(alias_of=None):
            ensure_page(category, locale, texts)
    for model in (LearningPathIndexPage, DonatePage, TransparencyPage):
        for page in model.objects.descendant_of(home):
            ensure_page(page, locale, texts)
    return home.get_translation(locale)


def ensure_page(page, locale, texts):
    """A page whose title nobody here can translate waits for an editor as a draft."""
    title = texts.titles.get(page.slug)
    if title is None:
        return page.get_translation_or_none(locale) or page.copy_for_translation(locale)
    return ensure_translation(page, locale, title=title)


def ensure_translation(page, locale, **values):
    if found := page.get_translation_or_none(locale):
        return found
    made = page.copy_for_translation(locale)
    for name in WRITTEN:
        if hasattr(made, name):
            setattr(made, name, "")
    if isinstance(made, DonatePage):
        made.preset_amounts = [wordless(one) for one in made.preset_amounts.all()]
    for name, value in values.items():
        setattr(made, name, value)
    made.draft_title = made.title
    made.save_revision().publish()
    return made


def wordless(amount):
    amount.pays_for = ""
    return amount
