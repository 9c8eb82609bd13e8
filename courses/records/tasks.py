"""Rendering what is due, outside the request that changed it."""

from django_tasks import task


@task()
def keep_records() -> None:
    from .keeping import keep_all

    keep_all()


def keep_soon() -> None:
    keep_records.enqueue()
