"""Two advertisements that run today: one in words, one with a drawn picture."""

import datetime as dt
import io
import random

from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import ImageDraw
from wagtail.images import get_image_model

from donate.models import Sponsor, SponsorDay, SponsorSlot
from donate.money import Money

from .covers import GROUNDS, draw_kawung

SINCE, UNTIL = dt.timedelta(days=20), dt.timedelta(days=70)
WORDS = "Koperasi Sumber Rejeki: belanja warung, bayar setelah panen"
PICTURE_WORDS = "Percetakan Aksara: cetak label dan kemasan mulai 50 lembar"


def load_sponsors():
    if Sponsor.objects.exists():
        return
    advertise("Koperasi Sumber Rejeki", SponsorSlot.Place.HOME, WORDS, 750_000)
    image = make_picture()
    advertise(
        "Percetakan Aksara", SponsorSlot.Place.CATALOGUE, PICTURE_WORDS, 500_000, image
    )


def advertise(name, place, text, rupiah, image=None):
    today = timezone.localdate()
    price = Money.of(rupiah, "IDR")
    slot = SponsorSlot.objects.create(
        sponsor=Sponsor.objects.create(name=name, site="https://example.org/"),
        text=text,
        image=image,
        link="https://example.org/",
        place=place,
        starts_on=today - SINCE,
        ends_on=today + UNTIL,
        price_minor=price.amount_minor,
        currency=price.currency,
    )
    SponsorDay.objects.bulk_create(days_so_far(slot, today))


def days_so_far(slot, today):
    chance = random.Random(slot.text)  # noqa: S311
    for past in range(SINCE.days, 0, -1):
        views = chance.randint(40, 260)
        yield SponsorDay(
            slot=slot,
            day=today - dt.timedelta(days=past),
            views=views,
            clicks=chance.randint(0, views // 25),
        )


def make_picture():
    """A parcel with its label, on the pattern of the covers."""
    image = draw_kawung(GROUNDS["manggis"]).convert("RGB").resize((640, 360))
    image = image.crop((0, 20, 640, 340))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((210, 70, 430, 260), 10, fill="#d9b382")
    draw.rectangle((305, 70, 335, 260), fill="#b98d57")
    draw.rounded_rectangle((235, 160, 405, 235), 6, fill="#fffefb")
    for line, end in ((180, 385), (200, 350), (220, 370)):
        draw.line((255, line, end, line), fill="#6d2f6b", width=5)
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    content.seek(0)
    return get_image_model().objects.create(
        title="Iklan Percetakan Aksara",
        file=ImageFile(content, name="iklan-percetakan-aksara.png"),
    )
