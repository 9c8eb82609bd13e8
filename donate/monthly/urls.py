from django.urls import path

from . import views

urlpatterns = [
    path("", views.monthly, name="monthly"),
    path("berhenti/", views.stop, name="monthly_stop"),
    path("kartu/", views.card, name="monthly_card"),
]
