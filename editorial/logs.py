"""What Wagtail's history says of what is done here."""

from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry

from editorial.services import MERGED


class MergeFormatter(LogFormatter):
    label = "Merge sources"

    def format_message(self, log_entry: BaseLogEntry) -> str:
        merged = ", ".join(f"“{source['title']}”" for source in log_entry.data["merged"])
        return f"“{log_entry.data['kept']}” now stands for {merged}"


def register(actions: LogActionRegistry) -> None:
    actions.register_action(MERGED)(MergeFormatter)
