"""Killed at any point, the site comes to the same books; in processes of their own."""

from random import Random

import pytest

from . import site
from .conftest import seeds
from .oracle import verdict
from .reaper import Child
from .world import World

DEEPEST = 14  # points in one piece of work, about
STEPS = 8


class Hunt:
    """Half of what the site does is done by processes that are killed on the way."""

    def __init__(self, seed, database):
        self.database, self.chance, self.deaths = database, Random(f"hunt {seed}"), []
        self.danger = 0.5

    def run(self, work, *given):
        return self.run_together([(work, *given)])[0]

    def run_together(self, works):
        children = [self.child().start(*work) for work in works]
        told = [child.wait() for child in children]
        failures = [each["failed"] for each in told if "failed" in each]
        assert not failures, failures
        self.deaths += [each["killed"] for each in told if "killed" in each]
        return [each.get("result") for each in told]

    def child(self):
        hunted = self.chance.random() < self.danger
        return Child(self.database, self.chance.randint(1, DEEPEST) if hunted else 0)


class KilledWorld(World):
    def __init__(self, seed, sandbox, hunt):
        super().__init__(seed, sandbox, hunt.run, hunt.run_together)
        self.hunt = hunt

    def rest(self):
        """At least one death; then none, and what was left undone is finished."""
        self.hunt.danger = 1
        while not self.hunt.deaths:
            self.begin()
        self.hunt.danger = 0
        super().rest()


@pytest.mark.parametrize("seed", seeds(1, 20, every=10))
def test_killed_on_the_way_it_still_comes_to_the_truth(seed, running_on, database):
    hunt = Hunt(seed, database)
    world = KilledWorld(seed, running_on, hunt)
    world.live(STEPS)
    assert hunt.deaths
    assert verdict(database, running_on.store, world.stopped) == {"result": []}


def die_at_every_point(database, fresh_work):
    """Begin anew again and again, killed one point later each time, until it lives."""
    names, told = [], {"killed": ""}
    while "killed" in told:
        told = Child(database, len(names) + 1).start(*fresh_work()).wait()
        names.append(told.get("killed"))
    assert "result" in told, told
    return names[:-1]


@pytest.fixture
def calm_world(running_on, database):
    """Where nothing goes wrong by chance, and a first gift has opened the books."""
    hunt = Hunt(0, database)
    hunt.danger = 0
    world = World(0, running_on, hunt.run, hunt.run_together)
    world.chaos.calm()
    world.begin()
    return world


def test_killed_at_every_point_of_beginning_a_gift(calm_world, database):
    points = die_at_every_point(database, lambda: (site.begin, 5_000_000, "IDR"))
    calm_world.rest()
    assert verdict(database, calm_world.sandbox.store) == {"result": []}
    assert points == [
        "before INSERT donation",
        "after INSERT donation",
        "before COMMIT",
        "after COMMIT",
        "before POST checkout/sessions",
        "after POST checkout/sessions",
        "before INSERT providerref",
        "after INSERT providerref",
        "before COMMIT",
        "after COMMIT",
        "before UPDATE donation",
        "after UPDATE donation",
    ]


def test_killed_at_every_point_of_booking_a_gift(calm_world, database):
    sandbox = calm_world.sandbox

    for url in calm_world.run(site.begin_some, 60):
        sandbox.account.pay(sandbox.store.get(url.rpartition("/")[2]))
    sandbox.release_fees()
    events = iter(sandbox.events("checkout.session.completed"))
    points = die_at_every_point(
        database, lambda: (site.deliver, *sandbox.signed(next(events)))
    )
    calm_world.close_pages()
    calm_world.tick()
    assert verdict(database, sandbox.store) == {"result": []}
    assert {
        "after INSERT providerevent",
        "after GET checkout/sessions",
        "before INSERT journalline",
        "before INSERT journalentry",
        "after UPDATE book",
        "before COMMIT",
        "after COMMIT",
    } <= set(points)


def test_killed_at_every_point_of_booking_a_refund(calm_world, database):
    sandbox = calm_world.sandbox
    for url in calm_world.run(site.begin_some, 60):
        sandbox.account.pay(sandbox.store.get(url.rpartition("/")[2]))
    sandbox.release_fees()
    calm_world.deliver_these(calm_world.untold())
    for charge in sandbox.store.of_kind("charge")[:60]:
        sandbox.account.refund_create({"charge": charge["id"], "amount": 1_000_000})
    events = iter(sandbox.events("charge.refunded"))
    points = die_at_every_point(
        database, lambda: (site.deliver, *sandbox.signed(next(events)))
    )
    calm_world.close_pages()
    calm_world.tick()
    assert verdict(database, sandbox.store) == {"result": []}
    assert {
        "after INSERT movement",
        "before INSERT journalentry",
        "after UPDATE movement",
        "after UPDATE donation",
        "before COMMIT",
        "after COMMIT",
    } <= set(points)
