"""Every kind of page on one picture a theme, and the treasurer's screens on a third.

With ``KEEP=folder`` each shot is also kept there in its full size, to be looked at.
"""

import json
import os
from pathlib import Path

from tests.contact_sheet.screens import LOOKS, SCREENS, Desks, screen
from tests.contact_sheet.sheet import HEIGHT, WIDTHS, sheet
from tests.screenshots.demo import chromium, demo_site, say
from tests.screenshots.pictures import opened
from tests.servers import REPOSITORY, run_python

SHEETS = REPOSITORY / "docs" / "images" / "contact-sheet"
QUALITY = 72
LARGEST = 1_500_000


def main():
    SHEETS.mkdir(parents=True, exist_ok=True)
    with demo_site("tests.contact_sheet.settings") as site, chromium() as browser:
        made = json.loads(
            run_python("-m", "tests.contact_sheet.made", environment=site.environment)
        )
        for theme in ("light", "dark"):
            taken = shots(browser, site.url, theme, made["pages"])
            write(sheet(taken, theme), theme)
        taken = screens(browser, site.url, made["screens"])
        widths = [width for width, _theme in LOOKS]
        write(sheet(taken, "light", widths), "treasurer")


def shots(browser, url, theme, paths):
    taken = {name: [] for name in paths}
    for width in WIDTHS:
        context = browser.new_context(
            base_url=url,
            viewport={"width": width, "height": HEIGHT},
            locale="id",
            color_scheme=theme,
            reduced_motion="reduce",
            service_workers="block",
        )
        page = context.new_page()
        for name, path in paths.items():
            taken[name].append(shot(page, path, f"{name} {width} {theme}"))
        context.close()
    return taken


def screens(browser, url, paths):
    taken = {name: [] for name in SCREENS}
    for width, theme in LOOKS:
        desks = Desks(browser, url, width, theme)
        for name in SCREENS:
            page = screen(desks, name, paths)
            taken[name].append(drawn(page, f"{name} {width} {theme}"))
        desks.close()
    return taken


def shot(page, path, title):
    page.goto(path, wait_until="networkidle")
    return drawn(page, title)


def drawn(page, title):
    keep_large(page, title)
    return opened(page.screenshot(animations="disabled"))


def keep_large(page, title):
    """The whole page, not only what the window shows."""
    if folder := os.environ.get("KEEP"):
        name = title.lower().replace(" ", "-") + ".png"
        page.screenshot(path=Path(folder) / name, full_page=True)


def write(image, name):
    path = SHEETS / f"{name}.webp"
    image.save(path, quality=QUALITY, method=6)
    size = path.stat().st_size
    assert size <= LARGEST, f"{path.name} has {size} bytes: make SCALE smaller"
    say(f"written  {path.name} {image.width}×{image.height} {size // 1000} kB")


if __name__ == "__main__":
    main()
