from django.urls import path

from . import views

app_name = "prakerja_courses_api"
urlpatterns = [
    path("courses/", views.CourseListView.as_view(), name="courses"),
    path("courses/<uuid:uid>/", views.CourseView.as_view(), name="course"),
    path("categories/", views.CategoryListView.as_view(), name="categories"),
    path("categories/<uuid:uid>/", views.CategoryView.as_view(), name="category"),
]
