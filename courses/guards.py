"""Forms that anybody may send, and what keeps machines from sending them."""

import re
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import conf
from .models import BlockedDomain
from .models.abuse import host_of

SIGNER = TimestampSigner(salt="courses.form")
# A host has no more labels than this, and nobody needs more addresses in a text.
MOST_LABELS = 127
MOST_WORDS = 200
# The host stands in the beginning of an address, however long that is.
LONGEST_WORD = 300
# No form takes a longer text; Django tells its sender, whatever else is wrong.
LONGEST_TEXT = 60_000
BETWEEN_WORDS = re.compile(r"[\s<>\"'(),;]+")


class GuardedForm(forms.Form):
    """Takes an answer once, from somebody who opened the form a while ago.

    No text in it may name a blocked host.

    ``form_id`` names this one empty form; ``started`` is its signature with the
    time. Draw ``form.guard`` into the template: it holds what is still good of them.
    """

    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    started = forms.CharField(required=False, widget=forms.HiddenInput)
    form_id = forms.CharField(required=False, widget=forms.HiddenInput)

    @cached_property
    def guard(self):
        """``form_id`` and ``started`` to draw: those sent, unless their time is up."""
        sent = {name: self.data.get(name, "") for name in ("form_id", "started")}
        return sent if age_problem(**sent) in (None, "fast") else guard_begin()

    def clean(self):
        data = super().clean() or {}
        if data.get("website"):
            self.add_error(
                None, gettext("One field must stay empty. Please try again.")
            )
        problem = age_problem(data.get("form_id", ""), data.get("started", ""))
        if problem:
            self.add_error(None, AGE_WORDS[problem])
        else:
            data["form_id"] = uuid.UUID(data["form_id"])
        self.check_texts(data)
        return data

    def check_texts(self, data):
        for name, field in self.fields.items():
            text = data.get(name)
            if not (isinstance(field, forms.CharField) and isinstance(text, str)):
                continue
            try:
                validate_text(text)
            except ValidationError as problem:
                self.add_error(name, problem)


AGE_WORDS = {
    "old": _(
        "This form was open for a long time. Look it over and send it once more; "
        "nothing you typed is lost."
    ),
    "fast": _("That was very quick. Please send it once more."),
}


def guard_begin():
    """Name a new empty form and sign the name with the time."""
    form_id = str(uuid.uuid4())
    return {"form_id": form_id, "started": SIGNER.sign(form_id)}


def age_problem(form_id, started):
    """None if the form was opened at a good time; a forged one counts as old."""
    try:
        signed = SIGNER.unsign(started, max_age=conf.get("FORM_MAX_SECONDS"))
    except BadSignature:
        return "old"
    if signed != form_id:
        return "old"
    return "fast" if is_younger(started, conf.get("FORM_MIN_SECONDS")) else None


def is_younger(started, seconds):
    try:
        SIGNER.unsign(started, max_age=seconds)
    except SignatureExpired:
        return False
    return seconds > 0


# Hosts that nobody may name


def blocked_domain(address):
    """The blocked host that a URL or an e-mail address belongs to, or None."""
    return first_blocked([address])


def first_blocked(addresses):
    hosts = {host for address in addresses for host in hosts_above(host_of(address))}
    return BlockedDomain.objects.filter(host__in=hosts).first()


def hosts_above(host):
    """``a.b.c`` itself, then ``b.c`` and ``c``."""
    labels = host.split(".")[-MOST_LABELS:]
    return [".".join(labels[start:]) for start in range(len(labels))]


def validate_domain(address):
    """Refuse a URL or an e-mail address at a blocked host, as a field's validator."""
    refuse(blocked_domain(address))


def validate_text(text):
    """Refuse text that names a blocked host anywhere, as a field's validator."""
    if len(text) <= LONGEST_TEXT:
        refuse(first_blocked(words_with_dot(text)[:MOST_WORDS]))


def words_with_dot(text):
    """What may be an address; no step takes longer than the text is long."""
    words = [word.rstrip(".!?:]") for word in BETWEEN_WORDS.split(text)]
    cut = [word[:LONGEST_WORD] for word in words]
    return [word for word in cut if "." in word[1:] or "。" in word[1:]]


def refuse(blocked):
    if blocked is None:
        return
    raise ValidationError(
        gettext(
            "We do not take addresses at %(host)s, because of earlier misuse. "
            "Use another one, or write to us if this is a mistake."
        )
        % {"host": blocked.host}
    )
