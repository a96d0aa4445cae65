from http import HTTPMethod

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import AbstractFormField, FormMixin

from core.models import BasePage


class PlainFormField(AbstractFormField):
    page = ParentalKey("wagtail_form.PlainFormPage", on_delete=models.CASCADE, related_name="form_fields")

    class Meta(AbstractFormField.Meta):
        pass

    def __str__(self) -> str:
        return str(self.label)


class PlainFormPage(FormMixin, BasePage):
    """Wagtail's AbstractForm, on this site's base page: its confirmation has the look of every other page."""

    allowed_http_methods = [*BasePage.allowed_http_methods, HTTPMethod.POST]
    template = "forms_app/appointment_page.html"
    landing_page_template = "wagtail_form/landing.html"
