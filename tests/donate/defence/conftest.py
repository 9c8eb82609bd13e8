from ..payments.conftest import donor, keys, page, sandbox  # noqa: F401
