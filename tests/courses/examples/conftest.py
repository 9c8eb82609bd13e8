from ..exchange.runs.conftest import contributor, signed_in  # noqa: F401
