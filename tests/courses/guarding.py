"""What a person's browser sends along with a guarded form."""

import time
from unittest import mock

from courses.guards import guard_begin


def guard_fields(*, age=60):
    """The hidden fields of a form that was opened ``age`` seconds ago."""
    with mock.patch("django.core.signing.time.time", return_value=time.time() - age):
        return {"website": "", **guard_begin()}
