"""Sending apart from the request, which may be a payment service's in a hurry."""

from django_tasks import task


@task()
def send(letter_id: int) -> None:
    from .sending import letter_send

    letter_send(letter_id)
