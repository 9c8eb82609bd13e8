"""Tell English from Indonesian, and our own words from those of others."""

import ast
import re
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from django.apps import apps
from django.db import models
from django.utils.translation.trans_real import DjangoTranslation

REPOSITORY = Path(__file__).resolve().parents[2]
OWN_APPS = ("courses", "donate", "home", "search", "prakerja_cms")
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
GETTEXT |= {"pgettext", "pgettext_lazy"}
IN_TEMPLATES = (
    r"""{%-? *(?:translate|trans) +"((?:[^"\\]|\\.)*)\"""",
    r"""{%-? *(?:translate|trans) +'((?:[^'\\]|\\.)*)'""",
    r"""\b_\("((?:[^"\\]|\\.)*)"\)""",
    r"""{% *blocktranslate[^%]*%}(.*?){% *(?:plural|endblocktranslate)""",
    r"""{% *plural *%}(.*?){% *endblocktranslate""",
)
PART = r'^(msg\w+) ((?:".*"\n?)+)'
FIELD = re.compile(r"%\(\w+\)[sd]|\{\{ *\w+ *\}\}|\{\w*\}|%[sd]")
WORD = re.compile(r"[a-zA-Z]{2,}(?:['’]t)?")
# Names; the rest of what both languages share is found in the catalogue itself.
NAMES = {"english", "django", "vimeo", "access", "chat"}
# Zones, addresses, names of files and short references of gifts are no words.
CODE = re.compile(
    r"\b(?=[A-F]*\d)[0-9A-F]{8}\b|\b[A-Z]\w+(?:/[\w+-]+)+|(?<!\w)/[\w/-]+|\w+://\S+|\S+@\S+|\b\S+\.(?:com|org)\b"
)


@cache
def english_words():
    """Words of English messages that no Indonesian message uses."""
    translations = catalogue("django")._catalog.items()
    indonesian = [target for source, target in translations if source]
    english = [*own_messages(), *(message.text for message in messages_of_others())]
    words = (set().union(*map(words_in, texts)) for texts in (english, indonesian))
    return next(words) - next(words) - NAMES


def words_in(text):
    text = CODE.sub(" ", re.sub(r"<[^>]*>|&\w+;", " ", FIELD.sub(" ", text)))
    return {word.lower() for word in WORD.findall(text)}


@cache
def is_english(text):
    return not words_in(text).isdisjoint(english_words())


def still_english(text, *known):
    """Whether it is English without what is known, where that stands by itself."""
    for pattern in chain(*known):
        if not is_english(text):
            return False
        text = pattern.sub(" ", text)
    return is_english(text)


# What people wrote


def data():
    """Every text in the database that an English word stands in."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField):
                rows = model._default_manager.order_by().values_list(field.name)
                found |= {str(value) for (value,) in rows.distinct() if value}
    return patterns(found)


def patterns(texts):
    """Expressions that find the English ones inside of others, the longest first."""
    found = {" ".join(text.split()) for text in texts if is_english(text)}
    return [
        re.compile(rf"(?<!\w){pattern_of(text)}(?!\w)", re.IGNORECASE)
        for text in sorted(found, key=len, reverse=True)
    ]


def pattern_of(text):
    """With something in the place of each field but those at the ends."""
    parts = [part.strip() for part in FIELD.split(text)]
    return ".+?".join(re.escape(part) for part in parts if part)


# What we wrote


@cache
def own_messages():
    """The messages in our own source, translated yet or not."""
    found = set()
    for app in OWN_APPS:
        for path in (REPOSITORY / app).rglob("*"):
            if path.suffix == ".py" and "migrations" not in path.parts:
                found |= set(messages_of_code(path.read_text(encoding="utf-8")))
            elif path.suffix in (".html", ".txt"):
                found |= set(messages_of_template(path.read_text(encoding="utf-8")))
    return found


def messages_of_code(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and name_of(node.func) in GETTEXT:
            for argument in node.args:
                if isinstance(argument, ast.Constant):
                    yield str(argument.value)


def name_of(function):
    return getattr(function, "id", getattr(function, "attr", ""))


def messages_of_template(source):
    for pattern in IN_TEMPLATES:
        for text in re.findall(pattern, source, re.DOTALL):
            yield text.replace('\\"', '"')


# What others wrote


class Message(NamedTuple):
    app: str
    domain: str
    context: str
    text: str
    plural: str

    @property
    def translation(self):
        indonesian = catalogue(self.domain)
        if self.plural:
            return indonesian.ngettext(self.text, self.plural, 2)
        if self.context:
            return indonesian.pgettext(self.context, self.text)
        return indonesian.gettext(self.text)

    @property
    def is_translated(self):
        return self.translation not in (self.text, self.plural)


@cache
def catalogue(domain):
    return DjangoTranslation("id", domain=domain)


@cache
def messages_of_others():
    """What the catalogues of installed apps ask a translator for."""
    return [
        message
        for config in apps.get_app_configs()
        if "site-packages" in config.path
        for path in Path(config.path).glob("locale/en/LC_MESSAGES/*.po")
        for message in messages_of_catalogue(config.name, path)
    ]


def messages_of_catalogue(app, path):
    for entry in path.read_text(encoding="utf-8").split("\n\n"):
        lines = "\n".join(re.findall(r'^(?:msg|").*', entry, re.MULTILINE))
        parts = {
            name: "".join(map(ast.literal_eval, re.findall(r'".*"', value)))
            for name, value in re.findall(PART, lines, re.MULTILINE)
        }
        if text := parts.get("msgid"):
            context, plural = parts.get("msgctxt", ""), parts.get("msgid_plural", "")
            yield Message(app, path.stem, context, text, plural)
