"""What there is on a site, for schemathesis: half of what it asks for."""

import json
import urllib.request
from pathlib import Path

KINDS = ("courses", "lessons", "categories", "contributors", "sessions", "paths")
FIELDS = ("*", "uid", "title,uid", "licence", "licence.spdx", "name,slug", "blocks")


def write_words(api, folder):
    for name, words in found(api).items():
        lines = [f"{json.dumps(word)}\n" for word in words]
        Path(folder, f"{name}.txt").write_text("".join(lines))


def found(api):
    results = {name: listed(api, name) for name in (*KINDS, "tags", "licences")}
    months = listed(api, "ledger/months")
    return {
        **{kind: [one["uid"] for one in results[kind]] for kind in KINDS},
        "slugs": [one["slug"] for kind in KINDS[2:4] for one in results[kind]],
        "tags": [one["slug"] for one in results["tags"]],
        "licence_codes": [one["code"] for one in results["licences"]],
        "months": [one["month"] for one in months],
        "cursors": [cursor(api, name) for name in ("courses", "categories")],
        "fields": FIELDS,
    }


def listed(api, name):
    return asked(f"{api}/{name}/")["results"]


def cursor(api, name):
    return asked(f"{api}/{name}/?limit=1")["next"].partition("cursor=")[2]


def asked(address):
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)
