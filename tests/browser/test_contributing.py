"""A stranger hands in a module, a moderator asks, the stranger mends, all may learn."""

import datetime as dt
import json
import re
import sqlite3
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from .axe import faults
from .steps import fits, follow, is_at, says

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c"
    "49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
NOTE = "Tolong tulis apa yang perlu disiapkan."
PLAYLIST_OF_THE_DEMO = (
    "https://www.youtube.com/playlist?list=PLFIM0718LjIVuONHysfOK0ZtiqUWvrx4F"
)
COURSE_OF_PLAYLIST = "/kursus/teknologi-dan-software/html-dasar/"
SHAPES = {
    "video": "video",
    "article": "artikel",
    "live": "kelas-langsung",
}


@pytest.fixture
def letters(site):
    """Call with an address: the newest letter to it."""
    path = site.prepare["DATABASE_URL"].removeprefix("sqlite:///")

    def newest(address):
        with sqlite3.connect(path, timeout=20) as outbox:
            rows = outbox.execute(
                'SELECT message FROM post_office_email WHERE "to" = ? ORDER BY id DESC',
                [address],
            )
            found = rows.fetchone()
        assert found, f"no letter to {address}"
        return found[0]

    return newest


def link_in(letter):
    return re.search(r"(/kontribusi/\S+/)$", letter, re.MULTILINE)[1]


def send(page):
    follow(page.locator("main form button[type=submit]").last)


def open_folds(page):
    for fold in page.locator("main details").all():
        if fold.get_attribute("open") is None and fold.is_visible():
            fold.locator("summary").click()


class Sender:
    """Somebody with nothing but a browser and a mailbox."""

    def __init__(self, page, shape, letters, script):
        kind = "skrip" if script else "tanpa-skrip"
        self.page, self.shape, self.script = page, shape, script
        self.title = f"Menanam cabai {shape} {kind}"
        self.email = f"{shape}.{kind}@contoh.example"
        self.letters = letters

    def come_in(self):
        self.page.goto("/kursus/")
        for path in ("/kontribusi/", f"/kontribusi/{SHAPES[self.shape]}/"):
            follow(self.page.locator(f"main a[href='{path}']"))

    def fill(self):
        page = self.page
        page.fill("[name=title]", self.title)
        page.select_option("[name=category]", label="Wirausaha dan Ide Bisnis")
        page.fill(
            "[name=summary]", "Sesudah ini Anda bisa menanam cabai di pekarangan."
        )
        page.fill("[name=text]", "Siapkan tanah.\n\n- Bibit\n- Air")
        getattr(self, f"fill_{self.shape}")()
        page.check("[name=rights][value=own]")
        page.check("[name=licence][value='cc-by-4.0']")
        page.fill("[name=sender_name]", "Bu Tani")
        page.fill("[name=organisation]", "Kelompok Tani Mekar")
        page.fill("[name=email]", self.email)

    def fill_video(self):
        video = "dQw4w9WgXcQ" if self.script else "9bZkp7q19f0"
        self.page.fill("[name=links]", f"https://youtu.be/{video}?si=abc")
        if self.script:
            self.page.locator(".pk-found", has_text="YouTube").wait_for()

    def fill_article(self):
        open_folds(self.page)
        photo = {"name": "cabai.png", "mimeType": "image/png", "buffer": PNG}
        self.page.set_input_files("[name=file_1]", photo)
        self.page.fill("[name=about_1]", "Pohon cabai di ember")

    def fill_live(self):
        day = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=20)
        self.page.fill("[name=date]", day.isoformat())
        self.page.fill("[name=time]", "19:30")
        self.page.fill("[name=duration_minutes]", "60")
        self.page.fill("[name=join_url]", "https://zoom.example.com/j/55")

    def own_page(self):
        path = link_in(self.letters(self.email))
        self.page.goto(path)
        return path


class Moderator:
    def __init__(self, page):
        self.page = page

    def open(self, title):
        self.page.goto("/admin/moderation/")
        follow(self.page.locator(".desk-queue a", has_text=title).first)

    def decide(self, outcome):
        follow(self.page.locator(f"button[name=outcome][value={outcome}]"))

    def ask_for_changes(self, title):
        self.open(title)
        self.page.select_option("[name=reason]", "quality")
        self.page.fill("[name=note]", NOTE)
        self.decide("changes")


def status_of(url):
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status
    except urllib.error.HTTPError as answer:
        return answer.code


def api_titles(site):
    with urllib.request.urlopen(f"{site.url}/api/v1/courses/?limit=100") as answer:
        return [row["title"] for row in json.load(answer)["results"]]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_stranger_hands_in_a_module_and_it_is_published(
    site, visit, signed_in, letters, shape, script
):
    one = visit(java_script_enabled=script)
    page = one.page
    sender = Sender(page, shape, letters, script)
    moderator = Moderator(signed_in("editor").page)
    public = (
        f"/kursus/wirausaha-dan-ide-bisnis/{sender.title.lower().replace(' ', '-')}/"
    )

    sender.come_in()
    send(page)
    expect(page.locator("[role=alert] a").nth(2)).to_be_visible()
    sender.fill()
    if shape == "article":
        page.set_input_files("[name=file_1]", [])
        sender.fill_article()
    send(page)
    is_at(page, "/terkirim/")
    path = sender.own_page()
    follow(page.locator("main form[action$='/kirim/'] button"))
    expect(page.locator("main [role=status]")).to_have_count(1)
    assert status_of(site.url + public) == 404

    moderator.ask_for_changes(sender.title)
    page.goto(link_in(letters(sender.email)))
    says(page, NOTE)
    follow(page.locator("main a[href$='/ubah/']"))
    expect(page.locator("[name=title]")).to_have_value(sender.title)
    page.fill("[name=text]", "Siapkan ember, tanah dan bibit.")
    send(page)
    assert status_of(site.url + public) == 404
    assert sender.title not in api_titles(site)

    moderator.open(sender.title)
    moderator.decide("approved")
    page.goto(path)
    follow(page.locator(f"main a[href$='{public}']"))
    says(page, sender.title, "Siapkan ember, tanah dan bibit.", "Kelompok Tani Mekar")
    if shape == "article":
        expect(page.locator("main img[alt='Pohon cabai di ember']")).to_have_count(1)
    if shape == "live":
        page.goto("/jadwal/")
        says(page, sender.title)
    page.goto(f"/cari/?q={sender.title.replace(' ', '+')}")
    says(page, sender.title)
    assert sender.title in api_titles(site)
    assert one.foreign == []


def test_only_what_an_answer_needs_is_asked(visit):
    page = visit().page
    page.goto("/kontribusi/video/")
    licence, permission = page.locator("#id_licence"), page.locator("#id_permission")
    expect(licence).to_be_hidden()
    page.check("[name=rights][value=own]")
    expect(licence).to_be_visible()
    page.check("[name=rights][value=permission]")
    expect(permission).to_be_visible()
    expect(licence).to_be_hidden()


def test_without_scripts_everything_is_asked(visit):
    page = visit(java_script_enabled=False).page
    page.goto("/kontribusi/video/")
    expect(page.locator("#id_licence")).to_be_visible()
    expect(page.locator("#id_permission")).to_be_visible()


def test_a_video_that_is_here_is_said_at_once(visit):
    page = visit().page
    page.goto("/kontribusi/video/")
    page.fill("[name=links]", PLAYLIST_OF_THE_DEMO)
    expect(page.locator(".pk-found a")).to_have_attribute("href", COURSE_OF_PLAYLIST)


@pytest.fixture
def choose_large_file(tmp_path):
    """Choose a file of so many bytes, which the browser itself reads from the disk."""

    def choose(page, size):
        path = tmp_path / "film.pdf"
        with path.open("wb") as file:
            file.truncate(size)
        page.set_input_files("[name=file_1]", path)

    return choose


def test_a_file_that_is_too_large_is_said_before_it_is_sent(visit, choose_large_file):
    page = visit().page
    page.goto("/kontribusi/artikel/")
    open_folds(page)
    choose_large_file(page, 11_000_000)
    page.locator(".pk-found", has_text="film.pdf").wait_for()
    expect(page.locator("[name=file_1]")).to_have_value("")


def test_without_scripts_a_large_file_costs_no_typed_text(visit, choose_large_file):
    page = visit(java_script_enabled=False).page
    page.goto("/kontribusi/artikel/")
    page.fill("[name=text]", "Tulisan panjang.")
    open_folds(page)
    choose_large_file(page, 40_000_000)
    send(page)
    says(page, "film.pdf", where="[role=alert]")
    expect(page.locator("[name=text]")).to_have_value("Tulisan panjang.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_doors_forms_and_errors_are_accessible(visit, width, scheme):
    one = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for folder in ("", *(f"{name}/" for name in SHAPES.values())):
        one.page.goto(f"/kontribusi/{folder}")
        assert faults(one.page) == []
    send(one.page)
    assert faults(one.page) == []
    fits(one.page)
