from http import HTTPMethod, HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import translation
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
from core.panels import ProblemsPanel
from core.rate_limit import is_over_limit
from forms_app import languages, references, status_page
from forms_app.choices import Language
from forms_app.forms import AppointmentForm
from forms_app.models.bilingual import BilingualPage
from forms_app.questions import RequestFormBuilder, spanish_choices
from forms_app.recipients import page_problems
from forms_app.refusals import to_try_later, too_many
from forms_app.services import submit_request

NEXT_STEPS = (
    "<p>Our office will call you within one business day to find a time that suits you. "
    "Please keep your reference at hand.</p>"
)
NEXT_STEPS_ES = (
    "<p>Nuestro personal le llamará en el plazo de un día hábil para acordar una hora que le convenga. "
    "Por favor, tenga a mano su número de referencia.</p>"
)
CHOICE_TYPES = {"checkboxes", "dropdown", "multiselect", "radio"}
LARGEST_BODY = 100_000  # bytes; many times what the form can hold

RULES_HELP = (
    "Without a rule, a request goes to the office of its location. Of several rules whose conditions hold, "
    "the topmost decides alone."
)

READING = ("GET", "HEAD")


class SeeOther(HttpResponseRedirect):
    status_code = HTTPStatus.SEE_OTHER


class AppointmentPageForm(WagtailAdminFormPageForm, PageForm):
    """The editor's form of a page with questions of its own."""


class AppointmentPage(FormMixin, BilingualPage):
    """Where patients ask for an appointment: fixed questions, the editors' own, and notes around them."""

    base_form_class = AppointmentPageForm
    form_builder = RequestFormBuilder
    template = "forms_app/appointment_page.html"
    landing_page_template = "forms_app/appointment_page_landing.html"
    subpage_types: list[str] = []
    max_count_per_parent = 1
    allowed_http_methods = [*BilingualPage.allowed_http_methods, HTTPMethod.POST]

    bilingual = ["notes_above", "notes_below", "what_happens_next"]
    notes_above = RichTextField(blank=True, features=rich_text.PROSE)
    notes_below = RichTextField(blank=True, features=rich_text.PROSE)
    what_happens_next = RichTextField(
        default=NEXT_STEPS,
        features=rich_text.PROSE,
        help_text="Shown once a request has been received, and sent to patients who leave an email address.",
    )

    notes_above_es = RichTextField("notes above", blank=True, features=rich_text.PROSE)
    notes_below_es = RichTextField("notes below", blank=True, features=rich_text.PROSE)
    what_happens_next_es = RichTextField(
        "what happens next", blank=True, default=NEXT_STEPS_ES, features=rich_text.PROSE
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("notes_above", help_text="Shown before the first question."),
        FieldPanel("notes_below", help_text="Shown after the button that sends the request."),
        MultiFieldPanel([FieldPanel("what_happens_next")], heading="Confirmation"),
        InlinePanel("form_fields", heading="Extra questions", label="Question"),
        MultiFieldPanel(
            [FieldPanel(f"{name}_es") for name in bilingual],
            heading="In Spanish",
            help_text="For the Spanish form. Where you leave one empty, patients read the English.",
        ),
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
        """The page itself, es/ below it, and received/<reference>/ and status/ below both."""
        language, rest = languages.of_path(path_components)
        match rest if self.live else None:
            case [] if path_components:
                return RouteResult(self, kwargs={"language": language})
            case ["received", spelling] if references.normalise(spelling) == spelling:
                return RouteResult(self, kwargs={"language": language, "reference": spelling})
            case ["status"]:
                return RouteResult(self, kwargs={"language": language, "is_status": True})
        return super().route(request, path_components)

    # Should anything go wrong, the report leaves the answers out.
    @method_decorator(sensitive_post_parameters())
    def serve(
        self,
        request: HttpRequest,
        *args: object,
        language: str = languages.ENGLISH,
        reference: str = "",
        is_status: bool = False,
        **kwargs: object,
    ) -> HttpResponse:
        """Empty forms, for any cache to keep; what was sent in them and the confirmation, for none."""
        if reference and request.method not in READING:
            return HttpResponseNotAllowed(READING)  # nothing is received there
        if request.method == "POST" and len(request.body) > LARGEST_BODY:
            raise RequestDataTooBig
        with translation.override(language):
            if reference:
                response = self.render_landing_page(request, reference)
            elif is_status:
                response = status_page.respond(self, request)
            else:
                response = self.receive(request) if request.method == "POST" else self.offer(request)
            if isinstance(response, TemplateResponse):
                response.render()
        if request.method == "POST" or reference:
            add_never_cache_headers(response)
        return response

    def offer(self, request: HttpRequest) -> HttpResponse:
        """The form, with nothing in it but what the address says."""
        initial = {name: request.GET.get(name, "") for name in ("location", "service")}
        if languages.current() == languages.SPANISH:
            initial["language"] = Language(languages.SPANISH).label
        return self.render_form(request, self.get_form(initial=initial | {"source": self.pk}))

    def receive(self, request: HttpRequest) -> HttpResponse:
        """Store a valid request and point to the confirmation, else say what to mend."""
        form = self.get_form(request.POST)
        if is_over_limit(request, "request"):
            form.add_error(None, too_many())
            return to_try_later(self.render_form(request, form))
        if not form.is_valid():
            return self.render_form(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
        verdict = form.verdict
        submission = submit_request(
            page=self,
            location=form.chosen_location,
            answers=form.answers,
            extra=form.extra,
            source_page=self if form.is_on(self) else form.source_page,
            is_spam=verdict.is_spam,
            suspicion=verdict.suspicion,
            most_per_phone=settings.RATE_LIMIT_PER_PHONE,
            ui_language=languages.current(),
        )
        return SeeOther(f"{request.path}received/{submission.reference}/")

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
        return super().get_context(request, *args, **kwargs) | self.own_context(request)

    def own_context(self, request: HttpRequest | None) -> dict[str, Any]:
        """What the form needs on any page: its texts and addresses in the language at hand."""
        return {
            "page": self,
            "texts": self.texts,
            "language": languages.current(),
            "action": self.address(request=request),
            "status_url": self.address("status", request=request),
            "form_urls": {
                language: self.address(request=request, language=language) for language in Language.values
            },
        }


class FormField(AbstractFormField):
    """A question that an editor added to the form."""

    page = ParentalKey(AppointmentPage, on_delete=models.CASCADE, related_name="form_fields")
    field_type = models.CharField(
        "field type",
        max_length=16,
        choices=[(value, label) for value, label in FORM_FIELD_CHOICES if value != "hidden"],
    )
    field_type.required_on_save = True

    label_es = models.CharField("label in Spanish", max_length=255, blank=True)
    help_text_es = models.CharField("help text in Spanish", max_length=255, blank=True)
    choices_es = models.TextField(
        "choices in Spanish", blank=True, help_text="As many as above, in the same order."
    )

    panels = [
        *AbstractFormField.panels,
        FieldPanel("label_es"),
        FieldPanel("help_text_es"),
        FieldPanel("choices_es"),
    ]

    class Meta(AbstractFormField.Meta):
        pass

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if self.field_type in CHOICE_TYPES and not self.choices.strip():
            raise ValidationError({"choices": "List the answers that patients can choose from."})
        if self.choices_es.strip() and not spanish_choices(self):
            raise ValidationError({"choices_es": "List as many answers in Spanish as in English."})
