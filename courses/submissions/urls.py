"""Addresses below ``/kontribusi/``; the three shapes come before any token."""

from django.urls import path

from ..models import Submission
from . import sender_views as own
from . import views

Shape = Submission.Shape
FOLDERS = {
    Shape.VIDEO: "video",
    Shape.ARTICLE: "artikel",
    Shape.LIVE: "kelas-langsung",
}
urlpatterns = [
    path("", views.contribute, name="contribute"),
    *(
        path(
            f"{folder}/",
            views.contribute_shape,
            {"shape": shape},
            name=f"contribute_{shape}",
        )
        for shape, folder in FOLDERS.items()
    ),
    path("tautan/", views.look_at_link, name="contribute_link"),
    path("terkirim/<uuid:form_id>/", views.contribute_sent, name="contribute_sent"),
    path("<str:token>/", own.contribution, name="contribution"),
    *(
        path(f"<str:token>/{folder}/", view, name=f"contribution_{name}")
        for folder, name, view in (
            ("kirim", "confirm", own.contribution_confirm),
            ("ubah", "edit", own.contribution_edit),
            ("jawab", "answer", own.contribution_answer),
            ("tarik", "withdraw", own.contribution_withdraw),
            ("tautan-baru", "renew", own.contribution_renew),
        )
    ),
]
