"""The words by which a course is found, and the passages shown around a hit."""

from django.utils.html import strip_tags

from ..media.spoken import spoken_text
from ..models import SearchText
from ..rights import permits
from .words import stems, words_in

LONGEST_BODY = 200_000
LONGEST_SHOWN = 50_000  # of all passages of a course together


def text_of(course, pages):
    """A row for a public course, from its page and the lessons anybody may read."""
    passages = passages_of(course, pages) if permits(course).show else []
    body = " ".join(f"{title} {text}" for _pk, title, text in passages)[:LONGEST_BODY]
    row = SearchText(
        page_id=course.pk,
        title=stemmed(course.title),
        words=" ".join(words_in(course.title)),
        names=stemmed(" ".join(names_of(course))),
        summary=stemmed(course.summary),
        body=stemmed(body),
        passages=shown(passages),
    )
    row.vocabulary = vocabulary(course)
    return row


def shown(passages):
    """As much as can be searched for a place to show, from the beginning."""
    room, kept = LONGEST_SHOWN, []
    for page_id, title, text in passages:
        kept.append([page_id, title, text[:room]])
        room = max(0, room - len(text))
    return kept


def vocabulary(course):
    """The words, as they are written, that may stand in place of a misspelt one."""
    return words_in(" ".join([course.title, course.summary, *names_of(course)]))


def stemmed(text):
    return " ".join(stems(text))


def names_of(course):
    """Tags, everyone credited and the rights holder."""
    credited = [credit.contributor.name for credit in course.credits.all()]
    tags = [item.tag.name for item in course.tagged_items.all()]
    return [*tags, *credited, course.rights_holder]


def passages_of(course, pages):
    texts = [
        (page.pk, "" if page.pk == course.pk else page.title, plain(page))
        for page in pages
    ]
    return [list(passage) for passage in texts if any(passage[1:])]


def plain(page):
    """All that stands in a page and is said in its videos, as running text."""
    written = page.body.stream_block.get_searchable_content(page.body)
    summary = "" if hasattr(page, "licence_id") else page.summary
    parts = [summary, *map(str, written), spoken_text(page.body)]
    return " ".join(filter(None, map(sentence, parts)))[:LONGEST_BODY]


def sentence(part):
    """One line that ends like a sentence, so that blocks do not run into another."""
    line = " ".join(strip_tags(part).split())
    return f"{line}." if line[-1:].isalnum() else line
