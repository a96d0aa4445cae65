"""Emergencies, off-label uses, promises and bookings."""

from dataclasses import replace

import pytest

from editorial.checks.article import Article, OffLabelNote, Passage, Question, Section, Takeaway
from editorial.findings import Severity
from editorial.lexicon import Lexicon, shipped
from importer import mapper
from importer.checkable import checkable
from importer.parsers import read_file
from tests.editorial.checks.lexicons import LEXICON
from tests.editorial.checks.test_checks import found, paths
from tests.importer.test_documents import SAMPLE


def saying(text: str, title: str = "", heading: str = "", lexicon: Lexicon = LEXICON) -> Article:
    return Article(title=title, sections=(Section("here", 2, heading, text),), lexicon=lexicon)


# emergency-advice


@pytest.mark.parametrize(
    "text",
    [
        "If this is an emergency, please call the office.",
        "If this is an emergency, please call us.",
        "If it’s an emergency, just give us a call.",
        "In an emergency, contact our clinic right away.",
        "In an emergency, call (503) 555-0100.",
        "In case of emergency, call our Harrow Point office at (503) 555-0100.",
        "In the event of an emergency, please leave a voicemail and we will call you back.",
        "For emergencies, call the clinic's main number.",
        "Please call our office for emergencies.",
        "If you are experiencing a medical emergency, please contact our staff immediately.",
        "If you have an emergency after hours, call your provider.",
        "Should you have an emergency, please contact the front desk.",
        "Emergencies: please call our office.",
        "Is this an emergency? Call our office at once.",
        "If you are in crisis, send us a message through the patient portal.",
        "In a mental health crisis, reach out to our team.",
        "For urgent or emergency concerns, contact our clinic at 555-0133.",
        "If you have an emergency after hours, page our on-call doctor.",
        "Emergency? Call our office and ask for the nurse.",
        "This is a request only. If this is an emergency, please call the office. Do not wait.",
    ],
)
def test_an_emergency_is_sent_to_the_office(text: str) -> None:
    (finding,) = found(saying(text), "emergency-advice")
    assert (finding.path, finding.severity) == ("here", Severity.BLOCKS)
    assert "911" in finding.message
    assert "mergenc" in finding.quotes[0] or "crisis" in finding.quotes[0]


RED_FLAGS = [
    "A reading above 180/120 is an emergency. Call our nurse line and we will adjust the dose.",
    "If your blood pressure is over 180/120, call our nurse line.",
    "If you have chest pain, call our office.",
    "Chest pain or trouble breathing? Message us through the portal.",
    "If you feel suicidal, call us and leave a message.",
    "Are you thinking about ending your life? Make an appointment.",
    "For signs of a stroke, contact our office.",
    "Should you have trouble breathing, reach out to our team.",
    "Your child has swelling of the face after the shot? Call us.",
    "If bleeding does not stop after 20 minutes, call our surgeon.",
    "If you cannot breathe, lie down. Then call us.",
    "Thoughts of suicide can come back; book a session with your therapist.",
    "Severe: trouble breathing, a swollen tongue. This is anaphylaxis. Call our office at once.",
    "Chest pain or shortness of breath: ring the practice.",
    "If you have a drooping face, report it to our audiologist.",
    "If you cannot breathe, dial our office.",
    "If you vomit blood, email me.",
    "If you have chest pain, ring our front desk.",
]


@pytest.mark.parametrize("text", RED_FLAGS)
def test_signs_of_an_emergency_are_sent_to_the_office(text: str) -> None:
    (finding,) = found(saying(text), "emergency-advice")
    assert finding.severity == Severity.BLOCKS


def test_help_for_something_else_is_none() -> None:
    text = "For chest pain, please ring the practice. A swollen calf should be seen in an emergency room."
    assert paths(saying(text), "emergency-advice") == ["here"]


def test_where_the_article_says_where_help_is_it_is_a_warning() -> None:
    article = saying("If you have chest pain, call our office.")
    article = replace(article, quick_answer=Passage("answer", "In an emergency, call 911."))
    (finding,) = found(article, "emergency-advice")
    assert finding.severity == Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "Call us the same day for fever, or calf pain. Call 911 for chest pain or trouble breathing.",
        "If you have had a stroke, call us before your first session.",
        "Tell us if you have ever had chest pain.",
        "If you feel suicidal, call or text 988, then call us.",
        "If you have trouble breathing through your nose, make an appointment.",
        "People who wake up gasping should call our sleep clinic.",
        "Call us if the pain gets worse. For chest pain, go to the emergency room.",
        "If you have shortness of breath when you exercise, schedule a visit.",
        "Ketamine lowers thoughts of suicide within a day. Call us to learn more.",
        "Chest pain is the most common reason for a visit with us. Call us to learn about testing.",
        "Call us if bleeding soaks more than one gauze pad an hour.",
        "For bright red blood call 911. So does trouble breathing. Call us if your child has not drunk.",
        "Rarely, seizures happen. Call our office with questions.",
    ],
)
def test_what_is_no_sign_of_an_emergency(text: str) -> None:
    assert found(saying(text), "emergency-advice") == []


@pytest.mark.parametrize(
    "text",
    [
        "If this is an emergency, call 911.",
        "If this is an emergency, call 911 and then let our office know.",
        "Call 911 in an emergency. For anything else, contact our office.",
        "If you have an emergency, dial 911. If you need a refill, call us.",
        "If you are in crisis, call or text 988.",
        "In an emergency, go to the nearest emergency room, then call us.",
        "In an emergency, do not call the office.",
        "If this is not an emergency, call our office.",
        "Unless it is an emergency, please call our office during business hours.",
        "For non-emergency questions, call us.",
        "Most rashes are no emergency: call our office for a visit.",
        "A nosebleed is rarely an emergency, so call our clinic in the morning.",
        "If you need emergency contraception, call our office.",
        "Please call our office to update your emergency contact.",
        "After an emergency room visit, call our office within a week.",
        "If you have a dental emergency, call our office.",
        "We keep same-day slots for emergencies, so call us early.",
        "We understand emergencies happen; please call us to reschedule.",
        "We see emergencies first; call us if you are in a hurry.",
        "Our team is trained for emergencies. Call us with questions.",
        "This line is not for emergencies.",
    ],
)
def test_an_emergency_is_sent_where_help_is(text: str) -> None:
    assert found(saying(text), "emergency-advice") == []


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("Call the clinic if you think you are having a stroke.", True),
        ("With chest pain or shortness of breath, call our nurse line.", True),
        ("Call us about chest pain that comes and goes.", False),
        ("For a stroke, call 911. If you think of suicide, schedule a session.", True),
        ("Call 911 for chest pain. With chest pain or shortness of breath after it, call our office.", False),
        ("Chest pain or shortness of breath: call 911.", False),
        ("After having a stroke, people need rest.", False),
    ],
)
def test_an_emergency_that_is_not_called_one(text: str, is_wrong: bool) -> None:
    assert bool(found(saying(text), "emergency-advice")) is is_wrong


def test_emergencies_are_looked_for_everywhere() -> None:
    wrong = "If this is an emergency, call us."
    article = Article(
        outside=(Passage("note", wrong, "form"),),
        others=(Passage("callout", wrong, "callout: emergency"),),
        faq=(
            Question("asked", "What do I do in an emergency?", "We are here for you. Call our office."),
            Question("told", "What do I do in an emergency?", "Call 911. Then call our office."),
        ),
        sections=(Section("headed", 2, "In an emergency", "Please call our office."),),
        lexicon=LEXICON,
    )
    assert sorted(paths(article, "emergency-advice")) == ["asked", "callout", "headed", "note"]


# crisis-line-missing


@pytest.mark.parametrize(
    ("article", "is_missing"),
    [
        (saying("It gets better.", "Living with depression"), True),
        (saying("It gets better. Call or text 988.", "Living with depression"), False),
        (saying("In an emergency call 911.", "Living with depression"), False),
        (saying("Text HOME to 741741.", "Living with depression"), False),
        (saying("It gets better.", "Living with eczema"), False),
        (replace(saying("It helps."), keywords=("PTSD care", "PTSD help", "clinic")), True),
        (replace(saying("It helps."), keywords=("PTSD care", "clinic", "eczema")), False),
        (
            Article(
                sections=(
                    Section("1", 2, "Anxiety"),
                    Section("2", 2, "", "Anxiety."),
                    Section("3", 2, "End"),
                ),
                lexicon=LEXICON,
            ),
            True,
        ),
        (Article(sections=(Section("1", 2, "Anxiety"), Section("2", 2, "End")), lexicon=LEXICON), False),
        (
            replace(saying("", "Living with PTSD"), others=(Passage("", "Call 988.", "callout: emergency"),)),
            False,
        ),
        (
            Article(
                quick_answer=Passage("", "Depression can lift."),
                keywords=("depression", "care"),
                lexicon=LEXICON,
            ),
            True,
        ),
        (Article(quick_answer=Passage("", "Depression can lift."), lexicon=LEXICON), False),
        (replace(saying("", "Living with PTSD"), outside=(Passage("", "Call 988."),)), True),
    ],
)
def test_crisis_line_missing(article: Article, is_missing: bool) -> None:
    assert paths(article, "crisis-line-missing") == (["title"] if is_missing else [])


# off-label-undisclosed


@pytest.mark.parametrize(
    "title",
    [
        "IV Ketamine for Depression: What Patients Ask",
        "Low-Dose Naltrexone for Fibromyalgia",
        "Can Gabapentin Help with Anxiety?",
        "Treating PTSD Nightmares with Prazosin",
        "Depression Treatment: Ketamine",
    ],
)
def test_a_use_that_is_not_approved(title: str) -> None:
    (finding,) = found(saying("It helps.", title), "off-label-undisclosed")
    assert (finding.severity, finding.quotes) == (Severity.BLOCKS, (title,))


@pytest.mark.parametrize(
    "title",
    [
        "Esketamine (Spravato) for Treatment-Resistant Depression",
        "Spravato for Depression",
        "Sertraline for PTSD",
        "Zoloft for depression",
        "Gabapentin for nerve pain",
        "Gabapentin for seizures",
        "Ketamine and heart attack: what to know",
        "Does sertraline cause anxiety?",
        "Alternatives to ketamine for depression",
        "Melatonin for anxiety",
        "Living with depression",
        "Ketamine in the operating room",
    ],
)
def test_no_use_or_an_approved_one(title: str) -> None:
    assert found(saying("It helps.", title), "off-label-undisclosed") == []


@pytest.mark.parametrize(
    "words",
    [
        "This use is off-label.",
        "It is not FDA-approved for depression.",
        "The FDA has not approved it for this use.",
        "Ketamine has not been approved for depression.",
        "It is used without FDA approval.",
        "It isn’t FDA approved for mood.",
    ],
)
def test_a_use_is_disclosed(words: str) -> None:
    article = saying(words, "Ketamine for depression")
    assert found(article, "off-label-undisclosed") == []
    assert found(replace(article, sections=()), "off-label-undisclosed") != []


def test_an_off_label_note_discloses_a_use() -> None:
    note = OffLabelNote("note", "Ketamine", "depression")
    article = replace(saying("It helps.", "Ketamine for depression"), off_label_notes=(note,))
    assert found(article, "off-label-undisclosed") == []


def test_a_use_that_several_sentences_tell() -> None:
    text = "Ketamine is used for depression. Some take ketamine to treat depression at home."
    article = saying(text, "Ketamine at home", "Depression")
    (finding,) = found(article, "off-label-undisclosed")
    assert (finding.path, finding.severity) == ("title", Severity.BLOCKS)
    assert finding.quotes == ("Ketamine is used for depression.",)
    for other in (
        replace(article, sections=(Section("here", 2, "Depression", "Ketamine is used for depression."),)),
        replace(article, sections=(Section("here", 2, "At home", text),)),
        replace(article, title="What happens at home"),
    ):
        (finding,) = found(other, "off-label-undisclosed")
        assert (finding.path, finding.severity) == ("here", Severity.WARNING)


@pytest.mark.parametrize(
    ("text", "is_use"),
    [
        ("For fibromyalgia we also prescribe naltrexone.", True),
        ("Many of our patients with depression do well on ketamine.", True),
        ("Prazosin is a good choice for nightmares.", True),
        ("We treat depression with ketamine.", True),
        ("If anxiety keeps you from living, ask us about gabapentin.", True),
        ("Gabapentin helps many people with anxiety.", True),
        ("Sertraline helps many people with PTSD.", False),
        ("In a trial, ketamine helped people with depression.", False),
        ("Ketamine does not help people with anxiety.", False),
        ("There is no good evidence that prazosin helps with nightmares.", False),
        ("Prazosin helps; anxiety is common.", False),
        ("Ketamine can cause anxiety.", False),
        ("Does gabapentin help with anxiety?", False),
        ("Prazosin and depression are words.", False),
        ("Gabapentin helps with anxiety. This use is off-label.", False),
        ("Gabapentin helps with anxiety. Ketamine is not FDA-approved for depression.", False),
    ],
)
def test_one_sentence_tells_a_use(text: str, is_use: bool) -> None:
    findings = found(saying(text), "off-label-undisclosed")
    assert [finding.severity for finding in findings] == ([Severity.WARNING] if is_use else [])


@pytest.mark.parametrize(
    ("text", "drugs"),
    [
        ("Ozempic helps people with obesity.", ["Ozempic"]),
        ("Wegovy helps people with obesity.", []),
        ("Semaglutide helps people with obesity.", []),
        ("Semaglutide (Ozempic, Wegovy) helps people with obesity.", []),
        ("Ozempic and Wegovy help with anxiety.", ["Ozempic", "Wegovy"]),
        ("Dexamethasone is used for altitude sickness.", ["dexamethasone"]),
        ("For swelling of the brain we give dexamethasone.", []),
    ],
)
def test_brands_have_approvals_of_their_own(text: str, drugs: list[str]) -> None:
    messages = [
        finding.message for finding in found(saying(text, lexicon=shipped()), "off-label-undisclosed")
    ]
    assert [message.split(" for ")[0].removeprefix("The article speaks of ") for message in messages] == drugs


def test_a_symptom_of_what_a_drug_is_approved_for() -> None:
    text = "Levodopa helps with tremor."
    assert found(saying(text, "Parkinson's disease", lexicon=shipped()), "off-label-undisclosed") == []
    assert paths(saying(text, "Moving well", lexicon=shipped()), "off-label-undisclosed") == ["here"]


def test_a_symptom_of_what_a_keyword_names() -> None:
    article = saying("Gabapentin is for nerve pain.", "A vaccine", lexicon=shipped())
    assert paths(article, "off-label-undisclosed") == ["here"]
    about = replace(article, keywords=("postherpetic neuralgia",))
    assert found(about, "off-label-undisclosed") == []


@pytest.mark.parametrize(
    "title",
    ["Sleep well with insomnia", "Living with narcolepsy", "Smoking and your heart", "Tourette syndrome"],
)
def test_conditions_that_call_for_no_crisis_line(title: str) -> None:
    assert found(saying("It gets better.", title, lexicon=shipped()), "crisis-line-missing") == []


def test_a_disclosure_is_about_its_own_drug() -> None:
    article = replace(
        saying("Gabapentin helps with anxiety."),
        others=(Passage("other", "Ketamine is not FDA-approved for depression."),),
    )
    assert paths(article, "off-label-undisclosed") == ["here"]
    generic = replace(article, others=(Passage("other", "Such uses are off-label."),))
    assert found(generic, "off-label-undisclosed") == []


def test_a_drug_that_most_sections_name() -> None:
    text = "Ketamine is used for depression."
    sections = tuple(Section(str(place), 2, "Depression", text) for place in range(3))
    article = Article(title="What happens here", sections=sections, lexicon=LEXICON)
    assert paths(article, "off-label-undisclosed") == ["title"]


# absolute-promise


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine cures depression.",
        "Ketamine and TMS cure depression.",
        "This treatment is a cure for anxiety.",
        "TMS can cure your depression for good.",
        "If other medicines have not worked, ketamine cures depression.",
        "Physical therapy will cure your back pain.",
        "This cream cures eczema.",
        "Results are guaranteed.",
        "We guarantee that you will feel better.",
        "Treatment is 100% safe.",
        "The treatment is 100 percent effective.",
        "TMS is completely safe.",
        "It has no side effects.",
        "It works without any side effects.",
        "The procedure is risk-free.",
        "There is no risk with this treatment.",
        "You will get permanent relief from pain.",
        "It works for everyone.",
        "Botox is perfectly safe and always works.",
        "It not only works, it is guaranteed.",
        "Our TMS program is guaranteed to lift your depression.",
        "We guarantee you will feel better in six weeks.",
        "Ketamine infusions permanently cure PTSD.",
        "Botox is a permanent cure for migraine.",
        "With our help, your anxiety will be gone forever.",
        "Acupuncture cures back pain.",
        "This laser cures toenail fungus in one session.",
        "Our injections are 100% safe and effective.",
        "The treatment is completely safe for everyone.",
        "There are absolutely no side effects.",
        "There are no risks whatsoever.",
        "Spravato works for everyone who tries it.",
        "TMS has zero side effects and no downtime.",
        "You can be completely cured of PTSD.",
        "It is proven to cure insomnia.",
        "The procedure carries no risk at all.",
        "Our patients are cured for good.",
        "Light therapy always works.",
        "Say goodbye to depression forever.",
        "A miracle cure for chronic pain is here.",
        "We have a 100% success rate.",
        "Hormone pellets are entirely safe and risk-free.",
        "Neurofeedback eliminates ADHD for good.",
        "We will cure your knee pain without surgery.",
        "Finally, a cure for tinnitus.",
        "Dental implants never fail.",
        "Results are guaranteed or your money back.",
        "The shots are totally safe, with no side effects.",
        "This is the only cure for depression that lasts.",
        "Therapy with us never fails.",
        "You are certain to get better.",
        "The pill has no adverse effects.",
        "It works every time, for every patient.",
        "Stem cell therapy cures arthritis.",
        "We use ketamine to cure depression.",
        "The surgery is painless and has no complications.",
        "This diet reverses diabetes permanently.",
        "Every patient gets well with our method.",
        "There is no danger of side effects.",
        "Relief is permanent in most people.",
        "Severe acne clears for good.",
        "We promise a pregnancy.",
    ],
)
def test_absolute_promise(text: str) -> None:
    findings = found(saying(text), "absolute-promise")
    assert {(finding.path, finding.severity) for finding in findings} == {("here", Severity.BLOCKS)}
    assert all(finding.quotes[0] in text for finding in findings)


@pytest.mark.parametrize(
    "text",
    [
        "There is no cure for eczema. It is not a cure.",
        "While there is no single, permanent cure, symptoms can be managed.",
        "The goal is relief rather than a cure.",
        "A cure does not yet exist.",
        "Is it a cure? Will this cure my depression?",
        "Some people think that ketamine is a cure. That is a myth.",
        "Be wary of clinics that promise a cure.",
        "Anyone who guarantees results is a red flag.",
        "People call it a “miracle cure”.",
        "Researchers are searching for a cure.",
        "Cure rates are high.",
        "Early treatment cures most basal cell cancers.",
        "Antibiotics usually cure strep throat.",
        "Hepatitis C can be cured in 8 to 12 weeks.",
        "About 90% of people with early melanoma are cured.",
        "The light cures the resin in seconds.",
        "We cannot guarantee results. We can’t guarantee them.",
        "Results are not guaranteed. Therapy is never a guarantee.",
        "The Affordable Care Act guarantees coverage.",
        "No treatment is 100% safe. Nothing is completely risk-free.",
        "No medicine is without side effects.",
        "Some people have no side effects; others feel sick.",
        "This doesn't mean that the treatment is completely safe.",
        "You may wonder whether it is completely safe.",
        "It does not work for everyone.",
        "The results are permanent.",
        "Researchers hope to find ways to prevent, treat and ultimately cure the disease.",
        "Surgery is the only cure for a hernia.",
        "A bone marrow transplant is the only cure for sickle cell disease.",
        "A cure is the goal of the treatment.",
        "Small tumors are easier to cure.",
        "Riding for short periods may pose no risk.",
        "These medicines don't usually have permanent results.",
        "A normal level is defined as a cure.",
        "There is no risk of Rh problems if the father is Rh negative.",
        "Adults without risk factors start screening at 45.",
        "The infection can be cured with antibiotics.",
        "Removing the gallbladder cures the attacks.",
        "Scientists are working to cure diabetes.",
        "But a cure for itching that works for everyone has not been found.",
        "People with mild symptoms and no complications can go home the same day.",
        "The goal of treatment is to cure the cancer or to slow it.",
        "Colds have no cure, and antibiotics do not cure them.",
        "Type 2 diabetes cannot be cured, but it can go into remission.",
        "We cannot promise that you will be cured.",
        "No drug works for everyone.",
        "Most people have no side effects after the first week.",
        "If you have no side effects after two weeks, we raise the dose.",
        "Tell us if you are without side effects.",
        "Guaranteed ways to sleep do not exist.",
        "Nothing in medicine is guaranteed.",
        "A placebo has no side effects, yet people report them.",
        "To cure the infection, take all of the pills.",
        "Once cured, you can return to work.",
        "Not all relief is permanent. We do not say that relief is permanent.",
        "If you have been cured of hepatitis C, you can catch it again.",
        "The doctors know ways to find cures for it.",
        "Depression is hard to cure.",
        "No side effects were seen in the trial.",
    ],
)
def test_no_promise(text: str) -> None:
    assert found(saying(text), "absolute-promise") == []


def test_headings_promise_and_doubt() -> None:
    assert paths(saying("", title="A cure for depression"), "absolute-promise") == ["title"]
    assert paths(saying("Ketamine cures depression.", heading="Myths about it"), "absolute-promise") == []


def test_what_search_engines_show_promises() -> None:
    article = Article(seo_title="A guaranteed cure", description="Book your appointment online now.")
    assert paths(article, "absolute-promise") == ["seo_title"]
    assert paths(article, "request-called-booking") == ["search_description"]


# request-called-booking


@pytest.mark.parametrize(
    "text",
    [
        "Book your appointment now.",
        "Book your appointment online in minutes.",
        "Click here to book.",
        "Schedule online today.",
        "Reserve your spot today.",
        "Fill out the form below to book your visit.",
        "Submitting this form confirms your appointment.",
        "Thank you! Your appointment has been booked.",
        "Your appointment is scheduled as soon as you submit the form.",
        "Fill out the form and your consultation is confirmed.",
        "You will get an instant appointment.",
        "Send it, and your training week is confirmed.",
        "Pick any hour below and it will be held for you.",
        "Often it isn't. Click below to book your visit.",
        "Book your surgery online now.",
    ],
)
def test_request_called_booking(text: str) -> None:
    (finding,) = found(saying(text), "request-called-booking")
    assert (finding.path, finding.severity) == ("here", Severity.WARNING)
    outside = Article(outside=(Passage("note", text, "form"),))
    assert paths(outside, "request-called-booking") == ["note"]


@pytest.mark.parametrize(
    "text",
    [
        "Contact us to schedule your evaluation.",
        "Request an appointment below.",
        "The office will reach out to you to confirm the appointment date and time.",
        "This form does not book an appointment.",
        "Your appointment is not confirmed until we call.",
        "Once your appointment is confirmed, arrange a ride home.",
        "Call us to book your appointment. Book now! Call (503) 555-0100.",
        "Book a follow-up with your dentist twice a year.",
        "Once the form is read and your visit is confirmed, you may come.",
        "Your surgery is then a week away.",
        "Can I book online?",
    ],
)
def test_a_request_is_called_one(text: str) -> None:
    assert found(saying(text), "request-called-booking") == []


def test_a_takeaway_is_read_as_well() -> None:
    article = Article(takeaways=(Takeaway("here", "It works.", "Book now and be cured."),), lexicon=LEXICON)
    assert paths(article, "request-called-booking") == ["here"]
    assert paths(article, "absolute-promise") == ["here"]


@pytest.mark.shared
def test_the_safety_of_a_real_article() -> None:
    article = replace(checkable(mapper.read(read_file(SAMPLE))), lexicon=LEXICON)
    (advice,) = found(article, "emergency-advice")
    assert advice.path.startswith("form/notes/")
    (off_label,) = found(article, "off-label-undisclosed")
    assert "ketamine for depression" in off_label.message
    assert paths(article, "crisis-line-missing") == ["title"]
    assert found(article, "absolute-promise") == found(article, "request-called-booking") == []


@pytest.mark.parametrize(
    ("title", "heading", "text", "is_told"),
    [
        ("Adult acne", "Spironolactone", "It blocks hormones. We start with 50 mg a day.", True),
        ("Clearer skin", "Spironolactone", "A trial gave women with acne spironolactone, 100 mg.", True),
        ("Insomnia", "Trazodone", "The usual dose is 50 mg at night.", True),
        ("Insomnia", "Trazodone", "This off-label use is old. The usual dose is 50 mg at night.", False),
        ("Insomnia", "Trazodone", "Some have heard of it.", False),
        ("Migraine prevention", "Topiramate", "We start with 25 mg.", False),
        ("Adult acne", "What we think of spironolactone today", "We start with 50 mg.", False),
    ],
)
def test_a_drug_for_a_heading(title: str, heading: str, text: str, is_told: bool) -> None:
    findings = found(saying(text, title, heading, shipped()), "off-label-undisclosed")
    assert [one.severity for one in findings] == ([Severity.WARNING] if is_told else [])
