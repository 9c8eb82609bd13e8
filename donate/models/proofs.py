"""Documents that came after their entry was booked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import person
from .ledger import JournalEntry, private_storage, proof_path


class AddedProof(models.Model):
    """Stands beside the entry, in place of nothing; it can only be erased, once."""

    entry = models.ForeignKey(
        JournalEntry, on_delete=models.PROTECT, related_name="added_proofs"
    )
    proof = models.FileField(
        _("proof document"),
        storage=private_storage,
        upload_to=proof_path,
        blank=True,
    )
    proof_sha256 = models.CharField(max_length=64, blank=True)
    text = models.CharField(_("what it is"), max_length=300, blank=True)
    author = person()
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "proof_sha256"],
                condition=~models.Q(proof_sha256=""),
                name="prakerja_donate_proof_added_once",
            )
        ]
        verbose_name = _("proof added later")
        verbose_name_plural = _("proofs added later")

    def __str__(self):
        return f"{self.entry} {self.added_at:%Y-%m-%d}"
