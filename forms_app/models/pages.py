from http import HTTPMethod, HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm
from wagtail.contrib.forms.models import FORM_FIELD_CHOICES, AbstractFormField, FormMixin
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from core import rich_text
from core.forms import PageForm
from core.models import BasePage
from core.panels import ProblemsPanel
from core.rate_limit import in_minutes, is_over_limit
from forms_app import references
from forms_app.forms import AppointmentForm, RequestFormBuilder
from forms_app.recipients import page_problems
from forms_app.services import submit_request

NEXT_STEPS = (
    "<p>Our office will call you within one business day to find a time that suits you. "
    "Please keep your reference at hand.</p>"
)
CHOICE_TYPES = {"checkboxes", "dropdown", "multiselect", "radio"}
LARGEST_BODY = 100_000  # bytes; many times what the form can hold
TOO_MANY = "Many requests have come from your connection. Please wait {} and send again, or call us"

RULES_HELP = (
    "Without a rule, a request goes to the office of its location. Of several rules whose conditions hold, "
    "the topmost decides alone."
)

READING = ("GET", "HEAD")


class SeeOther(HttpResponseRedirect):
    status_code = HTTPStatus.SEE_OTHER


class AppointmentPageForm(WagtailAdminFormPageForm, PageForm):
    """The editor's form of a page with questions of its own."""


class AppointmentPage(FormMixin, BasePage):
    """Where patients ask for an appointment: fixed questions, the editors' own, and notes around them."""

    base_form_class = AppointmentPageForm
    form_builder = RequestFormBuilder
    template = "forms_app/appointment_page.html"
    landing_page_template = "forms_app/appointment_page_landing.html"
    subpage_types: list[str] = []
    max_count_per_parent = 1
    allowed_http_methods = [*BasePage.allowed_http_methods, HTTPMethod.POST]

    notes_above = RichTextField(blank=True, features=rich_text.PROSE)
    notes_below = RichTextField(blank=True, features=rich_text.PROSE)
    what_happens_next = RichTextField(
        default=NEXT_STEPS,
        features=rich_text.PROSE,
        help_text="Shown once a request has been received, and sent to patients who leave an email address.",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("notes_above", help_text="Shown before the first question."),
        FieldPanel("notes_below", help_text="Shown after the button that sends the request."),
        MultiFieldPanel([FieldPanel("what_happens_next")], heading="Confirmation"),
        InlinePanel("form_fields", heading="Extra questions", label="Question"),
        MultiFieldPanel(
            [
                ProblemsPanel(),
                InlinePanel("routing_rules", heading="Rules", label="Rule", help_text=RULES_HELP),
            ],
            heading="Who is written to",
        ),
    ]

    @property
    def problems(self) -> list[str]:
        return page_problems(self)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page itself, and received/<reference>/ below it, which says nothing about anybody."""
        match path_components:
            case ["received", spelling] if self.live and references.normalise(spelling) == spelling:
                return RouteResult(self, kwargs={"reference": spelling})
        return super().route(request, path_components)

    # Should anything go wrong, the report leaves the answers out.
    @method_decorator(sensitive_post_parameters())
    def serve(
        self, request: HttpRequest, *args: object, reference: str = "", **kwargs: object
    ) -> HttpResponse:
        """The form, for any cache to keep; what was sent in it and the confirmation, for none."""
        if reference and request.method not in READING:
            return HttpResponseNotAllowed(READING)  # nothing is received there
        if request.method != "POST" and not reference:
            chosen = {name: request.GET.get(name, "") for name in ("location", "service")}
            initial = chosen | {"source": self.pk}
            return self.render_form(request, self.get_form(initial=initial))
        private = self.render_landing_page(request, reference) if reference else self.receive(request)
        add_never_cache_headers(private)
        return private

    def receive(self, request: HttpRequest) -> HttpResponse:
        """Store a valid request and point to the confirmation, else say what to mend."""
        if len(request.body) > LARGEST_BODY:
            raise RequestDataTooBig
        form = self.get_form(request.POST)
        if is_over_limit(request):
            form.add_error(None, TOO_MANY.format(in_minutes(settings.RATE_LIMIT_SECONDS)))
            refusal = self.render_form(request, form, HTTPStatus.TOO_MANY_REQUESTS)
            refusal["Retry-After"] = str(settings.RATE_LIMIT_SECONDS)
            return refusal
        if not form.is_valid():
            return self.render_form(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
        submission = submit_request(
            page=self,
            location=form.chosen_location,
            answers=form.answers,
            extra=form.extra,
            source_page=form.source_page,
            is_spam=form.is_spam,
        )
        return SeeOther(f"{self.get_url(request)}received/{submission.reference}/")

    def render_form(
        self, request: HttpRequest, form: AppointmentForm, status: int = HTTPStatus.OK
    ) -> HttpResponse:
        context = self.get_context(request) | {"form": form}
        return TemplateResponse(request, self.template, context, status=status)

    def render_landing_page(
        self, request: HttpRequest, reference: str = references.EXAMPLE, *args: object, **kwargs: object
    ) -> HttpResponse:
        """The confirmation. It knows nothing but the reference, and looks nobody up."""
        context = self.get_context(request) | {"reference": reference}
        return TemplateResponse(request, self.landing_page_template, context)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"action": self.get_url(request)}


class FormField(AbstractFormField):
    """A question that an editor added to the form."""

    page = ParentalKey(AppointmentPage, on_delete=models.CASCADE, related_name="form_fields")
    field_type = models.CharField(
        "field type",
        max_length=16,
        choices=[(value, label) for value, label in FORM_FIELD_CHOICES if value != "hidden"],
    )
    field_type.required_on_save = True

    class Meta(AbstractFormField.Meta):
        pass

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if self.field_type in CHOICE_TYPES and not self.choices.strip():
            raise ValidationError({"choices": "List the answers that patients can choose from."})
