from ..runs.conftest import (  # noqa: F401
    admin,
    checked,
    contributor,
    imported,
    signed_in,
    step,
    upload,
)
