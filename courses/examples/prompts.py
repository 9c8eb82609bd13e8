"""What an outline asks its author to write, marked so that none stays unseen."""

import re

MARKED = re.compile(r"\[✎ [^\]]*\]")


def prompt(text):
    return f"[✎ {text}]"


def find_prompts(text):
    return MARKED.findall(text)
