"""Plain Wagtail beside ours: a new ``wagtail start`` site that shows the like.

A course with its way here, lessons and others like it; a category with cards beside
filters with counts, all as one writes them with the ORM. ``titles`` is that list with
nothing but linked titles.
"""

import os
import subprocess
import sys

MODELS = """
from django.core.paginator import Paginator
from django.db.models import Count
from wagtail import blocks
from wagtail.api import APIField
from wagtail.fields import StreamField


FACETS = ("format", "level", "language", "device")


class CoursePage(Page):
    summary = models.CharField(max_length=250)
    format = models.CharField(max_length=20, db_index=True)
    level = models.CharField(max_length=20, db_index=True)
    language = models.CharField(max_length=20, db_index=True)
    device = models.CharField(max_length=20, db_index=True)
    minutes = models.PositiveIntegerField()
    body = StreamField(
        [("text", blocks.RichTextBlock()), ("heading", blocks.CharBlock())]
    )
    content_panels = [*Page.content_panels, "body"]
    api_fields = [APIField("body")]

    def get_context(self, request):
        context = super().get_context(request)
        context["lessons"] = LessonPage.objects.child_of(self).live().public()
        related = CoursePage.objects.sibling_of(self, inclusive=False).live().public()
        context["related"] = related.order_by("-first_published_at")[:3]
        return context


class LessonPage(Page):
    minutes = models.PositiveIntegerField()


class CategoryPage(Page):
    def get_context(self, request):
        courses = CoursePage.objects.child_of(self).live().public()
        page = Paginator(courses.order_by("title"), 24)
        context = super().get_context(request)
        context["courses"] = page.get_page(request.GET.get("page"))
        context["titles"] = "titles" in request.GET
        if not context["titles"]:
            context["facets"] = {
                facet: courses.order_by().values_list(facet).annotate(Count("pk"))
                for facet in FACETS
            }
        return context
"""
COURSE = """{% extends "base.html" %}{% load wagtailcore_tags %}
{% block content %}
<nav>{% for above in page.get_ancestors.live.public %}<a href="{% pageurl above %}">
{{ above.title }}</a>{% endfor %}</nav>
<h1>{{ page.title }}</h1><p>{{ page.summary }}</p>
<ul><li>{{ page.format }}</li><li>{{ page.level }}</li><li>{{ page.minutes }}</li></ul>
<ol>{% for lesson in lessons %}<li><a href="{% pageurl lesson %}">{{ lesson.title }}</a>
{{ lesson.minutes }}</li>{% endfor %}</ol>
{% include_block page.body %}
<ul>{% for course in related %}<li><a href="{% pageurl course %}">{{ course.title }}</a>
{{ course.summary }}</li>{% endfor %}</ul>
{% endblock %}
"""
CATEGORY = """{% extends "base.html" %}{% load wagtailcore_tags %}
{% block content %}<h1>{{ page.title }}</h1>
<form>{% for name, choices in facets.items %}<fieldset><legend>{{ name }}</legend>
{% for value, count in choices %}<label><input type="checkbox" name="{{ name }}"
value="{{ value }}">{{ value }} {{ count }}</label>{% endfor %}</fieldset>
{% endfor %}</form><ul>
{% for child in courses %}
<li><h2><a href="{% pageurl child %}">{{ child.title }}</a></h2>
{% if not titles %}<p>{{ child.summary }}</p><ul><li>{{ child.format }}</li>
<li>{{ child.level }}</li><li>{{ child.language }}</li><li>{{ child.minutes }}</li></ul>
{% endif %}</li>
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
from home.models import CategoryPage, CoursePage, HomePage, LessonPage

home = HomePage.objects.first()
categories = [
    home.add_child(instance=CategoryPage(title="Kategori", slug=f"kategori-{{n}}"))
    for n in range(5)
]
sentence = "Catat uang masuk dan uang keluar setiap hari di satu buku. "
text = f"<p>{{sentence * 2}}</p>"
body = [("text", text)] * 15 + [("heading", "Langkah")] * 4
for number in range({count}):
    facts = {{
        "summary": sentence * 2,
        "format": ["video", "article", "live", "mixed"][number % 4],
        "level": ["beginner", "intermediate", "advanced"][number % 3],
        "language": ["id", "en"][number % 2],
        "device": ["phone", "laptop"][number % 5 == 0],
        "minutes": number % 300,
    }}
    slug = f"k{{number}}"
    course = categories[number % 5].add_child(
        instance=CoursePage(title=f"Kursus {{number}}", slug=slug, body=body, **facts)
    )
    for lesson in range(3 if number < 168 else 0):
        course.add_child(instance=LessonPage(title=f"Pelajaran {{lesson}}", minutes=10))
"""
PATHS = {
    "course": "/kategori-0/k0/",
    "category": "/kategori-0/",
    "titles": "/kategori-0/?titles",
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
