"""How to embed a course, for programs that know its address only.

oEmbed 1.0, https://oembed.com/; in JSON alone.
"""

import json
import re
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ..api.http import FRESH
from ..models import ContentRecord
from ..records.links import site_root
from ..records.reading import public_where
from ..records.standing import Busy
from ..records.visibility import Visibility
from .finding import card_path, course_named
from .snippets import WIDTH, frame, height_at

SECONDS_KEPT = 86400
SECONDS_BUSY = 5
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": FRESH,
}
PROBLEM = "application/problem+json"
Told = dict[str, Any]


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Parameters that are not ours are left alone: programs send their own."""
    url = request.GET.get("url")
    if not url:
        return problem(400, "Give the address of a course in the parameter “url”.")
    if request.GET.get("format", "json") != "json":
        return problem(501, "This address answers in JSON only: format=json.")
    named = course_named(url, request)
    try:
        record = (
            public_where(ContentRecord.Kind.COURSE, **named.which)[1] if named else None
        )
    except Busy:
        said = "What changed is being worked on. Try once more in a moment."
        return problem(503, said, {"Retry-After": str(SECONDS_BUSY)})
    if named is None or record is None:
        return problem(404, "This is not the address of a public course here.")
    return json_response(answer(request, record, named.language))


def answer(request: HttpRequest, record: ContentRecord, language: str) -> Told:
    told = json.loads(record.facts)
    most_wide, most_high = (most(request, name) for name in ("maxwidth", "maxheight"))
    width = min(WIDTH, most_wide)
    height = min(height_at(width), most_high)
    src = request.build_absolute_uri(card_path(record.pk, language))
    return {
        "version": "1.0",
        "type": "rich",
        "title": told["title"],
        **author(told),
        "provider_name": Visibility().site_name(told["url"]),
        "provider_url": site_root(told["url"]),
        "cache_age": SECONDS_KEPT,
        "width": width,
        "height": height,
        "html": frame(src, told["title"], width, height),
        **thumbnail(told["cover"], most_wide, most_high),
    }


def most(request: HttpRequest, name: str) -> int:
    """What is no number limits nothing."""
    text = request.GET.get(name, "")
    return int(text) if re.fullmatch(r"0*[1-9][0-9]{0,4}", text, re.ASCII) else 10**5


def author(told: Told) -> Told:
    """Everybody who gives it; with an address only where it is one."""
    people = told["contributors"]
    names = dict.fromkeys(one["name"] for one in people)
    found = {"author_name": ", ".join(names) or told["rights_holder"]}
    if len(names) == 1 and people[0]["url"]:
        found["author_url"] = people[0]["url"]
    return found


def thumbnail(cover: Told | None, width: int, height: int) -> Told:
    """The largest picture that fits."""
    drawn = [*cover["renditions"], cover] if cover else []
    fit = [one for one in drawn if one["width"] <= width and one["height"] <= height]
    if not fit:
        return {}
    best = max(fit, key=lambda one: one["width"])
    names = {"url": "url", "width": "width", "height": "height"}
    return {f"thumbnail_{name}": best[key] for name, key in names.items()}


def json_response(data: Told) -> HttpResponse:
    text = json.dumps(data, ensure_ascii=False)
    response = HttpResponse(text, content_type="application/json", headers=HEADERS)
    vars(response)["follows_records"] = True  # the site's own cache is behind them
    return response


def problem(
    status: int, detail: str, headers: dict[str, str] | None = None
) -> HttpResponse:
    title = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    response = json_response(body)
    response.status_code = status
    more = {"Content-Type": PROBLEM, "Cache-Control": "no-store", **(headers or {})}
    for name, value in more.items():
        response.headers[name] = value
    return response
