"""Addresses below the admin."""

from django.urls import path

from importer import downloads, views

urlpatterns = [
    path("import/", views.ChooseView.as_view(), name="importer_choose"),
    path("import/<int:parent>/", views.StartView.as_view(), name="importer_start"),
    path("import/documents/<int:pk>/", views.ReviewView.as_view(), name="importer_review"),
    path("import/documents/<int:pk>/create/", views.CreateView.as_view(), name="importer_create"),
    path("import/documents/<int:pk>/discard/", views.DiscardView.as_view(), name="importer_discard"),
    path("import/documents/<int:pk>/original/", views.original, name="importer_original"),
    path("import/documents/<int:pk>/pictures/<int:number>/", views.picture, name="importer_picture"),
    path("export/<int:page_id>/<slug:suffix>/", downloads.export_article, name="importer_export"),
    path("import/articles/<int:page>/", views.OriginalsView.as_view(), name="importer_originals"),
]
