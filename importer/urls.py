"""Addresses below the admin."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from importer import downloads, views


class KeyConverter(IntConverter):
    """A number that every database can be asked for."""

    regex = "[0-9]{1,9}"


register_converter(KeyConverter, "key")

urlpatterns = [
    path("import/", views.ChooseView.as_view(), name="importer_choose"),
    path("import/<key:parent>/", views.StartView.as_view(), name="importer_start"),
    path("import/documents/<key:pk>/", views.ReviewView.as_view(), name="importer_review"),
    path("import/documents/<key:pk>/create/", views.CreateView.as_view(), name="importer_create"),
    path("import/documents/<key:pk>/discard/", views.DiscardView.as_view(), name="importer_discard"),
    path("import/documents/<key:pk>/original/", views.original, name="importer_original"),
    path("import/documents/<key:pk>/pictures/<key:number>/", views.picture, name="importer_picture"),
    path("export/<key:page_id>/<slug:suffix>/", downloads.export_article, name="importer_export"),
    path("import/articles/<key:page>/", views.OriginalsView.as_view(), name="importer_originals"),
]
