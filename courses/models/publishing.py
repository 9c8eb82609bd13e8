"""Pages that are checked when they become public, not when a draft is saved."""

from django.core.exceptions import ValidationError
from django.db import models, transaction

SCHEDULED = "wagtail.publish.scheduled"


class CheckedPage(models.Model):
    """A page that no new error of quality may enter the public with."""

    class Meta:
        abstract = True

    def save(self, clean=True, **kwargs):
        """An alias is as public as its course; pages copied below one are not clean."""
        checked = clean or self._state.adding
        if checked and self.live and not self.alias_of_id:
            self.require_quality()
        super().save(clean=clean, **kwargs)

    def clean_fields(self, exclude=None):
        """Let a field stay as wrong as visitors see it already."""
        from ..quality.publishing import tolerated_fields

        super().clean_fields(exclude={*(exclude or ()), *tolerated_fields(self)})

    def require_quality(self):
        """Raise ValidationError for what may not become public."""
        from ..quality import blocking_errors

        if errors := blocking_errors(self):
            raise ValidationError(errors)

    def save_revision(self, *args, clean=True, **kwargs):
        """Keep a draft however little of it is there yet."""
        if clean:
            self.minimal_clean()
        return super().save_revision(*args, clean=False, **kwargs)

    def publish(self, revision, *args, **kwargs):
        """Refuse what may not be public; a schedule that comes due is dropped then.

        The next ones in the queue go on.
        """
        try:
            with transaction.atomic():
                require_publishable(revision)
                return super().publish(revision, *args, **kwargs)
        except ValidationError:
            if kwargs.get("log_action") != SCHEDULED:
                raise
            drop_schedule(revision)


def require_publishable(revision):
    from ..quality import refusal

    if errors := refusal(revision.as_object()):
        raise ValidationError(errors)


def unschedule(page):
    """Nothing of this page goes live by itself any more."""
    page.revisions.update(approved_go_live_at=None)


def drop_schedule(revision):
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])  # which logs it
