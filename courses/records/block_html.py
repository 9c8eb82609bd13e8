"""The blocks of the API as clean HTML that stands alone."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import escape, format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..blocks import PROVIDER_NAMES
from ..blocks.callout import Kind
from ..blocks.tracks import Language
from ..media.subtitles import words

Data = dict[str, Any]
LANGUAGES = dict(Language.choices)


def block_html(data: Data) -> SafeString:
    return MAKERS[data["type"]](data)


def _text(data: Data) -> SafeString:
    return SafeString(data["html"])  # cleaned by nh3


def _heading(data: Data) -> SafeString:
    return format_html("<h2>{}</h2>", data["text"])


def _video(data: Data) -> SafeString:
    """A link, never a player: whoever shows it decides about third parties."""
    provider = PROVIDER_NAMES.get(data["provider"], "")
    label = (
        _("%(title)s (video on %(provider)s)") if provider else _("%(title)s (video)")
    ) % {"title": data["title"], "provider": provider}
    link = format_html('<p><a href="{}">{}</a></p>', data["url"], label)
    folds = [_track(track) for track in data["tracks"] if track["text"]]
    if data["transcript"]:
        folds.insert(0, _fold(_("Transcript"), data["transcript"]))
    return format_html_join("\n", "{}", ((part,) for part in [link, *folds]))


def _track(track: Data) -> SafeString:
    """What is said, without its times; escaped here, since nobody cleaned it."""
    language = LANGUAGES.get(track["language"], track["language"])
    plain = words(track["text"]) if track["timed"] else track["text"]
    said = SafeString(linebreaks(escape(plain)))
    if track["credit"]:
        credit = _("Thanks to %(name)s for this text.") % {"name": track["credit"]}
        said = format_html("{}<p>{}</p>", said, credit)
    return _fold(f"{_('Transcript')} ({language})", said)


def _fold(heading: str, clean_html: str) -> SafeString:
    return format_html(
        "<details><summary>{}</summary>{}</details>",
        heading,
        SafeString(clean_html),  # by nh3
    )


def _image(data: Data) -> SafeString:
    image = format_html(
        '<img src="{}" width="{}" height="{}" alt="{}">',
        data["url"],
        data["width"],
        data["height"],
        data["alt"],
    )
    return _figure(image, data["caption"])


def _figure(shown: SafeString, caption: str | SafeString) -> SafeString:
    if not caption:
        return format_html("<figure>{}</figure>", shown)
    return format_html("<figure>{}<figcaption>{}</figcaption></figure>", shown, caption)


def _document(data: Data) -> SafeString:
    return format_html('<p><a href="{}">{}</a></p>', data["url"], data["title"])


def _quote(data: Data) -> SafeString:
    words = SafeString(linebreaks(escape(data["text"])))
    url, credit = data["source_url"], data["speaker"] or data["source_url"]
    if not url:
        return _figure(format_html("<blockquote>{}</blockquote>", words), credit or "")
    return _figure(
        format_html('<blockquote cite="{}">{}</blockquote>', url, words),
        format_html('<a href="{}">{}</a>', url, credit),
    )


def _callout(data: Data) -> SafeString:
    return format_html(
        "<aside><p><strong>{}</strong></p>{}</aside>",
        Kind(data["kind"]).label,
        SafeString(data["html"]),  # cleaned by nh3
    )


def _code(data: Data) -> SafeString:
    return format_html(
        '<pre><code class="language-{}">{}</code></pre>',
        data["language"],
        data["code"],
    )


def _table(data: Data) -> SafeString:
    headings = [_cell(column["heading"], "col") for column in data["columns"]]
    rows = [_row(row, data["row_headings"]) for row in data["rows"]]
    return format_html(
        "<table><caption>{}</caption><thead><tr>{}</tr></thead>"
        "<tbody>{}</tbody></table>",
        data["caption"],
        _join(headings),
        _join(rows),
    )


def _row(texts: Iterable[str], headed: bool) -> SafeString:
    cells = [
        _cell(text, "row" if headed and not place else "")
        for place, text in enumerate(texts)
    ]
    return format_html("<tr>{}</tr>", _join(cells))


def _cell(text: str, scope: str) -> SafeString:
    if not (scope and text):  # an empty heading heads nothing
        return format_html("<td>{}</td>", text)
    return format_html('<th scope="{}">{}</th>', scope, text)


def _join(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _accordion(data: Data) -> SafeString:
    return _join([_fold(item["heading"], item["html"]) for item in data["items"]])


def _live_session(data: Data) -> SafeString:
    title = data["title"]
    if data["url"]:
        title = format_html('<a href="{}">{}</a>', data["url"], title)
    return format_html(
        '<p>{}: <time datetime="{}">{}</time></p>',
        title,
        data["starts_at"],
        data["when"],
    )


def _quiz(data: Data) -> SafeString:
    heading = format_html("<h2>{}</h2>", data["title"] or _("Check yourself"))
    return _join([heading, *map(_question, data["questions"])])


def _question(question: Data) -> SafeString:
    """The question and its answers as text; which are right opens below."""
    choices = question["choices"]
    return format_html(
        "{}<ul>{}</ul>{}",
        SafeString(linebreaks(escape(question["question"]))),
        format_html_join("", "<li>{}</li>", ((each["text"],) for each in choices)),
        _fold(_("Answer"), _answer(choices) + SafeString(question["explanation"])),
    )


def _answer(choices: Iterable[Data]) -> SafeString:
    told = (
        (each["text"], _("right") if each["right"] else _("not right"), _why(each))
        for each in choices
    )
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{} ({}){}</li>", told))


def _why(choice: Data) -> str:
    return f": {choice['explanation']}" if choice["explanation"] else ""


MAKERS = {
    "text": _text,
    "heading": _heading,
    "video": _video,
    "image": _image,
    "document": _document,
    "quote": _quote,
    "callout": _callout,
    "code": _code,
    "table": _table,
    "accordion": _accordion,
    "live_session": _live_session,
    "quiz": _quiz,
}
