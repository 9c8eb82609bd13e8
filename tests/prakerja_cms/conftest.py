from tests.courses.conftest import catalogue, category, home, site  # noqa: F401
