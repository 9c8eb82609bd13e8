"""Sponsors and advertisements, running today unless said otherwise."""

import io
import random
from datetime import timedelta

from django.core.files.images import ImageFile
from PIL import Image
from wagtail.images import get_image_model

from donate.models import Sponsor, SponsorSlot
from donate.sponsors.showing import today

PHONE = "Mozilla/5.0 (Linux; Android 11; SM-A125F) Chrome/120.0 Mobile Safari/537.36"
LINK = "https://toko.example/promo?kode=1"


def sponsor(name="Toko Maju", **fields):
    return Sponsor.objects.create(name=name, **fields)


def slot(place="home", begins=-1, ends=1, **fields):
    fields.setdefault("text", "Beras murah di Toko Maju")
    fields.setdefault("link", LINK)
    if "sponsor" not in fields:
        fields["sponsor"] = sponsor()
    return SponsorSlot.objects.create(
        place=place,
        starts_on=today() + timedelta(days=begins),
        ends_on=today() + timedelta(days=ends),
        **fields,
    )


def picture(size=(640, 320), noise=False):
    image = Image.new("RGB", size, "#0f6674")
    if noise:
        wild = random.Random(1).randbytes(3 * size[0] * size[1])
        image = Image.frombytes("RGB", size, wild)
    content = io.BytesIO()
    image.save(content, "PNG")
    content.seek(0)
    file = ImageFile(content, name="iklan.png")
    return get_image_model().objects.create(title="Iklan", file=file)
