"""Importing a document in the admin: hand it in, see what was understood, correct it, make a draft."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.generic import View
from django.views.generic.base import TemplateResponseMixin
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from blog.models import ArticleIndexPage, ArticlePage
from editorial.lexicons import lexicon_in_force
from importer import reader
from importer.choices import CHOICES
from importer.errors import ImportRefused, OutdatedReview, UnreadableDocument
from importer.forms import DocumentForm
from importer.models import ImportedDocument
from importer.nodes import Document
from importer.parts import Correction
from importer.progress import steps
from importer.review import PIECES_TO_A_PAGE, Review
from importer.services import correct_document, discard_document, import_article, keep_document
from importer.twins import twins_of

PROGRESS = "application/x-ndjson"
OUTDATED = "Somebody has corrected this document in another window. Here it is as it stands now."


class ImportView(WagtailAdminTemplateMixin, TemplateResponseMixin, View):
    """What the screens of an import share: who may see them, and where they are."""

    header_icon = "doc-full-inverse"
    parent: ArticleIndexPage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.parent.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        explore = reverse("wagtailadmin_explore", args=[self.parent.pk])
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        above = {"url": explore, "label": self.parent.get_admin_display_title()}
        return [*super().get_breadcrumbs_items(), above, here]


class ChooseView(WagtailAdminTemplateMixin, TemplateResponseMixin, View):
    """Below which index of articles; most sites have one."""

    page_title = "Import a document"
    header_icon = "upload"
    template_name = "importer/admin/choose.html"
    breadcrumbs_items = [*WagtailAdminTemplateMixin.breadcrumbs_items, {"url": "", "label": page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        indexes = [
            index
            for index in ArticleIndexPage.objects.order_by("path")
            if index.permissions_for_user(request.user).can_add_subpage()
        ]
        if len(indexes) == 1:
            return redirect("importer_start", indexes[0].pk)
        return self.render_to_response(self.get_context_data(indexes=indexes))


class StartView(ImportView):
    """Where a document is handed in, below an index of articles."""

    page_title = "Import a document"
    template_name = "importer/admin/start.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.parent = get_object_or_404(ArticleIndexPage, pk=kwargs["parent"])

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(DocumentForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        form = DocumentForm(request.POST, request.FILES)
        shows_progress = request.headers.get("Accept") == PROGRESS
        if not form.is_valid():
            return _told(form.errors_in_words) if shows_progress else self.show(form, 422)
        name, data = form.sent
        if shows_progress:
            return StreamingHttpResponse(self.progress(name, data), content_type=PROGRESS)
        try:
            document = reader.read(name, data, max_bytes=_limits())
        except UnreadableDocument as error:
            form.add_error(None, str(error))
            return self.show(form, 422)
        return redirect(self.keep(name, data, document))

    def show(self, form: DocumentForm, status: int = 200) -> HttpResponse:
        waiting = ImportedDocument.objects.light().waiting().filter(parent=self.parent)
        context = self.get_context_data(form=form, parent=self.parent, waiting=waiting[:20])
        return self.render_to_response(context, status=status)

    def keep(self, name: str, data: bytes, document: Document) -> str:
        kept = keep_document(
            name=name, data=data, document=document, parent=self.parent, user=self.request.user
        )
        return reverse("importer_review", args=[kept.pk])

    def progress(self, name: str, data: bytes) -> Iterator[str]:
        """A line of JSON for each step, the last with the address of the review or with what is wrong."""
        try:
            for step in steps(lambda tell: reader.read(name, data, tell=tell, max_bytes=_limits())):
                if isinstance(step, Document):
                    yield _line(share=1, url=self.keep(name, data, step))
                else:
                    yield _line(share=round(step[0], 2), doing=step[1])
        except UnreadableDocument as error:
            yield _line(error=str(error))
        except Exception:
            yield _line(error="The document could not be kept. Try again; if it fails again, ask for help.")
            raise


class DocumentView(ImportView):
    """What concerns one document that no article was made of yet."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        documents = ImportedDocument.objects.defer("data").select_related("parent", "page")
        self.document = get_object_or_404(documents, pk=kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        _may_see(request, self.document)
        if self.document.page_id:
            messages.warning(request, "An article was made of this document already.")
            return redirect("importer_originals", self.document.page_id)
        self.parent = self.document.parent
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def review(self) -> Review:
        return Review(self.document.outline(), self.document.said(), lexicon_in_force())

    def take_menus(self) -> bool:
        """Keep what the menus say. False where somebody has said something else meanwhile."""
        try:
            version = int(self.request.POST.get("version", "")[:9])
            if version != self.document.version:
                raise OutdatedReview
            if changes := self.changes():
                correct_document(document=self.document, changes=changes, version=version)
                self.__dict__.pop("review", None)
        except (OutdatedReview, ValueError):
            messages.error(self.request, OUTDATED)
            return False
        return True

    def changes(self) -> dict[int, Correction | None]:
        """What the menus say that differs from what was shown."""
        if "start_over" in self.request.POST:
            return dict.fromkeys(self.document.said())
        changes: dict[int, Correction | None] = {}
        for piece in self.review.pieces:
            chosen = self.request.POST.get(f"piece-{piece.place}", piece.choice.key)
            if chosen == "undo":
                changes[piece.place] = None
            elif chosen in CHOICES and chosen != piece.choice.key:
                changes[piece.place] = CHOICES[chosen].correction
        return changes


class ReviewView(DocumentView):
    """The document beside the article that it makes, with a menu for each piece."""

    page_title = "Review"
    template_name = "importer/admin/review.html"

    def get_page_subtitle(self) -> str:
        return self.document.name

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(request.GET.get("p"))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The menus, and the page of the document to go to."""
        self.take_menus()
        page = request.POST.get("p") or request.GET.get("p") or ""
        return redirect(f"{request.path}?p={page}" if page.isdecimal() else request.path)

    def show(self, page: str | None) -> HttpResponse:
        review = self.review
        context = self.get_context_data(
            document=self.document,
            parent=self.parent,
            review=review,
            pieces=Paginator(review.pieces, PIECES_TO_A_PAGE).get_page(page),
            twins=twins_of(self.document, review.reading.title, self.request.user),
        )
        return self.render_to_response(context)


class CreateView(DocumentView):
    """Make the draft, or update the one that was chosen, with what the menus say."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect("importer_review", self.document.pk)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        back = redirect("importer_review", self.document.pk)
        if not self.take_menus():
            return back
        reading = replace(self.review.reading, files=self.document.files())
        twins = {
            str(twin.page.pk): twin.page for twin in twins_of(self.document, reading.title, request.user)
        }
        chosen = request.POST.get("update", "")
        if chosen and chosen not in twins:
            messages.error(request, "That article cannot be updated: it is gone, locked or not yours.")
            return back
        try:
            result = import_article(
                reading=reading,
                parent=self.parent,
                update=twins.get(chosen),
                document=self.document,
                user=request.user,
            )
        except ImportRefused as refusal:
            messages.error(request, str(refusal))
            return back
        done = "Draft created" if result.is_new else "Draft updated"
        report = messages.button(reverse("importer_originals", args=[result.page.pk]), "What the import did")
        messages.success(request, f"{done} from “{self.document.name}”.", buttons=[report])
        if result.missing:
            count = len(result.missing)
            needed = f"{count} thing{'s' if count > 1 else ''} to fill in before it can be published."
            messages.warning(request, needed, buttons=[report])
        return redirect("wagtailadmin_pages:edit", result.page.pk)


class DiscardView(DocumentView):
    """Forget a document."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect("importer_review", self.document.pk)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        discard_document(document=self.document)
        messages.success(request, f"“{self.document.name}” was discarded.")
        return redirect("importer_start", self.parent.pk)


class OriginalsView(WagtailAdminTemplateMixin, TemplateResponseMixin, View):
    """The documents an article was made of, and what became of what they say."""

    page_title = "Imported documents"
    header_icon = "doc-full-inverse"
    template_name = "importer/admin/originals.html"
    breadcrumbs_items = [*WagtailAdminTemplateMixin.breadcrumbs_items, {"url": "", "label": page_title}]

    def get(self, request: HttpRequest, page: int) -> HttpResponse:
        article = get_object_or_404(ArticlePage, pk=page)
        _may_edit(request, article)
        documents = article.imported_documents.light().order_by("-imported_at")
        context = self.get_context_data(article=article, documents=documents)
        return self.render_to_response(context)


def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it came, for those who may edit its article or make one of it."""
    document = get_object_or_404(ImportedDocument.objects.select_related("parent", "page"), pk=pk)
    _may_see(request, document)
    response = FileResponse(
        BytesIO(document.data),
        as_attachment=True,
        filename=document.name,
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(response)
    return response


def picture(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A picture of a document that is being reviewed."""
    document = get_object_or_404(ImportedDocument.objects.light().select_related("parent"), pk=pk)
    _may_see(request, document)
    found = document.pictures.all()[number : number + 1]
    if not found:
        raise Http404
    response = HttpResponse(bytes(found[0].data), content_type="application/octet-stream")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(response)
    return response


def _may_see(request: HttpRequest, document: ImportedDocument) -> None:
    if document.page:
        _may_edit(request, document.page)
    elif not document.parent or not document.parent.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied


def _may_edit(request: HttpRequest, article: ArticlePage) -> None:
    if not article.permissions_for_user(request.user).can_edit():
        raise PermissionDenied


def _limits() -> dict[str, int] | None:
    return getattr(settings, "IMPORTER_MAX_BYTES", None)


def _told(error: str) -> HttpResponse:
    return HttpResponse(_line(error=error), content_type=PROGRESS)


def _line(**values: Any) -> str:
    return json.dumps(values) + "\n"
