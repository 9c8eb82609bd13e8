"""With a guard taken away, the histories' oracle notices: it is no empty promise."""

import time

import pytest
from django.db import DatabaseError, connection, models
from django_tasks.signals import task_finished

from donate.ledger import triggers
from donate.models import ProviderEvent
from donate.services import settling
from donate.signals import donation_paid

from . import site
from .oracle import verdict
from .reaper import Child

GOOD = {"result": []}


@pytest.fixture
def paid_event(running_on, database):
    """A payment of which two messengers bring word at the same moment."""
    url = Child(database).start(site.begin, 5_000_000, "IDR").wait()["result"]
    running_on.account.pay(running_on.store.get(url.rpartition("/")[2]))
    running_on.release_fees()
    return running_on.signed(running_on.events("checkout.session.completed")[0])


def tell(body, signature):
    """Deliver an event; return the answer, announcements and what broke behind it."""
    announced, broken = [], []
    donation_paid.connect(lambda **_: announced.append(1), weak=False)
    task_finished.connect(
        lambda task_result, **_: broken.extend(task_result.errors), weak=False
    )
    return site.deliver(body, signature), len(announced), len(broken)


def both_at_once(database, prepare, event):
    children = [Child(database, 0, prepare).start(tell, *event) for _ in "12"]
    return [child.wait() for child in children]


def slowly(owner, name):
    """Give the other process time to come between."""
    original = getattr(owner, name)

    def slow(*args, **kwargs):
        time.sleep(0.4)
        return original(*args, **kwargs)

    setattr(owner, name, slow)


def slow_booking():
    slowly(settling, "payment_receive")


def without_locks():
    slow_booking()
    connection.settings_dict["OPTIONS"].pop("transaction_mode", None)
    models.QuerySet.select_for_update = lambda self, *args, **kwargs: self
    update = models.QuerySet.update
    models.QuerySet.update = lambda self, **fields: (
        0 if fields.keys() == {"checked_at"} else update(self, **fields)
    )


def seen_by_all(told):
    """Whether each delivery was answered, none broke, and one was announced."""
    codes, announced, broken = zip(
        *(each.get("result", [500, 0, 1]) for each in told), strict=True
    )
    return (set(codes), sum(announced), sum(broken)) == ({200}, 1, 0)


def test_with_the_locks_two_at_once_are_announced_once(paid_event, database):
    assert seen_by_all(both_at_once(database, slow_booking, paid_event))


def test_without_the_locks_somebody_notices(paid_event, database, running_on):
    told = both_at_once(database, without_locks, paid_event)
    books = verdict(database, running_on.store)
    assert not seen_by_all(told) or books != GOOD


def slow_storing():
    slowly(models.QuerySet, "create")


def remove_the_key():
    key, ProviderEvent._meta.constraints = ProviderEvent._meta.constraints[0], []
    with connection.schema_editor() as editor:
        editor.remove_constraint(ProviderEvent, key)


def test_with_the_unique_key_an_event_is_kept_once(paid_event, database, running_on):
    both_at_once(database, slow_storing, paid_event)
    told = verdict(database, running_on.store)["result"]
    assert not [problem for problem in told if "kept 2 times" in problem]


def test_without_the_unique_key_the_oracle_notices(paid_event, database, running_on):
    assert "result" in Child(database).start(remove_the_key).wait()
    both_at_once(database, slow_storing, paid_event)
    told = verdict(database, running_on.store)["result"]
    assert [problem for problem in told if "kept 2 times" in problem]


def tamper(guarded):
    """Double an amount behind Django's back; say whether the database let it."""
    if not guarded:
        triggers.lift(connection)
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE prakerja_donate_journalline SET amount_minor = 2 * amount_minor"
            )
    except DatabaseError:
        return False
    finally:
        triggers.install(connection)
    return True


def test_with_the_triggers_no_amount_can_be_changed(paid_event, database, running_on):
    Child(database).start(tell, *paid_event).wait()
    before = verdict(database, running_on.store)
    assert Child(database).start(tamper, True).wait() == {"result": False}
    assert verdict(database, running_on.store) == before


def test_without_the_triggers_a_changed_amount_is_found(
    paid_event, database, running_on
):
    Child(database).start(tell, *paid_event).wait()
    assert Child(database).start(tamper, False).wait() == {"result": True}
    told = verdict(database, running_on.store)["result"]
    assert [problem for problem in told if problem.startswith("hash")], told
