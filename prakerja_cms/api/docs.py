"""The documentation for people: pages without a script, and Swagger UI to try it.

All of it comes from this very site. The pages are drawn by an engine of their own, and
their style has an address here, because a host does not install this package as an app.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.template import Context, Engine
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from courses import conf
from courses.api.http import FRESH
from courses.api.kinds import KINDS

from .openapi import TITLE, describe_api

HERE = Path(__file__).parent
ENGINE = Engine(dirs=[str(HERE / "templates")])
POLICY = (
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
NO_COURSE = "00000000-0000-0000-0000-000000000000"
SIDECAR = "drf_spectacular_sidecar"
SWAGGER = f"{SIDECAR}/swagger-ui-dist"
SPANS = {60: "a minute", 3600: "an hour", 86_400: "a day"}
# Without validatorUrl the page would show this site's address to another one.
SCRIPT = """SwaggerUIBundle({
  url: document.currentScript.dataset.openapi,
  dom_id: "#swagger-ui",
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  tryItOutEnabled: true,
  supportedSubmitMethods: ["get"],
  validatorUrl: null,
});
"""


@require_safe
def guide(request: HttpRequest, described: list[Any]) -> HttpResponse:
    """What there is, what one may do with it, and how to get it."""
    addresses = list(operations(described))
    return drawn(
        request,
        "guide.html",
        addresses=addresses,
        has_courses="courses/" in {each["path"] for each in addresses},
        limits=list(limits()),
        contact=contact_email(request),
        **card_addresses(request),
    )


@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """Every kind of problem under its own anchor, where its ``type`` leads."""
    kinds = [{"kind": kind, "advice": with_code(kind.advice)} for kind in KINDS]
    return drawn(request, "problems.html", kinds=kinds)


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    css = (HERE / "docs.css").read_text()
    return HttpResponse(css, "text/css", headers={"Cache-Control": FRESH})


@require_safe
def try_it(request: HttpRequest) -> HttpResponse:
    """Swagger UI, without inline code."""
    if not apps.is_installed(SIDECAR):
        raise Http404
    page = ENGINE.get_template("prakerja_api/try.html").render(
        Context(
            {
                "title": TITLE,
                "icon": static(f"{SWAGGER}/favicon-32x32.png"),
                "style": static(f"{SWAGGER}/swagger-ui.css"),
                "bundle": static(f"{SWAGGER}/swagger-ui-bundle.js"),
                "start": reverse("prakerja_api_docs_script"),
                "openapi": reverse("prakerja_api_openapi"),
            }
        )
    )
    return HttpResponse(page, headers={"Content-Language": "en"})


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    return HttpResponse(SCRIPT, content_type="text/javascript")


def drawn(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    names = ("service", "docs", "problems", "openapi", "try", "style")
    places = {name: reverse(f"prakerja_api_{name}") for name in names}
    here = request.build_absolute_uri(places["service"])
    known = {
        "title": TITLE,
        "here": here,
        "places": places,
        "has_swagger": apps.is_installed(SIDECAR),
    }
    return HttpResponse(
        ENGINE.get_template(f"prakerja_api/{template}").render(
            Context({**known, **context})
        ),
        headers={
            "Cache-Control": FRESH,
            "Content-Language": "en",
            "Content-Security-Policy": POLICY,
        },
    )


def operations(described: list[Any]) -> Iterator[dict[str, Any]]:
    """Every address as the OpenAPI document has it."""
    for path, methods in describe_api(tuple(described))["paths"].items():
        operation = methods["get"]
        summary, description = operation["summary"], operation["description"]
        yield {
            "path": path.removeprefix("/"),
            "is_whole": "{" not in path,
            "summary": summary,
            "description": with_code(description.removeprefix(f"{summary}.").strip()),
        }


def limits() -> Iterator[str]:
    for name in ("LIMIT_API", "LIMIT_API_DAY"):
        limit = conf.get(name)
        if limit:
            requests, seconds = limit
            yield f"{requests:,} times {SPANS.get(seconds, f'in {seconds:,} seconds')}"


def card_addresses(request: HttpRequest) -> dict[str, str]:
    """Where oEmbed is asked, and for what; nothing where a host has no such pages."""
    try:
        oembed = reverse("prakerja_courses:oembed")
        card = reverse("prakerja_courses:embed", args=[NO_COURSE])
    except NoReverseMatch:
        return {}
    build = request.build_absolute_uri
    return {"oembed": build(oembed), "card": build(card).replace(NO_COURSE, "<uid>")}


def contact_email(request: HttpRequest) -> str:
    """The address in the host's own settings in Wagtail, where they have one."""
    if not apps.is_installed("wagtail.contrib.settings"):
        return ""
    from wagtail.contrib.settings.models import BaseSiteSetting
    from wagtail.contrib.settings.registry import registry
    from wagtail.models import Site

    site = Site.find_for_request(request)
    for model in registry:
        if site and issubclass(model, BaseSiteSetting):
            found = model.for_site(site)
            if getattr(found, "contact_email", ""):
                return str(found.contact_email)
    return ""


def with_code(text: str) -> SafeString:
    """Set what stands between backticks as code."""
    pieces = [
        format_html("<code>{}</code>", piece) if number % 2 else piece
        for number, piece in enumerate(text.split("`"))
    ]
    return format_html_join("", "{}", ((piece,) for piece in pieces))
