"""How a proof document is asked for."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..ledger.proofs import SIGNATURES, KeptProof

ACCEPTED = ",".join(f".{kind}" for kind in (*SIGNATURES, "jpeg"))


class ProofInput(forms.ClearableFileInput):
    """Names the document that is kept already and lets it be left out."""

    template_name = "prakerja_donate/admin/widgets/proof.html"

    def is_initial(self, value):
        return isinstance(value, KeptProof) and value.exists()


class ProofField(forms.FileField):
    def __init__(self, **kwargs):
        super().__init__(
            label=gettext_lazy("Proof document"),
            widget=ProofInput(attrs={"accept": ACCEPTED}),
            help_text=gettext_lazy(
                "A receipt, invoice or bank statement as PDF, JPEG, PNG or WebP, up to "
                "10 MB. Only treasurers and approvers can open it."
            ),
            **kwargs,
        )


def no_place_words():
    return _(
        "Documents cannot be kept here yet: the site has no private storage. Ask "
        "whoever runs the server to set one up."
    )
