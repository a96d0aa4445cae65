import uuid
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from editorial.link_watch.judging import LABELS, Result, Verdict

DAYS_UNTIL_DEAD = 3
CHOICES = [(result.value, label) for result, label in LABELS.items()]


class LinkStateQuerySet(models.QuerySet["LinkState"]):
    def news(self) -> "LinkStateQuerySet":
        """What the editors have not been told of: died, became suspect, moved, came back.

        One bad night is no news.
        """
        return self.filter(
            Q(result=Result.DEAD) & ~Q(told=Result.DEAD)
            | Q(result=Result.SUSPECT, failures=0) & ~Q(told=Result.SUSPECT)
            | Q(result=Result.MOVED) & ~Q(told=Result.MOVED)
            | Q(result=Result.OK, told__in=[Result.DEAD, Result.SUSPECT])
        )


class LinkState(models.Model):
    """What is known of the address of a source. It speaks of `address`, which the source may have left."""

    source = models.OneToOneField("editorial.Source", on_delete=models.CASCADE, related_name="link_state")
    address = models.CharField(max_length=1000)
    result = models.CharField(max_length=10, choices=CHOICES)
    told = models.CharField(max_length=10, choices=CHOICES, default=Result.OK)
    detail = models.TextField(blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    moved_to = models.TextField(blank=True)
    since = models.DateTimeField()
    last_checked = models.DateTimeField()
    last_good = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    first_failed = models.DateField(null=True, blank=True)
    last_failed = models.DateField(null=True, blank=True)
    next_check = models.DateTimeField(null=True, blank=True)

    objects = LinkStateQuerySet.as_manager()
    wagtail_reference_index_ignore = True  # knowing of a source is not using it

    def __str__(self) -> str:
        return f"{self.get_result_display()}: {self.address}"

    @property
    def summary(self) -> str:
        """The result in words, with how often a failing one has failed."""
        if self.result == Result.SUSPECT and self.failures:
            return f"{self.get_result_display()} (failed on {self.failures} of {DAYS_UNTIL_DEAD} days)"
        return str(self.get_result_display())

    def take(self, verdict: Verdict, *, address: str, status: int, now: datetime) -> None:
        """Go on from what a visit says. Dead is what has failed on three days with nothing good between them.

        A visit that cannot tell changes neither the count nor what is dead.
        """
        if self.address != address:
            self._begin(address, now)
        before = self.result
        if verdict.failed:
            self._fail(timezone.localdate(now))
        elif verdict.result != Result.UNKNOWN:
            self.result, self.moved_to = verdict.result, verdict.moved_to
            self.failures, self.first_failed, self.last_failed = 0, None, None
        elif self.result != Result.DEAD:
            self.result = Result.UNKNOWN
        if verdict.result in {Result.OK, Result.MOVED}:
            self.last_good = now
        if self.result == Result.OK and self.told == Result.MOVED:
            self.told = Result.OK
        if self.result != before:
            self.since = now
        self.detail, self.status, self.last_checked = verdict.detail, status or None, now

    def _begin(self, address: str, now: datetime) -> None:
        self.address, self.result, self.told, self.since = address, "", Result.OK, now
        self.moved_to, self.last_good = "", None
        self.failures, self.first_failed, self.last_failed = 0, None, None

    def _fail(self, today: object) -> None:
        if self.last_failed != today:
            self.failures += 1
        self.first_failed = self.first_failed or today
        self.last_failed = today
        is_dead = self.failures >= DAYS_UNTIL_DEAD or self.result == Result.DEAD
        self.result = Result.DEAD if is_dead else Result.SUSPECT


class LinkLeaseManager(models.Manager["LinkLease"]):
    def take(self, name: str, *, now: datetime, lasts: timedelta) -> "LinkLease | None":
        """The right to do this alone for a while; None while somebody has it or when it is done."""
        with transaction.atomic():
            self.get_or_create(name=name)
        token = uuid.uuid4().hex
        free = self.filter(Q(until=None) | Q(until__lte=now), name=name, done=None)
        if not free.update(token=token, until=now + lasts):
            return None
        return self.get(name=name)


class LinkLease(models.Model):
    """A duty of the link watch that only one process may do at a time: a run, or the mail of one day."""

    name = models.CharField(max_length=40, unique=True)
    token = models.CharField(max_length=32, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    done = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=80, blank=True)

    objects = LinkLeaseManager()

    def __str__(self) -> str:
        return self.name

    def keep(self, *, now: datetime, lasts: timedelta) -> bool:
        """Hold it longer; False when it ran out and somebody else has it by now."""
        return bool(self._held.update(until=now + lasts))

    def give_back(self, *, done: datetime | None = None, error: str = "") -> None:
        """Let others have it; where it is done, nobody."""
        self._held.update(token="", until=None, done=done, tries=models.F("tries") + 1, last_error=error[:80])

    @property
    def _held(self) -> models.QuerySet["LinkLease"]:
        return LinkLease.objects.filter(pk=self.pk, token=self.token)
