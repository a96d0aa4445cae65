"""Agencies, and the list of sources."""

from dataclasses import replace
from itertools import combinations

import pytest

from editorial.checks.article import Article, Passage, Question, Reference, Section, StudyResult, Takeaway
from editorial.checks.citations.citing import without_markers
from editorial.checks.citations.references import bare_title
from editorial.findings import Severity
from importer import mapper
from importer.checkable import checkable
from importer.parsers import read_file
from tests.editorial.checks.test_checks import CLEAN, SMITH, found, paths
from tests.importer.test_documents import SAMPLE

# claim-without-source, in sections


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("In a trial of 210 patients, 45% improved.", True),
        ("In the ORCHARD trial, 46% of people were in remission.", True),
        ("In the North American Pregnancy Registry, 2.0% of 1,562 babies had one.", True),
        ("In one trial of people with asthma, the spray lowered attacks by more than a third.", True),
        ("Our own success rate in 2023 was 99.1%.", True),
        ("In a trial of 210 patients, 45% improved [1].", False),
        ("In a trial, many improved.\nSmith et al. (2021) found that 45% did.", False),
        ("We see 45% of our patients again. A trial may help.", False),
        ("In a CDC survey, 45% slept badly.", False),
        ("Did 45% improve in a trial?", False),
        ("Smith et al. (2021) found less pain.\nIn another trial, 45% improved.", True),
        ("In the same trial, 45% improved.", False),
    ],
)
def test_figures_of_studies_need_a_source(text: str, is_told: bool) -> None:
    article = Article(sections=(Section("one", 2, "A", text),))
    assert paths(article, "claim-without-source") == (["one"] if is_told else [])


@pytest.mark.parametrize(
    ("answer", "body", "is_told"),
    [
        ("Yes. About 60% of patients respond.", "It helps.", True),
        ("In one trial 3 in 10 slept better.", "It helps.", True),
        ("Yes. About 60% of patients respond.", "Lee (2024) found that 60% of patients respond.", False),
        ("Yes. About 60% of patients respond.", "About 60% of patients respond.", False),
        ("Yes. About 18% of patients respond.", "Lee (2024) found that 17.9% respond.", False),
        ("Yes. About 28% of patients respond.", "Lee (2024) found that 17.9% respond.", True),
        ("Yes. About 60% of patients respond [1].", "It helps.", False),
        ("Most plans cover 80% of the cost for adults.", "It helps.", False),
        ("About 60% of our patients come twice.", "It helps.", False),
        ("People come in week 3 and in 2024 many did.", "It helps.", False),
    ],
)
def test_figures_of_an_answer_need_a_source(answer: str, body: str, is_told: bool) -> None:
    article = Article(
        sections=(Section("one", 2, "A", body),), faq=(Question("faq", "Does it help?", answer),)
    )
    assert paths(article, "claim-without-source") == (["faq"] if is_told else [])


def test_a_figure_needs_one_source() -> None:
    """A section without a marker tells again what a takeaway has a source for."""
    told = Section("one", 2, "A", "In a trial of 720 children, 7.3% came back.")
    claim = Takeaway("claim", "7.3% came back.", sources=(1,))
    assert paths(Article(sections=(told,), takeaways=(claim,)), "claim-without-source") == []


# agency-without-source


@pytest.mark.parametrize(
    "text",
    [
        "The DEA also lists ketamine as a Schedule III substance.",
        "The DEA classifies it as a Schedule III drug.",
        "The FDA warns that unmonitored use is dangerous.",
        "The U.S. Food and Drug Administration lists it.",
        "FDA safety communications stress supervision.",
        "FDA guidance on nasal sprays recommends a watch of two hours.",
        "CDC data show that one in five adults has it.",
        "CDC figures put the number at 12%.",
        "According to the CDC, one in five adults has it.",
        "It is a Schedule III substance according to the DEA.",
        "Estimates from the CDC put it at one in five.",
        "A 2023 report by the CDC found more.",
        "The CDC has recommended that everyone be tested.",
        "Data from the National Institute of Mental Health suggest otherwise.",
        "The American Academy of Dermatology (AAD) recommends sunscreen every day.",
        "The American Heart Association recommends at least 150 minutes.",
        "The National Institutes of Health estimate that 17 million people have it.",
        "The WHO estimates that 280 million people live with it.",
        "The USPSTF recommends screening for anyone over 45.",
        "As of 2024, the ACOG guidelines on screening recommend a test.",
        "The VA’s October 2025 protocol gives an example.",
        "It is recommended by the American Psychiatric Association.",
        "SAMHSA's 2023 national survey found that 8% had it.",
        "The ADA’s Standards of Care recommend an A1C below 7%.",
        "Under HIPAA, your records stay private.",
        "HIPAA requires us to keep your records private.",
        "You are protected under the Family and Medical Leave Act.",
        "The Mental Health Parity Act requires insurers to cover it.",
        "The British Association of Urological Surgeons says that you can drive.",
        "In line with the European Society of Cardiology, we wait.",
        "Monash and NICE recommend it.",
        "You must be here, as HIPAA and our board require.",
        "Under the Equality Act everybody is welcome.",
    ],
)
def test_an_agency_is_called_as_a_witness(text: str) -> None:
    (finding,) = found(Article(others=(Passage("here", text),)), "agency-without-source")
    assert (finding.path, finding.severity) == ("here", Severity.WARNING)
    assert finding.quotes[0] in text


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine is an FDA-approved anesthetic.",
        "Spravato is FDA approved for depression.",
        "It was approved by the FDA.",
        "FDA approval took ten years.",
        "Our platform is HIPAA-compliant. We comply with HIPAA.",
        "People who report pain may need help.",
        "NICE recommendations aside, nice rooms help. Who recommends it?",
        "Does the FDA recommend it?",
        "We follow CDC guidelines. You can find CDC information online.",
        "VA patients reported less pain. We accept VA benefits.",
        "Our office in Richmond, VA recommends an early call.",
        "the AAD-recommended routine, a CDC recommended vaccine",
        "Call the VA to ask about coverage.",
        "Our doctor is a member of the American Psychiatric Association.",
        "Dr. Chen trained at the National Institutes of Health. The NIH funded it.",
        "Report side effects to the FDA.",
        "",
    ],
)
def test_an_agency_is_only_named(text: str) -> None:
    assert found(Article(others=(Passage("here", text),)), "agency-without-source") == []


@pytest.mark.parametrize(
    "text",
    [
        "The FDA approved it in 2019.",
        "The FDA has cleared several devices.",
        "The FDA warns of it [3].",
        "The FDA warns of it.³",
        "The FDA warns of it (Smith et al., 2024).",
    ],
)
def test_approvals_and_what_others_may_say_are_noted_only(text: str) -> None:
    (finding,) = found(Article(others=(Passage("here", text),)), "agency-without-source")
    assert finding.severity is Severity.NOTE


@pytest.mark.parametrize(
    ("text", "source", "is_its_own"),
    [
        ("The DEA lists it.", {"url": "https://www.dea.gov/x"}, True),
        ("The DEA lists it.", {"url": "dea.gov"}, True),
        ("The DEA lists it.", {"title": "DEA drug schedules"}, True),
        ("The DEA lists it.", {"publisher": "Drug Enforcement Administration"}, True),
        ("The DEA lists it.", {"authors": "Drug Enforcement Administration"}, True),
        ("The DEA lists it.", {"title": "An idea", "url": "https://idea.example/dea"}, False),
        ("The NIH says so.", {"url": "https://www.nimh.nih.gov/x"}, True),
        ("The NIH says so.", {"url": "https://pubmed.ncbi.nlm.nih.gov/1"}, False),
        ("CDC data show it.", {"container": "Morbidity and Mortality Weekly Report"}, True),
        ("Under HIPAA you may ask.", {"url": "https://www.hhs.gov/hipaa"}, True),
        (
            "The ADA recommends it.",
            {"title": "Pain. Journal of the American Dental Association. 2013"},
            False,
        ),
        ("The Board of Pain says so.", {"title": "A"}, True),
        (
            "The British Association of Urological Surgeons says so.",
            {"url": "https://www.baus.org.uk/x"},
            True,
        ),
        ("The DEA lists it.", {"url": "https://[broken"}, False),
    ],
)
def test_the_agency_is_a_source(text: str, source: dict[str, str], is_its_own: bool) -> None:
    reference = Reference(**{"path": "list/0", "title": "A"} | source)  # type: ignore[arg-type]
    article = Article(others=(Passage("here", text),), sources=(reference,))
    assert paths(article, "agency-without-source") == ([] if is_its_own else ["here"])


def test_a_chosen_source_may_say_what_the_agency_says() -> None:
    claims = (Takeaway("one", "The DEA lists it.", "", (1,)), Takeaway("two", "The FDA warns of it."))
    results = (StudyResult("three", 1, 2, "felt better", "The CDC warns of it.", (1,)),)
    findings = found(Article(takeaways=claims, study_results=results), "agency-without-source")
    severities = {finding.path: finding.severity for finding in findings}
    assert severities == {"one": Severity.NOTE, "two": Severity.WARNING, "three": Severity.NOTE}


def test_all_places_of_an_agency_are_quoted_together() -> None:
    sections = (
        Section("one", 2, "A", "The FDA approved it."),
        Section("two", 2, "B", "The FDA warns of it."),
    )
    (finding,) = found(Article(sections=sections), "agency-without-source")
    assert (finding.path, finding.severity, len(finding.quotes)) == ("one", Severity.WARNING, 2)
    assert "FDA" in finding.message


# mention-without-source, in the ways that texts name authors


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A trial (Smith and Nuñez, 2024) found more.", 0),
        ("As Smith and colleagues (2024) found, it helps.", 0),
        ("Smith’s et al. (2024) data agree.", 0),
        ("It was first described by Whitmore (2017).", 1),
        ("In March et al. (2004) it helped.", 1),
        ("Garcia-Lopez et al. (2021) disagree.", 1),
        ("A review (see Park & Lee, 2019) disagrees.", 1),
        ("Since Botox (2010) was approved, more has come.", 0),
        ("Dr. Smith and her colleagues see you on Mondays.", 0),
        ("McMain and co-workers (2009) agree.", 1),
        ("In March (2024) we opened; the Act (1996) is older.", 0),
    ],
)
def test_mentions_of_all_kinds(text: str, count: int) -> None:
    assert len(paths(replace(CLEAN, others=(Passage("here", text),)), "mention-without-source")) == count


@pytest.mark.parametrize(
    ("text", "alone"),
    [("better [3].", "better."), ("better.³ More [1, 2].", "better. More."), ("plain", "plain")],
)
def test_without_markers(text: str, alone: str) -> None:
    assert without_markers(text) == alone


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Smith AB, Lee C, et al. Sleep and mood. A Journal. 2021;3:4", "Sleep and mood"),
        (
            "Fernández de Castro LE, van der Kolk BA. Sleep vs. mood: a trial. A Journal.",
            "Sleep vs. mood: a trial",
        ),
        ("Smith, A. B., & Lee, C. (2020). Is sleep good? A Journal.", "Is sleep good"),
        ("Waiver Elimination (MAT Act). An Agency, 2024", "Waiver Elimination (MAT Act)"),
        ("Sleep in U.S. adults. A Journal", "Sleep in U.S. adults"),
        ("Sleep", "Sleep"),
    ],
)
def test_a_title_without_authors_and_journal(title: str, bare: str) -> None:
    assert bare_title(Reference("list/0", title)) == bare


@pytest.mark.parametrize(
    ("detail", "body", "is_told"),
    [
        ("Give it at least 12 weeks.", "It helps.", False),
        ("A score of 8 before the first tablet.", "It helps.", True),
        ("Take it and 45% get better.", "It helps.", True),
        ("It affected 5% of our patients.", "It helps.", False),
        ("25% leave early.", "About 25% in our program leave early.", False),
        ("25% leave early.", "About 25% leave early.", True),
        ("Our own success rate in 2023 was 99%.", "In our own success rate we trust.", True),
    ],
)
def test_advice_and_what_the_clinic_has_seen_need_no_source(detail: str, body: str, is_told: bool) -> None:
    article = Article(
        sections=(Section("one", 2, "A", body),), takeaways=(Takeaway("here", "A claim.", detail),)
    )
    assert paths(article, "claim-without-source") == (["here"] if is_told else [])


def test_the_year_of_a_reference_that_was_not_taken_apart() -> None:
    article = Article(
        others=(Passage("here", "As Smith et al. (2019) found."),),
        sources=(replace(SMITH, year=None, authors="", title="Smith AB, Lee C. Sleep. A Journal. 2021;3:4"),),
    )
    assert paths(article, "mention-without-source") == ["here"]


# source-titles-swapped

EYES = [
    ("Cataract surgery", "https://a.example/treatments/cataract-surgery"),
    ("Glaucoma: pressure and drops", "https://a.example/conditions/glaucoma_pressure_and_drops.html"),
    ("Diabetic retinopathy screening in primary care", "https://b.example/diabetic-retinopathy-screening"),
    ("Dry eye and screens", "https://c.example/2023/05/dry-eye-from-screens/"),
    ("A randomized trial of night lenses in children", "https://doi.org/10.1056/x99"),
]


def listed(pairs: list[tuple[str, str]]) -> Article:
    return Article(
        sources=tuple(Reference(f"list/{place}", title, url=url) for place, (title, url) in enumerate(pairs))
    )


def swap(pairs: list[tuple[str, str]], one: int, other: int) -> list[tuple[str, str]]:
    swapped = list(pairs)
    swapped[one], swapped[other] = (pairs[other][0], pairs[one][1]), (pairs[one][0], pairs[other][1])
    return swapped


@pytest.mark.parametrize(("one", "other"), [*combinations(range(len(EYES)), 2)])
def test_titles_swapped(one: int, other: int) -> None:
    (finding,) = found(listed(swap(EYES, one, other)), "source-titles-swapped")
    assert f"numbers {one + 1} and {other + 1}" in finding.message
    assert finding.path == f"list/{one}"
    assert [EYES[other][0] in finding.quotes[0], EYES[other][1] in finding.quotes[1]] == [True, True]


@pytest.mark.parametrize(
    "pairs",
    [
        EYES,
        [
            ("Depression", "https://a.example/depression"),
            ("Major depressive disorder", "https://b.example/major-depression"),
            ("Depression in older adults", "https://c.example/older-adults-and-depression"),
            ("Treating depression", "https://doi.org/10.1056/x"),
        ],
        [
            ("High blood pressure", "https://a.example/high-blood-pressure/facts"),
            ("What is high blood pressure?", "https://b.example/high-blood-pressure"),
            ("Blood pressure at home", "https://c.example/pii/S0165178124005584"),
        ],
        [("A", "https://a.example/b"), ("B", "https://[broken"), ("", "https://a.example/a"), ("C", "")],
        [("Sleep and mood", "https://a.example/x"), ("Sleep and mood", "https://a.example/sleep-and-mood")],
    ],
)
def test_titles_that_share_words_are_not_swapped(pairs: list[tuple[str, str]]) -> None:
    assert found(listed(pairs), "source-titles-swapped") == []


# What the list does not tell


BARE = Reference("bare", "Sleep and mood", url="https://a.example/2")


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        ((), []),
        ((SMITH,), []),
        ((SMITH, replace(SMITH, year=None)), ["Number 2 of the list has no year."]),
        ((replace(SMITH, authors=""), SMITH), ["Number 1 of the list has no author."]),
        ((replace(SMITH, authors="", publisher="NIMH"),), []),
        ((BARE,), ["Number 1 of the list has no author and no year."]),
        ((replace(BARE, title="Smith AB, Lee C. Sleep and mood. A Journal. 2019;3:4"),), []),
        ((replace(BARE, title="Smith, A. B., & Lee, C. (2019). Sleep and mood."),), []),
        ((replace(BARE, title="U.S. Office of Sleep and Health. Mood at night: facts. 2023"),), []),
        ((replace(BARE, title="American Sleep Society. Mood: a guideline. 2021"),), []),
        (
            (replace(BARE, title="Sleep and mood. A guideline. 2021"),),
            ["Number 1 of the list has no author."],
        ),
        ((BARE,) * 4, ["No source of the list has a known author or a known year."]),
        ((replace(SMITH, year=None),) * 4, ["No source of the list has a known year."]),
        (
            (*[replace(SMITH, year=None)] * 3, BARE),
            ["No source of the list has a known year.", "Number 4 of the list has no author."],
        ),
    ],
)
def test_source_incomplete(sources: tuple[Reference, ...], told: list[str]) -> None:
    findings = found(Article(sources=sources), "source-incomplete")
    assert [finding.message.removesuffix(" Add what is known.") for finding in findings] == told


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://a.example/x?id=3", ""),
        ("https://a.example/x?utm_source=y&id=3", "“utm_source”"),
        ("https://a.example/x?via%3Dihub", "“via”"),
        ("https://www.google.com/url?q=https://a.example/x", "leads through another site"),
        ("", ""),
    ],
)
def test_source_tracking_parameters(url: str, told: str) -> None:
    findings = found(Article(sources=(replace(SMITH, url=url),)), "source-tracking-parameters")
    assert [finding.quotes for finding in findings] == ([(url,)] if told else [])
    assert all(told in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("status", "code", "severity"),
    [
        ("retracted", "source-retracted", Severity.BLOCKS),
        ("superseded", "source-superseded", Severity.WARNING),
    ],
)
def test_the_status_of_a_source(status: str, code: str, severity: Severity) -> None:
    article = Article(sources=(SMITH, replace(SMITH, path="list/1", status=status)))
    (finding,) = found(article, code)
    assert (finding.path, finding.severity) == ("list/1", severity)
    assert "Number 2 " in finding.message


@pytest.mark.shared
def test_citations_of_a_real_article() -> None:
    article = checkable(mapper.read(read_file(SAMPLE)))
    (agency,) = found(article, "agency-without-source")
    assert "DEA" in agency.message
    (swapped,) = found(article, "source-titles-swapped")
    assert "numbers 2 and 6" in swapped.message
    assert len(found(article, "stripped-marker")) == 6
    assert len(found(article, "mention-without-source")) == 3
    (tracked,) = found(article, "source-tracking-parameters")
    assert tracked.path == "citations/1"
