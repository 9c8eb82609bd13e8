"""A form is good for one gift: a second press of the button opens the same page."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.crypto import salted_hmac

from .. import conf
from ..models import FormUse

if TYPE_CHECKING:
    from ..forms import DonateForm

ASIDE = ("csrfmiddlewaretoken", "started")


class FormRepeated(Exception):
    """It was sent before; ``target`` is where that led, if the same was asked."""

    def __init__(self, target: str = "", *, changed: bool = False):
        super().__init__(target)
        self.target, self.changed = target, changed


def use_once(form: DonateForm) -> FormUse:
    """Note that a form was sent; FormRepeated the second time."""
    lasts = timedelta(seconds=conf.get("FORM_MAX_SECONDS"))
    use, first = FormUse.objects.get_or_create(
        key=digest(form.start_kept),
        defaults={
            "content": digest(content(form)),
            "expires_at": timezone.now() + lasts,
        },
    )
    changed = use.content != digest(content(form))
    if first or changed:
        form.start_kept = ""  # shown again, it is another form
    if not first:
        raise FormRepeated("" if changed else use.target, changed=changed)
    return use


def use_led_to(use: FormUse, target: str) -> None:
    FormUse.objects.filter(pk=use.pk).update(target=target)


def content(form: DonateForm) -> str:
    typed = {name: value for name, value in form.data.items() if name not in ASIDE}
    return json.dumps(typed, sort_keys=True)


def digest(text: str) -> str:
    return salted_hmac("donate.form.use", text, algorithm="sha256").hexdigest()


def uses_prune() -> int:
    deleted, _ = FormUse.objects.filter(expires_at__lt=timezone.now()).delete()
    return deleted
