"""Pictures that stay out of a page in "hemat kuota", and the bar that says so."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from ..saving import saving, state_of, switch_address
from ..showing.cards import rendition
from ..showing.sizes import picture_size, rough_size

register = template.Library()
LARGE = "width-800|format-webp"
SMALL_WIDTH = 240
SMALL = f"width-{SMALL_WIDTH}|format-webp"


def request_of(context):
    """A template included with ``only`` has the request on its context alone."""
    return context.get("request") or getattr(context, "request", None)


@register.simple_tag(takes_context=True)
def saving_data(context):
    """Whether this page does without pictures."""
    return saving(request_of(context))


@register.simple_tag(takes_context=True)
def saving_switch(context):
    """This page with "hemat kuota" switched; empty on a host without it."""
    request = request_of(context)
    return switch_address(request) if state_of(request) else ""


@register.simple_tag(takes_context=True)
def picture(context, url, width, height, look="", icon=""):
    """A decorative picture; in "hemat kuota" an icon or nothing until asked for."""
    image = format_html(
        '<img{} src="{}" width="{}" height="{}" alt="" loading="lazy">',
        format_html(' class="{}"', look) if look else "",
        url,
        width,
        height,
    )
    state = state_of(request_of(context))
    if state:
        state.count(picture_size(url, width, height))
    return waiting(image, icon) if state and state.on else image


def waiting(image, icon):
    """A browser loads nothing of what is in a template element."""
    look = format_html('class="pk-icon pk-icon--{}"', icon) if icon else "hidden"
    return format_html(
        '<span {} aria-hidden="true" data-picture><template>{}</template></span>',
        look,
        image,
    )


@register.simple_tag(takes_context=True)
def figure_picture(context, image):
    """A picture that tells something: small in "hemat kuota", but there."""
    large = rendition(image, LARGE)
    if large is None:
        return ""
    attributes = {"loading": "lazy", "alt": image.contextual_alt_text or ""}
    state = state_of(request_of(context))
    if state:
        state.count(saved_by(large))
    if state and state.on:
        large_one = {"large": large.url, "width": large.width, "height": large.height}
        attributes |= {f"data-{name}": value for name, value in large_one.items()}
        return rendition(image, SMALL).img_tag(attributes)
    return large.img_tag(attributes)


def saved_by(large):
    """About what a figure costs less as a small one."""
    size = picture_size(large.url, large.width, large.height)
    return round(size * max(0, 1 - (SMALL_WIDTH / large.width) ** 2))


@register.tag
def saving_frame(parser, token):
    """Say around a page what "hemat kuota" does there: above in it, else below."""
    nodes = parser.parse(["endsaving_frame"])
    parser.delete_first_token()
    return SavingFrame(nodes)


class SavingFrame(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        page = self.nodelist.render(context)
        request = request_of(context)
        state = state_of(request)
        if state is None or not (state.on or state.pictures):
            return page
        bar = saving_bar(request, state)
        return mark_safe(bar + page if state.on else page + bar)  # noqa: S308 - templates


def saving_bar(request, state):
    name = "on" if state.on else "off"
    context = {
        "pictures": state.pictures,
        "size": rough_size(state.bytes),
        "switch": switch_address(request),
    }
    return render_to_string(f"prakerja_courses/saving/{name}.html", context)
