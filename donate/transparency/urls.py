"""Included by ``donate.urls``, below the path of the transparency page."""

from django.urls import path, re_path

from . import archive, views

YEAR, MONTH = r"(?P<year>20[0-9]{2})", r"(?P<month>0[1-9]|1[0-2])"

urlpatterns = [
    re_path(rf"^{YEAR}/$", views.year, name="books_year"),
    re_path(rf"^{YEAR}-{MONTH}/$", views.month, name="books_month"),
    path("periksa/", views.check, name="books_check"),
    path("berkas/index.json", views.file_index, name="books_files"),
    path("berkas/periksa.py", views.verifier, name="books_verifier"),
    path(f"berkas/{archive.NAME}", views.all_files, name="books_archive"),
    re_path(
        rf"^berkas/{YEAR}-{MONTH}\.(?P<ending>json|csv)$",
        views.month_file,
        name="books_file",
    ),
]
