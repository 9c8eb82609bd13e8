"""The head of a page, for ``includes/meta.html``."""

from django import template

from courses.structured.values import data_block

from ..head import parts, site_data

register = template.Library()
register.filter("og_locale", parts.og_locale)


@register.simple_block_tag
def own_title(content):
    """Keep what the block around it says, so that it can be said twice."""
    return content


@register.simple_tag(takes_context=True)
def page_head(context):
    return parts.Head.of(context)


@register.simple_tag(takes_context=True)
def about_site(context):
    """The site in schema.org's words, on its home page only."""
    return data_block(site_data.site_data(context))
