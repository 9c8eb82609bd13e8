from django.urls import path

from . import feed_views, views
from .handover import HandoverView

app_name = "prakerja_courses_api"
urlpatterns = [
    path("courses/", views.CourseListView.as_view(), name="courses"),
    path("courses/<uuid:uid>/", views.CourseView.as_view(), name="course"),
    path("lessons/", views.LessonListView.as_view(), name="lessons"),
    path("lessons/<uuid:uid>/", views.LessonView.as_view(), name="lesson"),
    path("categories/", views.CategoryListView.as_view(), name="categories"),
    path("categories/<uuid:uid>/", views.CategoryView.as_view(), name="category"),
    path("contributors/", views.ContributorListView.as_view(), name="contributors"),
    path(
        "contributors/<uuid:uid>/", views.ContributorView.as_view(), name="contributor"
    ),
    path("sessions/", views.SessionListView.as_view(), name="sessions"),
    path("sessions/<uuid:uid>/", views.SessionView.as_view(), name="session"),
    path("paths/", views.PathListView.as_view(), name="paths"),
    path("paths/<uuid:uid>/", views.PathView.as_view(), name="path"),
    path("tags/", views.TagListView.as_view(), name="tags"),
    path("licences/", views.LicenceListView.as_view(), name="licences"),
    path("dumps/", feed_views.DumpsView.as_view(), name="dumps"),
    path(
        "dumps/<str:sha256>.ndjson.gz",
        feed_views.DumpPartView.as_view(),
        name="dump_part",
    ),
    path("changes/", feed_views.ChangesView.as_view(), name="changes"),
    path("handover.csv", HandoverView.as_view(), name="handover"),
]
