"""Plain Wagtail beside ours: a new ``wagtail start`` site with pages of like length."""

import os
import subprocess
import sys

MODELS = """
from django.core.paginator import Paginator
from wagtail import blocks
from wagtail.api import APIField
from wagtail.fields import StreamField


class CoursePage(Page):
    body = StreamField(
        [("text", blocks.RichTextBlock()), ("heading", blocks.CharBlock())]
    )
    content_panels = [*Page.content_panels, "body"]
    api_fields = [APIField("body")]


class CategoryPage(Page):
    def get_context(self, request):
        courses = self.get_children().live().order_by("title").specific()
        page = Paginator(courses, 24).get_page(request.GET.get("page"))
        return {**super().get_context(request), "courses": page}
"""
COURSE = """{% extends "base.html" %}{% load wagtailcore_tags %}
{% block content %}<h1>{{ page.title }}</h1>{% include_block page.body %}{% endblock %}
"""
CATEGORY = """{% extends "base.html" %}{% load wagtailcore_tags %}
{% block content %}<h1>{{ page.title }}</h1><ul>
{% for child in courses %}
<li><a href="{% pageurl child %}">{{ child.title }}</a></li>
{% endfor %}</ul>
<p>{{ courses.paginator.count }} / {{ courses.paginator.num_pages }}</p>
{% endblock %}
"""
SETTINGS = """
ALLOWED_HOSTS = ["127.0.0.1"]
DEBUG = False
INSTALLED_APPS += ["wagtail.api.v2", "rest_framework"]
SECRET_KEY = "only for measuring"
"""
URLS = """
from django.http import HttpResponse
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", PagesAPIViewSet)
urlpatterns = [
    path("bare/", lambda request: HttpResponse("ok")),
    path("api/v2/", router.urls),
    *urlpatterns,
]
"""
FILL = """
import sys
from home.models import CategoryPage, CoursePage, HomePage

home = HomePage.objects.first()
category = home.add_child(instance=CategoryPage(title="Kategori", slug="kategori"))
sentence = "Catat uang masuk dan uang keluar setiap hari di satu buku. "
text = f"<p>{{sentence * 2}}</p>"
body = [("text", text)] * 15 + [("heading", "Langkah")] * 4
for number in range({count}):
    category.add_child(
        instance=CoursePage(title=f"Kursus {{number}}", slug=f"k{{number}}", body=body)
    )
"""
PATHS = {
    "course": "/kategori/k0/",
    "category": "/kategori/",
    "API list": "/api/v2/pages/?type=home.CoursePage&fields=body&limit=20",
}
ENVIRONMENT = {"DJANGO_SETTINGS_MODULE": "host.settings.base", "PYTHONPATH": ""}


def make_host(folder, count):
    """Return the folder of a filled host, ready to be served as ``host.wsgi``."""
    host = folder / "host"
    environment = {**os.environ, **ENVIRONMENT}

    def run(*args, cwd=host, **kwargs):
        command = [sys.executable, *args]
        subprocess.run(command, cwd=cwd, env=environment, check=True, **kwargs)

    start = ("-m", "wagtail.bin.wagtail", "start", "host")
    run(*start, cwd=folder, stdout=subprocess.DEVNULL)
    for name, text in (
        ("home/models.py", MODELS),
        ("home/templates/home/course_page.html", COURSE),
        ("home/templates/home/category_page.html", CATEGORY),
        ("host/settings/base.py", SETTINGS),
        ("host/urls.py", URLS),
    ):
        with (host / name).open("a") as file:
            file.write(text)
    run("manage.py", "makemigrations", "home", "--verbosity", "0")
    run("manage.py", "migrate", "--verbosity", "0")
    run("manage.py", "shell", "--verbosity", "0", "-c", FILL.format(count=count))
    return host
