"""What a page's history says of accepted findings."""

from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry, PageLogEntry

ACCEPT = "editorial.accept_finding"
WITHDRAW = "editorial.withdraw_acceptance"


class Acceptance(LogFormatter):
    label = "Accept a finding"
    verb = "Accepted"

    def format_message(self, log_entry: PageLogEntry | ModelLogEntry) -> str:
        data = log_entry.data
        return f"{self.verb} the finding “{data['message']}” ({data['code']})"

    def format_comment(self, log_entry: PageLogEntry | ModelLogEntry) -> str:
        return str(log_entry.data["reason"])


class Withdrawal(Acceptance):
    label = "Withdraw an acceptance"
    verb = "No longer accepts"


def register(actions: LogActionRegistry) -> None:
    actions.register_action(ACCEPT)(Acceptance)
    actions.register_action(WITHDRAW)(Withdrawal)
