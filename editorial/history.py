"""What Wagtail's history says of what is done here."""

from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry

ACCEPT = "editorial.accept_finding"
WITHDRAW = "editorial.withdraw_acceptance"
MERGED = "editorial.merge_sources"


class Acceptance(LogFormatter):
    label = "Accept a finding"
    verb = "Accepted"

    def format_message(self, log_entry: BaseLogEntry) -> str:
        data = log_entry.data
        return f"{self.verb} the finding “{data['message']}” ({data['code']})"

    def format_comment(self, log_entry: BaseLogEntry) -> str:
        return str(log_entry.data["reason"])


class Withdrawal(Acceptance):
    label = "Withdraw an acceptance"
    verb = "No longer accepts"


class Merger(LogFormatter):
    label = "Merge sources"

    def format_message(self, log_entry: BaseLogEntry) -> str:
        merged = ", ".join(f"“{source['title']}”" for source in log_entry.data["merged"])
        return f"“{log_entry.data['kept']}” now stands for {merged}"


class Reviewal(LogFormatter):
    label = "Review"

    def format_message(self, log_entry: BaseLogEntry) -> str:
        link = log_entry.data.get("link")
        through = f" through a link {link}" if link else ""
        return f"Recorded a medical review by {log_entry.data['reviewer']}{through}"


def register(actions: LogActionRegistry) -> None:
    actions.register_action(ACCEPT)(Acceptance)
    actions.register_action(WITHDRAW)(Withdrawal)
    actions.register_action(MERGED)(Merger)
    actions.register_action("editorial.review")(Reviewal)
    actions.register_action("editorial.review.withdraw", "Withdraw review", "Withdrew a medical review")
    actions.register_action("editorial.minor_edit", "Minor edit", "Called the edits since the review minor")
    actions.register_action("editorial.correction", "Correction", "Published a correction")
    actions.register_action("editorial.correction.withdraw", "Withdraw correction", "Withdrew a correction")
