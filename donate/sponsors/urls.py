from django.urls import path

from . import views

app_name = "prakerja_sponsors"
urlpatterns = [
    path("<int:pk>/", views.go, name="go"),
    path("<int:pk>/dilihat/", views.seen, name="seen"),
    path("laporan/<slug:token>/", views.report, name="report"),
    path("laporan/<slug:token>/iklan.csv", views.report_csv, name="report_csv"),
]
