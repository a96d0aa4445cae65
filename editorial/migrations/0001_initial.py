import re
import uuid

import django.core.validators
import django.db.models.deletion
import modelsearch.index
from django.conf import settings
from django.db import migrations, models

import core.addresses
import editorial.lexicon
import editorial.link_watch.judging


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("clinics", "0004_provider_review_email"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkLease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, unique=True)),
                ("token", models.CharField(blank=True, max_length=32)),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("done", models.DateTimeField(blank=True, null=True)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name="ClinicalSignOffTask",
            fields=[
                (
                    "task_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.task",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        help_text="Pages/snippets at this step in a workflow will be moderated or approved by these groups of users",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
            ],
            options={
                "verbose_name": "Clinical sign-off",
                "verbose_name_plural": "Clinical sign-offs",
            },
            bases=("wagtailcore.task",),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_because", models.TextField(blank=True, editable=False)),
                ("corrected_on", models.DateField()),
                ("text", models.TextField()),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-corrected_on", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="DraftLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("fingerprint", models.CharField(max_length=64)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft_links",
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="clinics.providerpage",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="EditorialSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "review_months",
                    models.PositiveSmallIntegerField(
                        default=24,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="months a review holds",
                    ),
                ),
                (
                    "statement",
                    models.TextField(
                        default="I have read this article. It is accurate and agrees with current evidence and practice.",
                        help_text="What a clinician states by approving; it can be changed each time.",
                    ),
                ),
                (
                    "link_days",
                    models.PositiveSmallIntegerField(
                        default=14,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="days a link to a draft holds",
                    ),
                ),
                (
                    "fallback_emails",
                    models.TextField(
                        blank=True,
                        help_text="Who else is reminded of reviews that run out: one email address to a line.",
                        validators=[core.addresses.validate_addresses],
                    ),
                ),
                (
                    "watch_links",
                    models.BooleanField(
                        default=True,
                        help_text="Nothing but the addresses is sent, and only to the servers they name.",
                        verbose_name="check the addresses of sources every night",
                    ),
                ),
                (
                    "link_digest_emails",
                    models.TextField(
                        blank=True,
                        help_text="One email address to a line. One mail a night at the most.",
                        validators=[core.addresses.validate_addresses],
                        verbose_name="who hears of links that died, moved or came back",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site"
                    ),
                ),
            ],
            options={
                "verbose_name": "Editorial",
            },
        ),
        migrations.CreateModel(
            name="PageHealth",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stamp", models.CharField(max_length=64)),
                ("is_checked", models.BooleanField(default=True)),
                ("sources", models.JSONField(default=list)),
                ("sources_stamp", models.CharField(max_length=64)),
                ("codes", models.TextField(blank=True)),
                ("accepted_codes", models.TextField(blank=True)),
                ("blocks", models.PositiveSmallIntegerField(verbose_name="blocking")),
                ("warnings", models.PositiveSmallIntegerField()),
                ("notes", models.PositiveSmallIntegerField()),
                ("accepted", models.PositiveSmallIntegerField()),
                ("author", models.CharField(blank=True, max_length=255)),
                ("review", models.CharField(blank=True, max_length=255, verbose_name="medical review")),
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="health",
                        to="wagtailcore.page",
                    ),
                ),
            ],
            options={
                "verbose_name": "article",
                "ordering": ["-blocks", "-warnings", "-notes", "page__title"],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_because", models.TextField(blank=True, editable=False)),
                ("revision_number", models.PositiveBigIntegerField()),
                ("revision_created", models.DateTimeField()),
                ("content", models.JSONField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("reviewer", models.CharField(max_length=320)),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("all", "The whole article"),
                            ("medication", "What it says about medication"),
                            ("safety", "What it says about risks and safety"),
                            ("evidence", "What it says about studies"),
                        ],
                        default="all",
                        max_length=20,
                    ),
                ),
                ("statement", models.TextField()),
                ("approved_on", models.DateField()),
                ("valid_until", models.DateField()),
                (
                    "link",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reviews",
                        to="editorial.draftlink",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reviews_given",
                        to="clinics.providerpage",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reviews",
                        to="wagtailcore.revision",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "default_permissions": ("add", "view"),
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reminder", "A review runs out"),
                            ("invitation", "A draft waits for a clinician"),
                            ("comment", "A clinician has commented"),
                            ("approved", "A clinician has approved"),
                            ("changes", "A clinician asks for changes"),
                        ],
                        max_length=20,
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("leased_until", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=120)),
                (
                    "link",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="editorial.draftlink",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.page"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="editorial.review",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="MinorEdit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                ("revision_number", models.PositiveBigIntegerField()),
                ("reason", models.TextField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="minor_edits",
                        to="editorial.review",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ReviewComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("author", models.CharField(max_length=320)),
                ("path", models.CharField(blank=True, max_length=120)),
                ("place", models.CharField(blank=True, max_length=255)),
                ("quote", models.TextField(blank=True)),
                ("text", models.TextField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("resolved_at", models.DateTimeField(null=True)),
                (
                    "link",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to="editorial.draftlink",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_comments",
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("journal_article", "Journal article"),
                            ("guideline", "Guideline"),
                            ("label", "Drug label"),
                            ("government", "Government or agency page"),
                            ("news", "News"),
                            ("book", "Book"),
                            ("web_page", "Web page"),
                        ],
                        default="web_page",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=500)),
                (
                    "authors",
                    models.CharField(blank=True, help_text="Surname AB; Surname CD; ...", max_length=500),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1800),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                    ),
                ),
                ("container", models.CharField(blank=True, max_length=255, verbose_name="journal or book")),
                (
                    "locator",
                    models.CharField(
                        blank=True,
                        help_text="163(11):1905-1917",
                        max_length=80,
                        verbose_name="volume and pages",
                    ),
                ),
                ("publisher", models.CharField(blank=True, max_length=255)),
                ("doi", models.CharField(blank=True, max_length=255, verbose_name="DOI")),
                ("pmid", models.CharField(blank=True, max_length=80, verbose_name="PMID")),
                ("url", models.URLField(blank=True, max_length=1000, verbose_name="address")),
                (
                    "archived_url",
                    models.URLField(blank=True, max_length=1000, verbose_name="archived address"),
                ),
                ("accessed", models.DateField(blank=True, null=True)),
                ("notes", models.TextField(blank=True, help_text="For the team; never printed.")),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        error_messages={"unique": "Another source has this key."},
                        help_text="Type [@rush2006] in a text to cite it. Leave empty to have one made.",
                        max_length=40,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^@?[a-z][a-z0-9_-]*\\Z",
                                "A key begins with a letter and holds nothing but letters, digits, - and _.",
                                flags=re.RegexFlag["IGNORECASE"],
                            )
                        ],
                        verbose_name="citation key",
                    ),
                ),
                (
                    "study_design",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("randomized_trial", "Randomized trial"),
                            ("nonrandomized_trial", "Nonrandomized trial"),
                            ("meta_analysis", "Meta-analysis"),
                            ("systematic_review", "Systematic review"),
                            ("review", "Narrative review"),
                            ("cohort", "Cohort study"),
                            ("case_control", "Case-control study"),
                            ("cross_sectional", "Cross-sectional study"),
                            ("case_series", "Case series"),
                            ("case_report", "Case report"),
                            ("qualitative", "Qualitative study"),
                            ("preclinical", "Laboratory or animal study"),
                            ("not_a_study", "Not a study"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "n",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="How many people were studied.",
                        null=True,
                        verbose_name="participants",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[("", "In use"), ("retracted", "Retracted"), ("superseded", "Superseded")],
                        default="",
                        max_length=10,
                    ),
                ),
                (
                    "status_note",
                    models.CharField(
                        blank=True,
                        help_text="What editors of the pages that cite it should know: “Retracted in May 2024: data errors.”",
                        max_length=255,
                        verbose_name="why",
                    ),
                ),
                ("url_key", models.CharField(blank=True, editable=False, max_length=1000)),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="supersedes",
                        to="editorial.source",
                    ),
                ),
            ],
            options={
                "ordering": ["title"],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="LinkState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=1000)),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("ok", "Ok"),
                            ("moved", "Moved"),
                            ("suspect", "Suspect"),
                            ("unknown", "Cannot tell"),
                            ("dead", "Dead"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "told",
                    models.CharField(
                        choices=[
                            ("ok", "Ok"),
                            ("moved", "Moved"),
                            ("suspect", "Suspect"),
                            ("unknown", "Cannot tell"),
                            ("dead", "Dead"),
                        ],
                        default=editorial.link_watch.judging.Result["OK"],
                        max_length=10,
                    ),
                ),
                ("detail", models.TextField(blank=True)),
                ("status", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("moved_to", models.TextField(blank=True)),
                ("since", models.DateTimeField()),
                ("last_checked", models.DateTimeField()),
                ("last_good", models.DateTimeField(blank=True, null=True)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("first_failed", models.DateField(blank=True, null=True)),
                ("last_failed", models.DateField(blank=True, null=True)),
                ("next_check", models.DateTimeField(blank=True, null=True)),
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="link_state",
                        to="editorial.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=editorial.lexicon.kinds, max_length=40, verbose_name="what it is"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "forms",
                    models.TextField(
                        blank=True,
                        help_text="One to a line. “*” stands for any ending: nauseat* is found in “nauseating”. “...” stands for up to six words of a sentence: blood pressure ... rise* is found in “blood pressure and pulse often rise”. Capitals alone, WHO, are found in capitals alone; else capitals do not matter.",
                        verbose_name="also written",
                    ),
                ),
                (
                    "fits",
                    models.TextField(
                        blank=True,
                        help_text="One to a line: words, or names of other entries, that say no less. An article that has one of them counts as having said this, and these words alone raise nothing.",
                        verbose_name="said otherwise",
                    ),
                ),
                (
                    "gravity",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "not a risk"),
                            (1, "1: to be named in the text"),
                            (2, "2: grave"),
                            (3, "3: may kill, or do lasting harm"),
                        ],
                        default=0,
                        help_text="For risks. The gravest that an article tells of belongs in a summary.",
                        verbose_name="how grave",
                    ),
                ),
                (
                    "approved_for",
                    models.TextField(
                        blank=True,
                        help_text="For drugs: the conditions for which the FDA has approved it, one to a line, as they are named here. While this is empty, off-label uses of the drug are not looked for.",
                        verbose_name="approved for",
                    ),
                ),
                (
                    "hosts",
                    models.TextField(
                        blank=True,
                        help_text="For agencies: where they publish, one to a line: nimh.nih.gov",
                        verbose_name="addresses",
                    ),
                ),
                (
                    "advice",
                    models.CharField(
                        blank=True,
                        help_text="Shown with what the checks find.",
                        max_length=255,
                        verbose_name="what to write instead",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True, help_text="Clear this to have it left alone.", verbose_name="in use"
                    ),
                ),
                ("is_own", models.BooleanField(default=True, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "lexicon entry",
                "verbose_name_plural": "lexicon",
                "ordering": ["kind", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "name"),
                        name="one_term_per_name",
                        violation_error_message="There is an entry of this kind with this name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AcceptedFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision_number", models.PositiveBigIntegerField(null=True)),
                ("revision_created_at", models.DateTimeField(null=True)),
                ("code", models.CharField(max_length=80)),
                (
                    "severity",
                    models.CharField(
                        choices=[("blocks", "blocks"), ("warning", "warning"), ("note", "note")],
                        max_length=20,
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                ("message", models.TextField()),
                ("quotes", models.JSONField(default=list)),
                (
                    "reason",
                    models.TextField(
                        validators=[
                            django.core.validators.MinLengthValidator(10, "Say why in a few more words.")
                        ]
                    ),
                ),
                ("accepted_at", models.DateTimeField(auto_now_add=True)),
                ("accepted_by_name", models.CharField(blank=True, max_length=255)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by_name", models.CharField(blank=True, max_length=255)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accepted_findings",
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-accepted_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("page", "fingerprint"),
                        name="one_acceptance_per_finding",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(fields=["page", "-approved_on"], name="review_of_page"),
        ),
        migrations.AddConstraint(
            model_name="minoredit",
            constraint=models.UniqueConstraint(fields=("review", "fingerprint"), name="minor_edit_once"),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                condition=models.Q(("doi", ""), _negated=True), fields=("doi",), name="one_source_per_doi"
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                condition=models.Q(("pmid", ""), _negated=True), fields=("pmid",), name="one_source_per_pmid"
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                condition=models.Q(("url_key", ""), _negated=True),
                fields=("url_key",),
                name="one_source_per_url_key",
            ),
        ),
    ]
