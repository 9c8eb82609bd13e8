from django.urls import path

from . import views

urlpatterns = [
    path("", views.ListView.as_view(), name="prakerja_courses_imports"),
    path("new/", views.UploadView.as_view(), name="prakerja_courses_import_new"),
    path("<uuid:uid>/", views.RunView.as_view(), name="prakerja_courses_import"),
    path(
        "<uuid:uid>/columns/",
        views.ColumnsView.as_view(),
        name="prakerja_courses_import_columns",
    ),
    path(
        "<uuid:uid>/start/",
        views.StartView.as_view(),
        name="prakerja_courses_import_start",
    ),
    path(
        "<uuid:uid>/continue/",
        views.ContinueView.as_view(),
        name="prakerja_courses_import_continue",
    ),
    path(
        "<uuid:uid>/undo/",
        views.UndoView.as_view(),
        name="prakerja_courses_import_undo",
    ),
    path(
        "<uuid:uid>/report.<str:kind>",
        views.ReportView.as_view(),
        name="prakerja_courses_import_report",
    ),
]
