from core.management.commands import publish_scheduled


class Command(publish_scheduled.Command):
    """The name by which older crontabs call it."""
