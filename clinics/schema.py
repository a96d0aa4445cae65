"""Organization, clinics, people and services as schema.org nodes. Pure: reads attributes, no database."""

from typing import Protocol

from clinics.hours import DayHours
from core.schema import Node, node


class OrganisationLike(Protocol):
    name: str
    legal_name: str
    description: str
    phone: str
    email: str


def organisation_id(root_url: str) -> str:
    return f"{root_url}/#organization"


def organisation(root_url: str, settings: OrganisationLike) -> Node:
    return {"@id": organisation_id(root_url)} | node(
        "MedicalOrganization",
        name=settings.name,
        legalName=settings.legal_name,
        description=settings.description,
        url=f"{root_url}/",
        telephone=settings.phone,
        email=settings.email,
    )


def opening_hours(days: list[DayHours]) -> list[Node]:
    return [
        node(
            "OpeningHoursSpecification",
            dayOfWeek=f"https://schema.org/{day.name}",
            opens=f"{span.opens:%H:%M}",
            closes=f"{span.closes:%H:%M}",
        )
        for day in days
        for span in day.spans
    ]
