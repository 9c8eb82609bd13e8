"""What editors recommend to whoever searches for certain words."""

from dataclasses import dataclass

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page
from wagtail.search.utils import normalise_query_string

from courses.querysets import reachable
from courses.searching.words import words_in


@dataclass(frozen=True)
class Promotion:
    title: str
    text: str
    page: Page | None
    url: str  # of another site, when there is no page


def promoted(query, links):
    """The recommendations for these words that anybody may read, in their order."""
    words = {normalise_query_string(query), " ".join(words_in(query))}
    chosen = SearchPromotion.objects.filter(query__query_string__in=words)
    chosen = list(chosen.order_by("sort_order", "pk"))
    ids = [each.page_id for each in chosen if each.page_id]
    pages = readable_pages(ids, links) if ids else {}
    promotions = [promotion(each, pages.get(each.page_id)) for each in chosen]
    return [each for each in promotions if each.page or each.url]


def readable_pages(ids, links):
    pages = links.own(reachable(Page.objects.filter(pk__in=ids)))
    return {page.pk: page for page in pages.defer_streamfields().specific()}


def promotion(row, page):
    text = row.description or getattr(page, "summary", "")
    title = page.title if page else row.external_link_text or row.external_link_url
    return Promotion(title, text, page, row.external_link_url)
