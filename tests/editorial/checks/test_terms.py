"""The checks of terms by examples: what they find, and what they leave alone."""

from dataclasses import replace
from decimal import Decimal

import pytest

from editorial.checks import CHECKS, terms
from editorial.checks.article import (
    Article,
    OffLabelNote,
    Passage,
    Question,
    Reference,
    Section,
    StudyResult,
    Takeaway,
)
from editorial.checks.terms.statements import Figure, figures, shared_figures, topics
from editorial.checks.terms.studies import studies
from editorial.findings import Finding, Severity
from editorial.lexicon import Lexicon, Term, shipped
from importer import mapper
from importer.checkable import checkable
from importer.parsers import read_file
from tests.importer.test_documents import SAMPLE

ARTICLE = Article(title="Knee injections at our clinic")


def written(body: str = "", short: str = "", detail: str = "", answer: str = "", **parts: object) -> Article:
    """An article with these words in a section, the quick answer, a takeaway and an answer."""
    return replace(
        ARTICLE,
        quick_answer=Passage("quick_answer", short or "We look at your knee."),
        sections=(Section("body/0", 2, "What we do", body or "We look at your knee."),),
        takeaways=(Takeaway("takeaway", "A claim.", detail),) if detail else (),
        faq=(Question("faq/0", "Who may come?", answer),) if answer else (),
        **parts,  # type: ignore[arg-type]
    )


def found(article: Article, code: str) -> list[Finding]:
    findings = list(CHECKS[code](article))
    assert {finding.code for finding in findings} <= {code}
    return findings


def warned(article: Article, code: str) -> list[str]:
    """The paths of what is more than a note."""
    return [one.path for one in found(article, code) if one.severity != Severity.NOTE]


# term-not-in-body


@pytest.mark.parametrize(
    ("short", "body", "named"),
    [
        ("You may feel nausea.", "We inject the knee.", ["nausea"]),
        ("You may feel dizzy.", "Some people are light-headed for an hour.", []),
        ("Nausea is common.", "Some people feel queasy.", []),
        ("Constipation and hair loss are common.", "We inject the knee.", ["Constipation", "hair loss"]),
        ("Side effects include stomach upset.", "Diarrhea is common.", []),
        ("Diarrhea is common.", "Side effects include stomach upset.", ["Diarrhea"]),
        ("Spravato is a spray.", "Esketamine comes as a spray.", []),
        ("Ketamine is a drug.", "Esketamine comes as a spray.", ["Ketamine"]),
        ("We use Humira.", "We use biologics.", ["Humira"]),
        ("The PHQ-9 fell by half.", "Scores on the Patient Health Questionnaire fell by half.", []),
        ("The PHQ-9 fell by half.", "Scores on the MADRS fell by half.", ["PHQ-9"]),
        ("Stroke is a rare risk.", "We inject the knee.", ["Stroke"]),
        ("Blood-pressure elevations are common.", "Blood pressure and pulse often rise.", []),
        ("It makes you sleepy.", "We inject the knee.", []),
        ("It helps with attention-deficit/hyperactivity disorder.", "We inject the knee.", []),
        ("Hyperactivity is common.", "We inject the knee.", ["Hyperactivity"]),
        ("Sedation by mouth is available.", "We inject the knee.", []),
        ("Sedation with midazolam is offered.", "We inject the knee.", ["midazolam"]),
        ("Sedation is common.", "We inject the knee.", ["Sedation"]),
        ("Don't worry if it hurts.", "We inject the knee.", []),
        ("Are you afraid of nausea?", "We inject the knee.", []),
        ("If you think of suicide, call 988.", "We inject the knee.", []),
        ("It helps people who have had a heart attack or stroke.", "We inject the knee.", []),
        # a risk by what is said of it
        ("The shot may raise the risk of brittle nails.", "We inject the knee.", ["brittle nails"]),
        ("The shot can cause silvery spots and nausea.", "Nausea is common.", ["silvery spots"]),
        ("The shot can cause silvery spots.", "Spots of a silvery color appear.", []),
        ("Side effects are mostly mild.", "We inject the knee.", []),
        ("It does not raise the risk of brittle nails.", "We inject the knee.", []),
        # in other words, or in another order
        ("An injured nerve is rare.", "Injury of the nerve is rare.", []),
        # a scale that the lexicon does not know
        ("XYZ-12 scores fell by half.", "We inject the knee.", ["XYZ-12"]),
        ("XYZ-12 scores fell by half.", "We ask the XYZ-12.", []),
        ("The low-FODMAP diet helps.", "We inject the knee.", []),
        ("Symptoms include nausea.", "We inject the knee.", ["nausea"]),
    ],
)
def test_term_not_in_body(short: str, body: str, named: list[str]) -> None:
    findings = found(written(body, short), "term-not-in-body")
    assert [one.severity for one in findings] == [Severity.WARNING] * len(named)
    for finding, name in zip(findings, named, strict=True):
        assert f"“{name}”" in finding.message
        assert finding.path == "quick_answer"
        assert name in finding.quotes[0]


@pytest.mark.parametrize(
    "where",
    [
        {"sections": (Section("body/0", 2, "Nausea", "It passes."),)},
        {"sections": (Section("body/0", 2, "Effects", "They pass.", ("Nausea",)),)},
        {"introduction": Passage("introduction", "Nausea is common.")},
        {"others": (Passage("callout", "Nausea is common.", "callout: caution"),)},
        {"off_label_notes": (OffLabelNote("note", "Ondansetron", "nausea"),)},
        {"faq": (Question("faq/0", "Will I have nausea?", "Perhaps."),)},
        {"faq": (Question("faq/0", "What will I feel?", "Nausea, perhaps."),)},
    ],
)
def test_everything_that_a_summary_may_sum_up(where: dict[str, object]) -> None:
    article = written("We inject the knee.", "You may feel nausea.")
    assert warned(article, "term-not-in-body") == ["quick_answer"]
    assert warned(replace(article, **where), "term-not-in-body") == []  # type: ignore[arg-type]


def test_each_term_is_told_once_with_all_its_places() -> None:
    article = written(
        short="Nausea is common.",
        detail="You may feel queasy.",
        study_results=(StudyResult("result", 3, 10, "felt nausea"),),
    )
    (finding,) = found(article, "term-not-in-body")
    assert (finding.path, len(finding.quotes)) == ("quick_answer", 3)


@pytest.mark.parametrize(
    ("article", "severities"),
    [
        (written(short="It does not cause weight gain."), ["note"]),
        (written(short="It helps without nausea."), ["note"]),
        (written(short="It causes not only nausea."), ["warning"]),
        (written(short="No nausea for most. Nausea for some."), ["warning"]),
        (written(answer="Nausea is common."), ["note"]),
        (written(short="Nausea is common.", answer="Nausea is common."), ["note"]),
        (written("We inject the knee and some feel nausea.", answer="Nausea is common."), []),
    ],
)
def test_what_is_denied_or_only_answered_is_noted(article: Article, severities: list[str]) -> None:
    assert [one.severity.value for one in found(article, "term-not-in-body")] == severities


def test_a_draft_without_a_body_is_left_alone() -> None:
    assert found(replace(written(short="Nausea is common."), sections=()), "term-not-in-body") == []


def test_an_editor_adds_a_word() -> None:
    article = written("Some get the wobbles.", "Dizziness is common.")
    assert warned(article, "term-not-in-body") == ["quick_answer"]
    own = Lexicon((Term("effect", "dizziness", ("the wobbles",)),))
    assert warned(replace(article, lexicon=own), "term-not-in-body") == []


# gravest-risk-missing


@pytest.mark.parametrize(
    ("body", "risk"),
    [
        ("The drug can, in rare cases, cause respiratory depression.", "respiratory depression"),
        ("The FDA describes risks like slowed breathing with this drug.", "slowed breathing"),
        ("The injection carries a boxed warning about suicidal thoughts.", "suicidal thoughts"),
        ("The shot takes a minute. Rarely, it leads to liver failure.", "liver failure"),
        ("The drug is new. Deaths have been reported.", "Deaths"),
        ("The drug raises the risk of stroke.", "stroke"),
        ("The FDA has warned of psychiatric events and slowed breathing with the drug.", "slowed breathing"),
        ("The drug may cause nausea. Serious complications include seizures.", "seizures"),
        ("Antidepressants can trigger mania, a serious risk in bipolar disorder.", "mania"),
        ("The risk of infection after the injection is about 1 in 10,000.", "infection"),
        # of the illness, or of something else
        ("Depression raises the risk of suicide.", ""),
        ("Untreated apnea can cause a stroke, and treatment matters.", ""),
        ("High blood pressure can lead to stroke.", ""),
        ("High blood pressure has no symptoms. It can lead to stroke.", ""),
        ("The drug lowers the risk of stroke.", ""),
        ("The drug does not cause seizures.", ""),
        ("People with a history of seizures should not take the drug.", ""),
        ("Can the drug cause seizures?", ""),
        ("In 2024, 228,668 overdose deaths were reviewed, and the drug was found in 0.4%.", ""),
        ("Call 911 if the drug causes a seizure.", ""),
        ("The drug may cause nausea.", ""),
        ("The drug can be misused.", ""),
        ("Thousands die of it every year without treatment.", ""),
        ("The shot takes a minute. Birth defects are its gravest risk in pregnancy.", "Birth defects"),
        ("A surgeon may do an operation to remove tumors.", ""),
        ("Stroke medicines may help.", ""),
        ("The drug may kill lice.", ""),
        ("Rarely, those who take steroids for cancer have seizures from the drug.", "seizures"),
        ("The drug is simple. Eluxadoline can cause pancreatitis.", ""),
        ("Surgery is simple. Death from surgery did not differ between the groups, a risk of 1%.", ""),
        ("Deaths have occurred from the drug.", "Deaths"),
    ],
)
def test_gravest_risk_missing(body: str, risk: str) -> None:
    findings = found(written(body, "It may cause nausea."), "gravest-risk-missing")
    assert [one.path for one in findings] == (["body/0"] if risk else [])
    assert all(risk in one.quotes[0] and f"“{risk}”" in one.message for one in findings)


@pytest.mark.parametrize(
    ("body", "is_missing"),
    [
        ("The shot takes a minute. In rare cases it has been fatal.", True),
        ("The shot takes a minute. Asthma is common and can be fatal.", False),
        ("The shot takes a minute. Deep sea divers at work are at risk of a stroke.", False),
        ("Blood clots can block a vessel before the operation.", False),
        ("We give a shot. Walk. Rest. Sleep. Eat. Drink. Deaths have been reported.", False),
    ],
)
def test_a_grave_risk_where_the_title_names_no_treatment(body: str, is_missing: bool) -> None:
    article = replace(written(body, "It helps."), title="Living with asthma")
    assert bool(found(article, "gravest-risk-missing")) is is_missing


@pytest.mark.parametrize(
    ("article", "is_missing"),
    [
        (written("The drug can cause seizures.", "Seizures are rare."), False),
        (written("The drug can cause seizures.", detail="A convulsion is rare."), False),
        (written("The drug can cause seizures.", answer="Seizures are rare."), False),
        (written("The drug can cause seizures.", "Call 911 for a seizure."), True),
        (written("The drug can cause seizures.", "A seizure can be deadly, so call 911."), False),
        (written("The drug can cause seizures or a stroke.", "A stroke is rare."), False),
        (written("The drug can cause seizures, and infection is a risk.", "Infection is rare."), True),
        (
            written(
                "The drug can cause seizures. It has a boxed warning about suicidal thoughts.", "Seizures."
            ),
            True,
        ),
        (written("The drug can cause anaphylaxis.", "An allergic reaction is rare."), False),
        (written("The drug can cause bowel injury.", "Injury of the bowel is rare."), False),
        (written("The drug can cause slowed breathing and death.", "Death is rare."), True),
        (replace(written("The drug can cause seizures."), title="Drugs and seizures"), False),
        (written("The drug can cause death.", "Bleeding can be life-threatening."), False),
        (written("The FDA warns of codeine, which can stop breathing.", "Never take codeine."), False),
        (written("The FDA warns of codeine, which can stop breathing.", "Never skip codeine."), True),
        (replace(written("The drug can cause seizures."), quick_answer=None), False),
    ],
)
def test_where_a_grave_risk_is_named(article: Article, is_missing: bool) -> None:
    assert bool(found(article, "gravest-risk-missing")) is is_missing


def test_short_lines_below_a_heading_about_risks() -> None:
    def article(heading: str) -> Article:
        sections = (Section("a", 2, heading, ""), Section("b", 3, "Rare", "Seizures\nStroke"))
        return replace(written(), sections=sections)

    assert warned(article("Risks and side effects"), "gravest-risk-missing") == ["b"]
    assert warned(article("Risks of surgery"), "gravest-risk-missing") == ["b"]
    assert warned(article("Who we treat"), "gravest-risk-missing") == []
    assert warned(article("Complications of diabetes"), "gravest-risk-missing") == []
    assert warned(article("Risk factors"), "gravest-risk-missing") == []


def test_a_callout_about_getting_help_tells_no_risk() -> None:
    text = "The drug can cause seizures."
    for kind, paths in (("callout: emergency", []), ("callout: caution", ["c"])):
        article = replace(written(), others=(Passage("c", text, kind),))
        assert warned(article, "gravest-risk-missing") == paths


# uncertainty-lost

REMISSION = "Response was higher with the shot, while remission stayed small and did not separate clearly."


@pytest.mark.parametrize(
    ("body", "short", "is_lost"),
    [
        (REMISSION, "More people responded, though remission was smaller.", True),
        (REMISSION, "Remission was higher with the shot.", True),
        (REMISSION, "More people responded, though remission did not differ.", False),
        (REMISSION, "More people responded; remission was no better.", False),
        ("Pain scores did not differ between the groups.", "The shot reduced pain scores.", True),
        (
            "The difference in walking speed was not statistically significant.",
            "Patients gained walking speed with the shot.",
            True,
        ),
        ("More data are needed on long-term safety.", "The shot is safe in the long term.", True),
        (
            "More data are needed on long-term safety.",
            "Whether it is safe in the long term is unknown.",
            False,
        ),
        # nothing in the summaries is unsure
        ("More research is needed.", "The shot works.", True),
        ("Whether the benefit lasts is unknown.", "The shot works.", True),
        ("Results have been mixed.", "The shot works.", True),
        ("More research is needed.", "The shot works. How long is unclear.", False),
        # another thing, another time
        ("Pain scores did not differ at 12 months.", "Pain scores fell at 6 weeks. Later is unclear.", False),
        (
            "Pain scores did not differ in men. In women, pain scores fell by 30% with the shot.",
            "Pain scores fell by 30% in women. For men it is unclear.",
            False,
        ),
        ("If the cause is unknown, we take an image.", "The shot works.", False),
        ("There is no evidence that the shot causes cancer.", "The shot works.", False),
        ("Side effects were similar in both groups.", "The shot works.", False),
        ("Does it help? More research is needed?", "The shot works.", False),
        ("More data are needed on how often to repeat the shot.", "The shot works.", False),
        ("The exact reason it helps is not known.", "The shot works.", False),
        ("It is not known why people feel better.", "The shot works.", False),
        # denied for certain, told by its figure, and unsure in other words
        (
            "Whether the shot changes the risk of cancer is not known.",
            "The risk of cancer is not raised.",
            True,
        ),
        (
            "Infection was no different, with a ratio of 1.16.",
            "Infection was more frequent, a ratio of 1.16.",
            True,
        ),
        (
            "Pain did not differ between the two.",
            "It lasts for weeks, less than pressure on the pain points. Later is unclear.",
            False,
        ),
        ("More research is needed.", "The shot works. We cannot predict for whom.", False),
        (
            "Whether tears grow faster without the shot is uncertain.",
            "The shot prevents growing of tears.",
            True,
        ),
        # what did not differ is told in another sentence, of several outcomes, or of a group
        (
            "The rate of death, stroke or cardiac arrest was 8% and 9%. The difference was not significant.",
            "The shot prevents death and stroke.",
            True,
        ),
        (
            "Pain was 54 with it and 53 with a sham, a difference that was not significant.",
            "It beats a sham.",
            True,
        ),
        ("Death from all causes did not differ between shots and placebo.", "Deaths were fewer.", True),
        # another doubt than the body's, and the same in other words
        (
            "Death did not differ. Whether the shot protects the heart is unresolved.",
            "Death did not differ.",
            True,
        ),
        (
            "Whether the shot protects the heart is unresolved.",
            "The effect on the heart isn't settled.",
            False,
        ),
        ("The quality of the evidence was graded low.", "The evidence is strong.", True),
        ("The role of eye movements is disputed.", "The eye movements are the key.", True),
        ("Our door is open to all. The shot works.", "The shot works.", False),
        ("When two shots work equally well, you choose.", "The shot works.", False),
        ("After a year, two shots work equally well.", "The shot works.", True),
    ],
)
def test_uncertainty_lost(body: str, short: str, is_lost: bool) -> None:
    findings = found(written(body, short), "uncertainty-lost")
    assert bool(findings) is is_lost
    assert all(one.severity == Severity.WARNING and one.path == "quick_answer" for one in findings)


def test_a_result_of_another_source_does_not_hold_a_doubt() -> None:
    body = "Pain did not differ between shots and sham [1].\nPain was lower in another study [2]."
    for numbers, is_lost in (((1,), True), ((2,), False), ((1, 2), False)):
        claims = (Takeaway("takeaway", "A claim.", "Pain was lower.", numbers),)
        places = warned(replace(written(body), takeaways=claims), "uncertainty-lost")
        assert ("takeaway" in places) is is_lost


def test_both_places_of_a_doubt_are_quoted() -> None:
    (finding,) = found(written(REMISSION, "Remission was higher with the shot."), "uncertainty-lost")
    assert finding.quotes[0] == "Remission was higher with the shot."
    assert "did not separate clearly" in finding.quotes[1]


# studies-rest-on-one

VA = "In the 2024 study by Smith et al., 215 veterans took part. By week six, 26% responded to the shots."
TRIAL = Reference("list/0", "Shots for knee pain: a randomized trial", "Smith AB", 2024)
REVIEW = Reference("list/1", "Shots for knee pain: a systematic review and meta-analysis")


@pytest.mark.parametrize(
    ("body", "short", "is_one"),
    [
        (VA, "Studies show that about 1 in 4 respond to the shots.", True),
        (VA, "Clinical trials have found that 26% respond.", True),
        (VA, "In a 2024 study, 26% responded.", False),
        (VA, "Studies show that 40% respond.", False),
        (VA, "Do studies show that 26% respond?", False),
        (VA + "\nIn Jones et al. (2021), 26% responded as well.", "Studies show that 26% respond.", False),
        ("Across three studies, 26% responded.", "Studies show that 26% respond.", False),
        ("In a meta-analysis of 12 trials, 26% responded.", "Studies show that 26% respond.", False),
        ("About 26% respond to the shots.", "Studies show that 26% respond.", False),
        (VA, "A review of 12 trials found that 26% respond.", False),
        (
            "In Smith et al. (2024), walking speed and stair climbing improved after shots.",
            "Studies show that shots improve walking speed and stair climbing.",
            True,
        ),
        (
            "One trial of the shots found that walking speed and stair climbing improved.",
            "Studies show that shots improve walking speed and stair climbing.",
            True,
        ),
    ],
)
def test_studies_rest_on_one(body: str, short: str, is_one: bool) -> None:
    findings = found(written(body, short), "studies-rest-on-one")
    assert [one.path for one in findings] == (["quick_answer"] if is_one else [])
    assert all(len(one.quotes) == 2 for one in findings)


@pytest.mark.parametrize(
    ("detail", "numbers", "is_one"),
    [
        ("Studies show that 40% respond.", (1,), True),
        ("Studies show that 40% respond [1].", (), True),
        ("Studies show that 40% respond.", (2,), False),
        ("Studies show that 40% respond.", (1, 2), False),
        ("Studies show that 40% respond [1, 2].", (), False),
        ("Studies show that 40% respond.", (), False),
        ("Studies show that 40% respond.", (9,), False),
        ("A trial shows that 40% respond.", (1,), False),
    ],
)
def test_many_studies_and_one_source(detail: str, numbers: tuple[int, ...], is_one: bool) -> None:
    article = replace(
        written(), takeaways=(Takeaway("here", "A claim.", detail, numbers),), sources=(TRIAL, REVIEW)
    )
    assert warned(article, "studies-rest-on-one") == (["here"] if is_one else [])


def test_the_design_of_a_source_counts_before_its_title() -> None:
    takeaway = Takeaway("here", "Studies show that 40% respond.", "", (1,))
    for design, paths in (("", []), ("cohort", ["here"]), ("meta-analysis", [])):
        source = Reference("list/0", "Shots for knee pain", design=design)
        article = replace(written(), takeaways=(takeaway,), sources=(source,))
        assert warned(article, "studies-rest-on-one") == paths


# study-design-differs

COHORT = "In Kent et al. (2025), a cohort compared 143 patients with 427. The relative risk was 1.72."


@pytest.mark.parametrize(
    ("body", "short", "differs"),
    [
        (COHORT, "A 2025 chart review found a relative risk of 1.72.", True),
        (COHORT, "A 2025 cohort found a relative risk of 1.72.", False),
        (COHORT, "A 2025 study found a relative risk of 1.72.", False),
        (COHORT, "Kent et al. (2025) reviewed charts of patients.", True),
        (COHORT, "A 2019 chart review found a relative risk of 1.72.", False),
        (COHORT, "A 2025 chart review found that 80% improved.", False),
        (COHORT, "Jones et al. (2025), a chart review, found a relative risk of 1.72.", False),
        (COHORT, "Unlike a randomized trial, the 2025 study gave a relative risk of 1.72.", False),
        (COHORT, "In 2025 a relative risk of 1.72 was found; a randomized trial is needed.", False),
        (
            "A chart review of 319 patients found less.",
            "A randomized trial of 319 patients found less.",
            True,
        ),
        ("An open-label study of 47 adults.", "A double-blind study of 47 adults.", True),
        ("A pilot trial of 47 adults.", "A randomized trial of 47 adults.", False),
        ("A retrospective cohort of 319 adults.", "A chart review of 319 adults.", False),
        (
            "A meta-analysis of 12 randomized trials (2021) found 31%.",
            "A 2021 meta-analysis found 31%.",
            False,
        ),
        ("A survey of 319 adults.", "A cross-sectional study of 319 adults.", False),
        ("A survey of 319 adults. A cohort of 500 adults.", "A cohort of 500 adults.", False),
        (
            "In a trial of 341 women, 31% had less pain.",
            "In a chart review of 341 women, 31% had less.",
            True,
        ),
        (
            "In a trial of 341 women, 31% had less pain.",
            "In a randomized trial, 31% of 341 women had less.",
            False,
        ),
        (
            "A randomized trial is worth knowing. Smith et al. (2024) gave 294 women shots.",
            "In a survey of 294 women, 31% had less.",
            True,
        ),
        (
            "A Cochrane review by Smith et al. (2020) found two studies with 493 women.",
            "A randomized trial with 493 women could not say which is better.",
            True,
        ),
        ("In a cohort of 341 athletes, 31% had less.", "In a survey of 341 athletes, 31% had less.", True),
    ],
)
def test_study_design_differs(body: str, short: str, differs: bool) -> None:
    findings = found(written(body, short), "study-design-differs")
    assert [one.path for one in findings] == (["quick_answer"] if differs else [])
    assert all(len(one.quotes) == 2 for one in findings)


@pytest.mark.parametrize(
    ("source", "detail", "differs"),
    [
        (TRIAL, "A chart review found it.", True),
        (TRIAL, "A double-blind trial found it.", False),
        (TRIAL, "It was found in 2024.", False),
        (replace(TRIAL, title="Shots for knee pain"), "A chart review found it.", False),
        (replace(TRIAL, title="Shots", design="cohort"), "A chart review found it.", True),
        (REVIEW, "A meta-analysis found it.", False),
        (REVIEW, "A randomized trial found it.", True),
    ],
)
def test_the_source_has_another_design(source: Reference, detail: str, differs: bool) -> None:
    by_choice = replace(written(), takeaways=(Takeaway("here", "A claim.", detail, (1,)),), sources=(source,))
    by_marker = replace(written(f"{detail[:-1]} [1]."), sources=(source,))
    assert warned(by_choice, "study-design-differs") == (["here"] if differs else [])
    assert warned(by_marker, "study-design-differs") == (["body/0"] if differs else [])


def test_the_source_of_a_study_is_known_by_how_many_took_part() -> None:
    article = replace(
        written(
            "Smith et al. (2024) gave 452 adults the shot. Most walked farther.",
            "A survey of 452 adults found it.",
        ),
        sources=(TRIAL,),
    )
    assert warned(article, "study-design-differs") == ["quick_answer"]


def test_an_illness_has_symptoms_of_its_own() -> None:
    croup = replace(
        written("We give a syrup.", "Asthma brings a cough and nausea."), title="Asthma in children"
    )
    assert warned(croup, "term-not-in-body") == []
    assert warned(replace(croup, title="A syrup for children"), "term-not-in-body")


def test_a_source_is_found_by_its_author() -> None:
    article = replace(written("Smith et al. (2024), a chart review, found it."), sources=(TRIAL, REVIEW))
    (finding,) = found(article, "study-design-differs")
    assert finding.quotes == ("Smith et al. (2024), a chart review, found it.", TRIAL.title)


# What they share


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("26% of 215 patients in 2024", [Figure(Decimal(26), True), Figure(Decimal(215))]),
        ("a relative risk of 1.72", [Figure(Decimal("1.72"))]),
        ("1,961 adults over 12 weeks", [Figure(Decimal(1961))]),
        ("a 95% interval, and 50% or more", []),
        ("", []),
    ],
)
def test_figures(text: str, expected: list[Figure]) -> None:
    assert figures(text) == set(expected)


@pytest.mark.parametrize(
    ("one", "other", "is_shared"),
    [
        ("26%", "1 in 4", True),
        ("26%", "one in four", True),
        ("49.22%", "49.2%", True),
        ("49.22%", "49%", True),
        ("49.22%", "50.1%", False),
        ("26%", "1 in 3", False),
        ("26%", "26", False),
        ("215 veterans", "215 people", True),
        ("1,961 adults", "1961 adults", True),
    ],
)
def test_shared_figures(one: str, other: str, is_shared: bool) -> None:
    assert bool(shared_figures(figures(one), figures(other))) is is_shared


def test_topics_are_the_telling_words_without_their_endings() -> None:
    assert topics("Long-term safety was seen in patients") == topics("safe in the long term")
    assert topics("The results of this study were the same") == frozenset()


def test_sentences_about_one_study_belong_together() -> None:
    text = (
        "In Smith et al. (2024), 215 veterans took part. By week six, 26% responded."
        " In Jones et al. (2021), 40% did. A separate cohort of 300 adults found 12%."
    )
    found = studies(shipped(), [Passage("here", text)])
    assert [(one.authors, one.years, len(one.sentences)) for one in found] == [
        ({"smith"}, {"2024"}, 2),
        ({"jones"}, {"2021"}, 1),
        (set(), set(), 1),
    ]
    assert found[2].sizes == {"300"}


# A real article


@pytest.mark.shared
@pytest.mark.skipif(not SAMPLE.exists(), reason="the real articles are not beside this checkout")
def test_a_real_article() -> None:
    article = checkable(mapper.read(read_file(SAMPLE)))
    every = [finding for check in terms.CHECKS.values() for finding in check(article)]
    told = [(one.code, one.path) for one in every if one.severity != Severity.NOTE]
    assert told == [
        ("term-not-in-body", "quick_answer"),
        ("term-not-in-body", "quick_answer"),
        ("gravest-risk-missing", "sections/2/subsections/0"),
        ("uncertainty-lost", "takeaways/1"),
        ("studies-rest-on-one", "quick_answer"),
        ("study-design-differs", "takeaways/1"),
    ]
    named = " ".join(one.message for one in every)
    assert "“dizziness”" in named
    assert "“nausea”" in named
    assert "“respiratory depression”" in named
    assert "sedation" not in named
    assert all("cohort" in one.message and "chart review" in one.message for one in every[-1:])
