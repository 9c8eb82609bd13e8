"""Walk through the admin along its links, one screen of each kind."""

import re
from collections import Counter, deque
from functools import cache
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from wagtail.models import Page

from home.guide import GUIDES

from .reading import read

# Previews and files are no screens of the admin; signing out ends the walk.
LEFT_OUT = re.compile(r"logout|preview|sprite|jsi18n|/serve/|download|export=|userbar")
PART_OF_A_SCREEN = re.compile(r"_results$")
DIFFERENT_FOR_EACH_TYPE = ("pages:edit", "pages:add", "explore")
PATIENCE = 2
HOST = "http://testserver"


def walk(client, seeds, seen):
    """Yield each kind of screen not seen before, with its address and its texts."""
    waiting, refused = deque(seeds), Counter()
    known_kind_of = cache(kind_of)  # nothing is made or moved on a walk
    while waiting:
        address = waiting.popleft()
        kind = known_kind_of(address)
        if kind is None or kind in seen or refused[kind] == PATIENCE:
            continue
        answer = client.get(address)
        if answer.status_code in (301, 302):
            waiting.append(urljoin(address, answer["Location"]))
        elif html := html_of(answer):
            seen.add(kind)
            texts, links = read(html)
            yield kind, address, texts
            waiting.extend(urljoin(address, link).removeprefix(HOST) for link in links)
        else:
            refused[kind] += 1


def html_of(answer):
    """A chooser answers with HTML inside of JSON."""
    if answer.status_code != 200:
        return ""
    if answer["Content-Type"].startswith("text/html"):
        return answer.content.decode()
    if answer["Content-Type"].startswith("application/json"):
        found = answer.json()
        return found.get("html", "") if isinstance(found, dict) else ""
    return ""


def kind_of(address):
    """The view and what it is about; None for what is not walked into."""
    path = urlsplit(address).path
    if not path.startswith("/admin/") or LEFT_OUT.search(address):
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if PART_OF_A_SCREEN.search(match.view_name) or is_of_english_page(match):
        return None
    return match.view_name, *page_type(match), *models_named(match)


def is_of_english_page(match):
    """Such a page is full of English words, and should be."""
    if match.view_name == "guide_page":
        return match.kwargs["name"] not in GUIDES.values()
    return page_of(match).filter(locale__language_code="en").exists()


def page_of(match):
    kwargs = match.kwargs
    return Page.objects.filter(
        pk=kwargs.get("page_id", kwargs.get("parent_page_id", 0))
    )


def page_type(match):
    if match.view_name.endswith(DIFFERENT_FOR_EACH_TYPE):
        return page_of(match).values_list("content_type", "alias_of").first() or ()
    return ()


def models_named(match):
    """Parts of the address that are neither numbers nor identities."""
    names = [value for value in match.kwargs.values() if isinstance(value, str)]
    return [name for name in names if not re.search(r"\d", name)]
