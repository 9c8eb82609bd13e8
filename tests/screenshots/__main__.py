"""Take the pictures of README and guide anew: ``make screenshots``.

Everything runs in a new folder, on a new database and on free ports, and leaves
nothing behind but the pictures that changed.
"""

from tests.screenshots.demo import chromium, demo_site, say
from tests.screenshots.home import picture_of_home
from tests.screenshots.people import People
from tests.screenshots.pictures import keep
from tests.screenshots.scenes import SCENES
from tests.servers import REPOSITORY

IMAGES = REPOSITORY / "docs" / "images"


def main():
    with demo_site() as site, chromium() as browser:
        people = People(browser, site.url)
        say(keep(picture_of_home(people), IMAGES / "home.png"))
        for name, scene in SCENES.items():
            say(keep(scene(people), IMAGES / "guide" / f"{name}.png"))


if __name__ == "__main__":
    main()
