from ..payments.conftest import donor, keys, own_ways, page, sandbox, trial  # noqa: F401
