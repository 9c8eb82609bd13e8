"""Plain text as people type it in a form, turned into the rich text of a course."""

import re

from django.utils.html import escape

ITEM = re.compile(r"\s*[-*•]\s+")


def rich_text(plain):
    """Paragraphs between blank lines; lines that begin with a dash are a list."""
    plain = plain.replace("\r\n", "\n").replace("\r", "\n").strip()
    groups = re.split(r"\n\s*\n", plain) if plain else []
    return "".join(part for group in groups for part in parts_of(group))


def parts_of(group):
    """The lines of one group: runs of list items and of other lines in turn."""
    run, in_list = [], False
    for line in group.split("\n"):
        is_item = ITEM.match(line) is not None
        if run and is_item != in_list:
            yield drawn(run, in_list)
            run = []
        in_list = is_item
        run.append(escape(ITEM.sub("", line, count=1) if is_item else line.strip()))
    yield drawn(run, in_list)


def drawn(lines, in_list):
    if in_list:
        return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
    return f"<p>{'<br/>'.join(lines)}</p>"
