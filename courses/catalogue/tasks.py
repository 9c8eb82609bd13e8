"""Filing too many courses for one request to wait for."""

from django_tasks import task

from .filing import file_courses


@task()
def file_later(ids):
    file_courses(ids)
