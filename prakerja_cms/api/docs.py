"""The documentation for people: Swagger UI from this very site, without inline code."""

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from .openapi import TITLE

SWAGGER = "drf_spectacular_sidecar/swagger-ui-dist"
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title} – API</title>
<link rel="icon" href="{icon}">
<link rel="stylesheet" href="{style}">
</head>
<body>
<div id="swagger-ui">
<h1>{title}</h1>
<p>The description of this API for programs: <a href="{openapi}">openapi.json</a></p>
</div>
<script src="{bundle}"></script>
<script src="{start}" data-openapi="{openapi}"></script>
</body>
</html>
"""
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
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        format_html(
            PAGE,
            title=TITLE,
            icon=static(f"{SWAGGER}/favicon-32x32.png"),
            style=static(f"{SWAGGER}/swagger-ui.css"),
            bundle=static(f"{SWAGGER}/swagger-ui-bundle.js"),
            start=reverse("prakerja_api_docs_script"),
            openapi=reverse("prakerja_api_openapi"),
        )
    )


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    return HttpResponse(SCRIPT, content_type="text/javascript")
