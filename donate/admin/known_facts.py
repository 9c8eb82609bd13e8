"""A row's page without what is not known of it."""


class KnownFactsMixin:
    """Beside ``SeenInspectView``: a label without anything behind it is left out."""

    def get_fields_context(self):
        known = [(label, read) for label, read in self.fields if read(self.object)]
        return [self.get_context_for_field(fact) for fact in known]
