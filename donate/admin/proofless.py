"""A large cost has a proof document, or says why there is none."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..approving.thresholds import needs_second_person
from ..models import JournalEntry


class WhyNoProofField(forms.CharField):
    def __init__(self):
        super().__init__(
            label=gettext_lazy("No document? Say why"),
            required=False,
            max_length=300,
            help_text=gettext_lazy(
                "Needed for a cost that a second person has to approve."
            ),
        )


def explain_missing(form, cleaned, amount):
    """Add the reason to the description, or ask for it where it is needed."""
    why = cleaned.pop("why_no_proof", "")
    if form.errors or cleaned.get("proof"):
        return
    if why:
        words = _("No proof document: %(reason)s") % {"reason": why}
        cleaned["text"] = f"{cleaned['text']} · {words}"
    elif cleaned["purpose"].kind == JournalEntry.Kind.EXPENSE and needs_second_person(
        amount
    ):
        form.add_error(
            "why_no_proof",
            _(
                "Somebody else has to approve this cost and needs something to compare "
                "it with. Add a document above, or say here why there is none."
            ),
        )
