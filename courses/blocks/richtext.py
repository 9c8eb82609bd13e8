"""Rich text whose links are looked up together with those of its neighbours."""

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.rich_text import RichText

BOUNDARY = "\0"  # which no editor types and no browser sends


class SharedText(RichText):
    """A text that is expanded when the first of its neighbours is shown."""

    def __init__(self, source, neighbours):
        super().__init__(source)
        self.neighbours = neighbours

    def __html__(self):
        return self.neighbours.html(self.source)


class Neighbours:
    """The texts of one kind on one page."""

    def __init__(self, sources):
        self.sources = sources
        self.expanded = {}

    def html(self, source):
        language = get_language()
        if language not in self.expanded:
            texts = expand(self.sources)
            self.expanded[language] = dict(zip(self.sources, texts, strict=True))
        return self.expanded[language][source]


def share(values):
    """Make stored texts into values that know each other."""
    sources = [value or "" for value in values]
    neighbours = Neighbours(sources)
    return [SharedText(source, neighbours) for source in sources]


def expand(sources):
    """Wagtail's ``expand_db_html`` for several texts at the queries of one."""
    from .links import rewriter  # needs the models of the pages it links to

    rewrite = rewriter()
    expanded = rewrite(BOUNDARY.join(sources)).split(BOUNDARY)
    if len(expanded) != len(sources):  # a broken tag reached over a boundary
        expanded = map(rewrite, sources)
    return [SafeString(text) for text in expanded]  # as safe as rich text is
