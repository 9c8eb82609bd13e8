"""Every component of the site on one page, for those who build with them."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.links import Links

from . import blocks, money, samples, tokens
from .forms import form_with_errors

STEPS = ("s", "0", "1", "2", "3", "4")
SPACES = (4, 8, 12, 16, 20, 32, 64)


@require_safe
def style_guide(request):
    answer = render(request, "style_guide/page.html", context(request))
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def context(request):
    shown = {"permits": None, "may_embed": True}
    return {
        "colours": tokens.colours(),
        "steps": STEPS,
        "spaces": SPACES,
        "icons": tokens.icons(),
        "facts": samples.facts(),
        "doors": samples.DOORS,
        "listing": samples.listing(),
        "classes": samples.classes(Links.of(request)),
        "form": form_with_errors(),
        "blocks": list(blocks.blocks({"request": request, **shown})),
        "statement": money.statement(),
        "account": money.account(),
        **samples.course(),
    }
