"""One identity per thing, given at creation and kept for good."""

import uuid

from django.db import models


class Identified(models.Model):
    """A ``uid`` that mirrors keep and copies do not."""

    uid = models.UUIDField("UID", default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class IdentifiedPage(Identified):
    """A page whose ``uid`` survives drafts, reverts and Wagtail's alias updates."""

    own_fields = ["uid"]
    exclude_fields_in_copy = own_fields

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Wagtail makes an alias from every field of its source, identity included."""
        if self._state.adding and self.alias_of_id:
            for name in self.own_fields:
                setattr(self, name, self._meta.get_field(name).get_default())
        super().save(*args, **kwargs)

    def with_content_json(self, content):
        """Take content from a revision but never the identity of another page.

        A copied page's revisions, and the content an alias is updated with, carry
        the identity of the page they were taken from.
        """
        page = super().with_content_json(content)
        for name in self.own_fields:
            setattr(page, name, getattr(self, name))
        return page
