from django.urls import include, path

from . import views
from .donors import status
from .donors.urls import urlpatterns as donor_urls

app_name = "prakerja_donate"
urlpatterns = [
    path("status/<str:token>/", status.status, name="status"),
    path("status/<str:token>/bayar/", status.pay, name="pay"),
    path("transparansi/", include("donate.transparency.urls")),
    path("status/<str:token>/", include("donate.waiting.urls")),
    *donor_urls,
    path("webhook/<slug:provider>/", views.webhook, name="webhook"),
]
