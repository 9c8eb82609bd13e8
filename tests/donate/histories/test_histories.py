"""Whatever happens, in whatever order: the books end as what really moved."""

import pytest

from .conftest import STEPS, seeds
from .oracle import differences
from .world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", seeds(1, 180))
def test_after_reconcile_the_books_are_the_truth(seed, service):
    world = World(seed, service)
    world.live(STEPS)
    assert differences(service.store, world.stopped) == []
