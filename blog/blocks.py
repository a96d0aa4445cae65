"""What an article is made of."""

from typing import Any

from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock

from core import rich_text
from core.blocks import CalloutBlock, ImageBlock, QuoteBlock, SectionBlock, TableBlock
from core.blocks.text import HeadedValue
from editorial.blocks import CitationsBlock, StudyResultBlock, TakeawaysBlock


class QuickAnswerBlock(StructBlock):
    heading = CharBlock(default="Quick answer")
    text = RichTextBlock(
        features=rich_text.PROSE,
        help_text="The whole answer in about 60 to 120 plain words, for somebody who reads nothing else.",
    )

    class Meta:
        icon = "help"
        label = "Quick answer"
        group = "Answer"
        template = "blocks/quick_answer.html"
        label_format = "{heading}"
        description = "The short answer, shown before everything else. One to an article."
        preview_value = {
            "heading": "Quick answer",
            "text": "<p>A first visit takes about an hour. You talk about what has helped and what has not, "
            "and you leave with a plan. Nothing starts that day unless you want it to.</p>",
        }


class QuestionBlock(StructBlock):
    question = CharBlock(help_text="A question that makes sense on its own.")
    answer = RichTextBlock(features=rich_text.PROSE)

    class Meta:
        icon = "help"
        label = "Question"
        label_format = "{question}"


class FAQBlock(StructBlock):
    heading = CharBlock(default="Frequently asked questions")
    items = ListBlock(QuestionBlock(), label="Questions", min_num=1)

    class Meta:
        icon = "comment"
        label = "FAQ"
        group = "Answer"
        template = "blocks/faq.html"
        value_class = HeadedValue
        label_format = "{heading}"
        description = "Questions and answers that open one by one."
        preview_value = {
            "heading": "Frequently asked questions",
            "items": [
                {
                    "question": "Can I drive home after a ketamine infusion?",
                    "answer": "<p>No. Plan for a ride home, and do not drive until you have slept.</p>",
                },
                {
                    "question": "How long does a ketamine infusion take?",
                    "answer": "<p>The infusion takes about 40 minutes and the visit about two hours.</p>",
                },
            ],
        }


class OffLabelNoteBlock(StructBlock):
    treatment = CharBlock(help_text="The treatment as a sentence starts with it: “Intravenous ketamine”.")
    condition = CharBlock(help_text="What it is used for without FDA approval: “depression”.")
    detail = RichTextBlock(features=rich_text.PROSE, required=False)

    class Meta:
        icon = "info-circle"
        label = "Off-label note"
        group = "Evidence"
        template = "blocks/off_label_note.html"
        label_format = "{treatment} for {condition}"
        description = "Says which use the FDA has not approved."
        preview_value = {
            "treatment": "Intravenous ketamine",
            "condition": "depression",
            "detail": "<p>Doctors may prescribe an approved medicine for another use.</p>",
        }


class AppointmentBlock(StructBlock):
    heading = CharBlock(default="Talk it through with us")
    text = TextBlock(required=False)
    button_label = CharBlock(default="Request an appointment")

    class Meta:
        icon = "date"
        label = "Appointment"
        group = "Answer"
        template = "blocks/appointment.html"
        label_format = "{heading}"
        description = "A call to action that leads to the request form at the end of the page."
        preview_value = {
            "heading": "Talk it through with us",
            "text": "Tell us how to reach you, and somebody from the office will call.",
            "button_label": "Request an appointment",
        }


class ArticleBody(StreamBlock):
    quick_answer = QuickAnswerBlock()
    section = SectionBlock()
    faq = FAQBlock()
    takeaways = TakeawaysBlock()
    study_result = StudyResultBlock()
    callout = CalloutBlock()
    off_label_note = OffLabelNoteBlock()
    image = ImageBlock()
    table = TableBlock()
    quote = QuoteBlock()
    citations = CitationsBlock()
    appointment = AppointmentBlock()

    class Meta:
        block_counts = {
            "quick_answer": {"max_num": 1},
            "faq": {"max_num": 1},
            "takeaways": {"max_num": 1},
            "citations": {"max_num": 1},
        }


def skeleton() -> list[dict[str, Any]]:
    """What a new article holds when the editor opens it."""
    return [
        {"type": "quick_answer", "value": {"heading": "Quick answer", "text": ""}},
        {"type": "section", "value": {"heading": "", "level": "h2", "body": ""}},
        {
            "type": "faq",
            "value": {"heading": "Frequently asked questions", "items": [{"question": "", "answer": ""}]},
        },
        {
            "type": "takeaways",
            "value": {"heading": "Key takeaways", "items": [{"claim": "", "detail": "", "sources": []}]},
        },
        {"type": "citations", "value": {"heading": "Citations", "also_listed": []}},
    ]
