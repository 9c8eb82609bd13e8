from django.urls import path

from . import views

urlpatterns = [
    path("cara/", views.switch, name="switch"),
    path("batal/", views.cancel, name="cancel"),
    path("qris.png", views.picture, name="qris_picture"),
]
