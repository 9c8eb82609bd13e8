"""Every kind of page on one picture a theme: ``make contact-sheet``.

With ``KEEP=folder`` each shot is also kept there in its full size, to be looked at.
"""

import json
import os
from pathlib import Path

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
        paths = addresses(site.environment)
        for theme in ("light", "dark"):
            write(sheet(shots(browser, site.url, theme, paths), theme), theme)


def addresses(environment):
    return json.loads(
        run_python("-m", "tests.contact_sheet.pages", environment=environment)
    )


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


def shot(page, path, title):
    page.goto(path, wait_until="networkidle")
    keep_large(page, title)
    return opened(page.screenshot(animations="disabled"))


def keep_large(page, title):
    """The whole page, not only what the window shows."""
    if folder := os.environ.get("KEEP"):
        name = title.lower().replace(" ", "-") + ".png"
        page.screenshot(path=Path(folder) / name, full_page=True)


def write(image, theme):
    path = SHEETS / f"{theme}.webp"
    image.save(path, quality=QUALITY, method=6)
    size = path.stat().st_size
    assert size <= LARGEST, f"{path.name} has {size} bytes: make SCALE smaller"
    say(f"written  {path.name} {image.width}×{image.height} {size // 1000} kB")


if __name__ == "__main__":
    main()
