"""Figures with the words, times, ages and people that belong to them."""

import pytest

from editorial.checks.article import Article, Passage, Section, Takeaway, rows_in_words
from editorial.checks.figures.judging import judged

MISTAKEN = [
    (
        "Of those who tapered, 11% finished the course; of those who stayed on it, 66% did.",
        "66% of those who tapered and 11% of those who stayed on it finished the course.",
    ),
    (
        "Of those who tapered, 11% finished the course; of those who stayed on it, 66% did.",
        "Only 11% of those who stayed on it finished the course.",
    ),
    (
        "It was 88% less common in women vaccinated before 17 and 53% in those vaccinated at 17 to 30.",
        "It was 88% less common in women vaccinated before 20.",
    ),
    ("At week 12, 72% had clear skin. By week 24 it was 80%.", "72% had clear skin at week 24."),
    ("At 12 weeks 72% had responded and at 24 weeks 80% had.", "72% had responded at 24 weeks."),
    ("Among women under 38, 44% had a baby.", "44% of women under 40 had a baby."),
    (
        "We recommend one embryo for most patients under 38.",
        "We recommend one embryo for most patients under 40.",
    ),
    ("Most people take it for three to six months.", "Most people take it for about four to six months."),
    ("Hair grows back in three to six months.", "Hair grows back in about four to six months."),
    ("In the trial, 60% of patients responded.", "60% of patients did not respond."),
    ("In the trial, 38% were not able to finish.", "38% were able to finish."),
    (
        "26% relapsed within a year on lithium and 54% on placebo.",
        "54% relapsed within a year on lithium and 26% on placebo.",
    ),
    (
        "Pain fell by half in 33% with gabapentin and 15% with placebo.",
        "33% with placebo had their pain cut in half.",
    ),
    (
        "22.8% of adults with diabetes do not know it.",
        "22.8% of American adults have diabetes and do not know it.",
    ),
    (
        "Nationally 54.1% of egg retrievals under 35 end in a live birth.",
        "54% of embryo transfers under 35 end in a live birth.",
    ),
    (
        "Live birth per egg retrieval was 54.1% under 35.",
        "Of all embryo transfers under 35, 54% end in a live birth.",
    ),
    ("Nausea occurred in 44% on semaglutide and 16% on placebo.", "16% on semaglutide had nausea."),
    (
        "Nausea was reported by 44.2% of people on semaglutide and 16.1% of people on placebo.",
        "Nausea was reported by 16.1% of people on semaglutide.",
    ),
    ("A1C fell by 1.5 percentage points at 26 weeks.", "A1C fell by 1.5 percentage points at 52 weeks."),
    ("After surgery, 90% walked without pain at one year.", "90% walked without pain at one month."),
    (
        "Of the 143 patients, 49% responded and 15% were in remission after ten infusions.",
        "Of the 143 patients, 15% responded after ten infusions.",
    ),
    (
        "The vaccine prevented 91% of cases in adults 60 and older.",
        "The vaccine prevented 91% of cases in adults 50 and older.",
    ),
    ("Treat blood pressure of 130/80 or higher.", "Treat blood pressure above 130/80."),
    ("Children 12 and older may have the shot.", "Children over 12 may have the shot."),
    ("Fewer than 1 in 1,000 have a stroke.", "Fewer than 1 in 100 have a stroke."),
    ("About 15% of men and 30% of women have migraine.", "About 30% of men have migraine."),
    # of its own kind, in another part of the sentence
    (
        "You wear a sling for six weeks and lift nothing heavy for 12 weeks.",
        "You wear the sling for 12 weeks.",
    ),
    (
        "The index fell from 26 to 11 with the brace and to 5 with the mask.",
        "The index fell from 26 to 5 with the brace.",
    ),
    (
        "The odds ratio of clots was 1.58 with tablets. With patches it was 0.93.",
        "The odds ratio of clots was 0.93 with tablets and 1.58 with patches.",
    ),
    # with the dose or the drug of another
    (
        "At 150 mg once a day, 46% had less pain; at 200 mg twice a day, 76% had.",
        "With 200 mg twice a day, 46% had less pain.",
    ),
    (
        "Atorvastatin lowers it by 55%; pravastatin lowers it by 35%.",
        "A strong one such as pravastatin lowers it by 55%.",
    ),
    # turned round
    ("Warfarin lowered the risk of stroke by 64%.", "Warfarin raised the risk of stroke by 64%."),
    ("Warfarin lowered the risk of stroke by 64%.", "Warfarin lowered the risk of stroke to 64%."),
    ("There were 8 more strokes per 10,000 women.", "There were 8 fewer strokes per 10,000 women."),
    ("We ask for 150 minutes of exercise a week.", "Aim for 150 minutes of exercise a day."),
    ("Major bleeding came to 2.1% and 3.1% a year.", "Major bleeding came to 2.1% a month."),
    ("The babies ate peanut three times a week.", "Offer peanut three times a day."),
    # one, and first
    ("Two negative tests are needed before the start.", "One negative test is needed before the start."),
    ("A single dose of the syrup is enough for croup.", "Three doses of the syrup are enough for croup."),
    (
        "Relapse is most frequent in the first month of treatment.",
        "Relapse is most frequent in the first year of treatment.",
    ),
    (
        "We watch the child for at least two hours after the mist.",
        "We watch the child for about two hours after the mist.",
    ),
    # a narrower group
    (
        "About 10% of women of reproductive age have it in their lives.",
        "About 10% of infertile women have it in their lives.",
    ),
    (
        "Give 2 teaspoons of peanut butter in warm water.",
        "Give 2 tablespoons of peanut butter in warm water.",
    ),
    ("The vaccine works best before age 15.", "The vaccine works best before turning 17."),
    (
        "Ezetimibe lowers cholesterol by a further 18% to 20%. PCSK9 inhibitors are injected every two or"
        " four weeks and lower it by about 60%.",
        "Ezetimibe adds 18% to 20%, PCSK9 inhibitors about 20%.",
    ),
    ("Exacerbations were 64% less frequent on the inhaler.", "On the inhaler deaths were 64% less frequent."),
    (
        "With the egg donor program 55% of retrievals led to a live birth.",
        "With the egg donor program 55% of retrievals led to a pregnancy.",
    ),
    (
        "The lifetime risk of another operation was 35% for men in their early 50s.",
        "The lifetime risk of another operation is 35% for women in their early 50s.",
    ),
    (
        "Severe overstimulation, with fluid in the belly, occurs in about 1% of cycles.",
        "Mild overstimulation occurs in about 1% of cycles.",
    ),
    (
        "Attacks were 64% less frequent with the inhaler than with placebo.",
        "Attacks were 64% less frequent with the inhaler than with aspirin.",
    ),
    (
        "The rate of attacks was 0.07 against 0.20 a year with the inhaler. Two puffs a day came to 0.09.",
        "With the inhaler the rate of attacks was 0.07 against 0.09 a year.",
    ),
    ("Attacks fell from 1.74 a year to 0.83.", "Attacks went from 0.83 to 1.74 a year."),
    (
        "Infection occurred in 0.02% when an antibiotic was injected and in 0.35% when it was not.",
        "An antibiotic lowers the risk of infection from 0.02% to 0.35%.",
    ),
    (
        "The first trial had 15,411 adults. Shingles occurred in 16 people with the vaccine and in 210 with"
        " placebo. The second trial enrolled 13,900 people.",
        "Among 13,900 people shingles occurred in 16 with the vaccine and 210 with placebo.",
    ),
    (
        "Events occurred in 142 people on the statin and 251 on placebo.",
        "Events occurred in 251 people on the statin and 142 on placebo.",
    ),
    (
        "In registries 89% of hips were in place at 15 years, 70% at 20 years.",
        "In registries 89% of hips survived 20 years and 70% survived 15 years.",
    ),
    (
        "Of the patients 90% were satisfied with the hip at one year.",
        "Of the patients 90% were satisfied with the hip a month later.",
    ),
    (
        "Efficacy was 89% over years six to ten, and in year ten alone it was 73.2%.",
        "In year ten efficacy was still 89%.",
    ),
    (
        "A bridge lasts 10 to 15 years, and 89% of bridges are in place after 10 years.",
        "After 15 years 89% of bridges are in place.",
    ),
    (
        "Miscarriage depends on age: about 15% before 35 and more than 40% after 42.",
        "Miscarriage ends about 15% of pregnancies after age 42.",
    ),
    (
        "After 8 weeks insomnia had fallen by 4.8 points in the app group; 61% against 21% no longer had a"
        " problem at 24 weeks.",
        "An app worked for 61%, against 21% with education, at 8 weeks.",
    ),
    ("Prednisone 40 mg daily is the usual course.", "The usual course of prednisone is 40 mg twice a day."),
    (
        "Melatonin shortens falling asleep by about 7 minutes.",
        "With melatonin people fall asleep about 7 minutes later.",
    ),
    (
        "It was found in 22% of patients, and its milder form, mucositis, in 43%.",
        "It was found in 43% of patients and mucositis in 22%.",
    ),
    (
        "In 7,765 women the drip lowered spine fractures by 70% and hip fractures by 41% over three years.",
        "The drip lowered spine fractures by 41% and hip fractures by 70% in 7,765 women.",
    ),
    ("Balance training lowers falls by 23%.", "Balance training raises falls by 23%."),
    (
        "Those who drank enough had a second stone in 12%, compared with 27% of the others.",
        "Drinking more lowered second stones from 12% to 27%.",
    ),
]

RIGHT = [
    ("26% of people felt better with sleep and 12% with naps.", "In a trial, 12% of people felt better."),
    (
        "Of those who tapered, 11% finished the course; of those who stayed on it, 66% did.",
        "66% of those who stayed on it and 11% of those who tapered finished the course.",
    ),
    ("Two thirds had responded, with fewer than 20 pauses an hour.", "Two thirds had responded at one year."),
    (
        "The rate was 4 per 1,000 with the drug and 9 per 1,000 without it.",
        "It led to less than half the rate.",
    ),
    ("Relapse came to 27% with therapy and 61% without.", "Therapy led to less than half the relapses."),
    (
        "At week 12, 72% had clear skin. By week 24 it was 80%.",
        "72% had clear skin at week 12 and 80% at week 24.",
    ),
    ("At 12 weeks 72% had responded and at 24 weeks 80% had.", "80% had responded at 24 weeks."),
    ("At 12 weeks 72% had responded and at 24 weeks 80% had.", "72% had responded after three months."),
    ("Among women under 38, 44% had a baby.", "44% of women under 38 had a baby."),
    (
        "26% relapsed within a year on lithium and 54% on placebo.",
        "26% relapsed within 12 months on lithium, compared with 54% on placebo.",
    ),
    (
        "Pain fell by half in 33% with gabapentin and 15% with placebo.",
        "33% had their pain cut in half, against 15% with placebo.",
    ),
    ("22.8% of adults with diabetes do not know it.", "22.8% of people with diabetes do not know it."),
    (
        "Nationally 54.1% of egg retrievals under 35 end in a live birth.",
        "About 54% of retrievals in women under 35 end in a live birth.",
    ),
    (
        "Nausea occurred in 44% on semaglutide and 16% on placebo.",
        "44% on semaglutide had nausea, more than the 16% on placebo.",
    ),
    (
        "Nausea occurred in 44% on semaglutide and 16% on placebo.",
        "44% had nausea, many more than on placebo.",
    ),
    ("Of people on the drug, 40% felt better at week 4 and 55% at week 8.", "55% felt better at week 8."),
    ("40% felt better with drug A and 55% with drug B.", "55% felt better with drug B."),
    ("With drug A 40%, with drug B 60% and with both 70% improved.", "60% improved with drug B."),
    ("In women 40% improved, in men 60%.", "60% of men improved."),
    (
        "Remission was 36.8% after the first step. After four steps it came to 67%.",
        "67% reach remission after four steps.",
    ),
    ("In the trial, 60% of patients responded.", "60% of patients responded, and 40% did not."),
    ("In the trial, 60% of patients had no pain.", "60% of patients were free of pain."),
    (
        "After four weeks 69% responded with esketamine, against 52% with placebo. Remission came to 52.5%.",
        "69% responded with esketamine after four weeks and about half were in remission.",
    ),
    (
        "Of the 143 patients, 49% responded and 15% were in remission after ten infusions.",
        "After ten infusions 49% responded, and 15% of the 143 were in remission.",
    ),
    (
        "After one year, 46% were in remission and 4% with usual care. After two years it was 36% and 3%.",
        "46% were in remission after one year and 36% after two.",
    ),
    (
        "The device is worn for 12 weeks. At follow-up after one year, 30% were dry.",
        "A year later 30% were dry.",
    ),
    ("About 15% of men and 30% of women have migraine.", "Migraine affects 30% of women and 15% of men."),
    (
        "About 15% of men and 30% of women have migraine.",
        "Twice as many women as men have migraine: 30% against 15%.",
    ),
    (
        "Most people take it for three to six months.",
        "Most people take it for three to six months, and some for a year.",
    ),
    (
        "The rate of live birth per transfer was 48% and per retrieval 54%.",
        "Per retrieval 54% had a live birth.",
    ),
    ("In adults 65 and older 12% fell, and in adults under 65 it was 4%.", "12% of older adults fell."),
    (
        "You wear a sling for six weeks and lift nothing heavy for 12 weeks.",
        "You wear the sling for six weeks.",
    ),
    (
        "Atorvastatin lowers it by 55%; pravastatin lowers it by 35%.",
        "A strong one such as atorvastatin lowers it by 55%.",
    ),
    ("Warfarin lowered the risk of stroke by 64%.", "With warfarin the risk of stroke fell by 64%."),
    ("Warfarin lowered the risk of stroke by 64%.", "Warfarin did not raise the risk, it lowered it by 64%."),
    ("The index fell by up to 23% with the brace.", "With the brace the index fell by up to 23%."),
    ("We ask for 150 minutes of exercise a week.", "Aim for 150 minutes of exercise each week."),
    (
        "Two doses protect 97 in 100; one dose protects 93 in 100.",
        "Two doses protect 97 in 100, one dose 93 in 100.",
    ),
    ("Relapse is most frequent in the first month.", "In the first month relapse is most frequent."),
    (
        "Stroke was seen in 0.4% with the drug and 0.9% without it.",
        "A stroke was about half as frequent with the drug.",
    ),
    (
        "The next episode came after 200 days, and after 93 with placebo.",
        "It put off the next episode by about 15 weeks.",
    ),
    (
        "For 10,000 women in a year there were 8 more cases.",
        "It was fewer than 1 extra case per 1,000 women.",
    ),
    (
        "The score differed by 5 points after five years.",
        "The score differed by 5 points out of 100 after five years.",
    ),
    ("About 7% of adults in the United States have it.", "About 7% of American adults have it."),
    (
        "Eight weeks after they stopped, 8.6% were well, and 49% at the end of a 12-week course.",
        "Eight weeks after a 12-week course, 8.6% were well.",
    ),
    (
        "Wait for 30 minutes. Severe bleeding occurs in 10% of operations after the age of 80.",
        "Bleeding is seen in 10% after 80.",
    ),
    (
        "In a survey 16.7% had a reaction that kept them from their work.",
        "About one in six people cannot go about their day.",
    ),
    ("An implant costs $2,500 and the crown $1,800.", "An implant with its crown costs $4,300."),
    (
        "Of the people who took the tablet, 29% were free of pain after two hours.",
        "The tablet frees 29% of people from pain in two hours.",
    ),
    (
        "After a year 83% of people with tennis elbow were better.",
        "Tennis elbow gets better in 8 or 9 of 10 people within a year.",
    ),
    (
        "At 15 weeks 61% against 21% slept well with the app.",
        "With the app 61% slept well at 15 weeks, compared with 21%.",
    ),
    (
        "The ketamine group had 55% with a response, against 41% with shocks.",
        "55% of people without psychosis had a response to ketamine.",
    ),
    (
        "In a trial of 675 adults with mild asthma severe attacks were 60% fewer.",
        "In a trial of 675 adults severe attacks were 60% fewer.",
    ),
    (
        "Live births were 55% per retrieval under 35 and 4% above 42.",
        "Live births fall from 55% per retrieval under 35 to 4% above 42.",
    ),
    ("It affects 9.8% of women and 6.1% of men.", "In women it is 9.8% against 6.1% in men."),
    (
        "New diabetes was seen in 0.1% of users of statins a year.",
        "About 1 in 1,000 people a year develops diabetes on statins.",
    ),
    ("Some 8.8% of Americans, or 1 in 11, have had a stone.", "About 1 in 11 Americans has a stone."),
    (
        "After five years of tablets or three years of drips we look at a break.",
        "Most people take a break after five years.",
    ),
    (
        "After three years 8.0% on alendronate and 15.0% on placebo had a spine fracture; hip fractures"
        " occurred in 1.1% and 2.2%.",
        "Hip fractures occurred in 1.1% with alendronate and 2.2% with placebo.",
    ),
]


def codes(body: str, summary: str, table: str = "") -> set[str]:
    article = Article(
        title="A treatment",
        sections=(Section("section", 2, "Results", body),),
        others=(Passage("table", table, "table"),),
        takeaways=(Takeaway("takeaway", summary),),
    )
    return {finding.code for finding in judged(article)}


@pytest.mark.parametrize(("body", "summary"), MISTAKEN)
def test_what_belongs_to_another_figure(body: str, summary: str) -> None:
    assert codes(body, summary)


@pytest.mark.parametrize(("body", "summary"), RIGHT)
def test_what_belongs_to_the_figure(body: str, summary: str) -> None:
    assert codes(body, summary) == set()


BIRTHS = rows_in_words(
    ("Age", "Live births per egg retrieval"), [("Under 35", "53.5%"), ("35-37", "39.8%"), ("Over 42", "4.5%")]
)


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("About 54% of retrievals under 35 end in a live birth.", set()),
        ("Live births per retrieval fall from 53.5% under 35 to 4.5% over 42.", set()),
        ("53.5% of retrievals under 38 end in a live birth.", {"figure-differs"}),
        ("39.8% of retrievals under 35 end in a live birth.", {"figure-differs"}),
        ("53.5% of retrievals at 35 and under end in a live birth.", {"figure-boundary"}),
        ("53.5% of transfers under 35 end in a live birth.", {"figure-denominator"}),
    ],
)
def test_a_table(summary: str, expected: set[str]) -> None:
    assert codes("We count live births.", summary, BIRTHS) == expected


@pytest.mark.parametrize(
    ("header", "rows", "expected"),
    [
        (("Dose", "Nausea"), [("5 mg", "12%"), ("10 mg", "")], "Dose 5 mg: Nausea 12%\nDose 10 mg"),
        ((), [("one", "two", "three")], "one: two; three"),
        (("A",), [("one", "two")], "A one: two"),
        (("A", "B"), [("", "two"), ("", "")], "B two"),
    ],
)
def test_a_table_in_words(header: tuple[str, ...], rows: list[tuple[str, ...]], expected: str) -> None:
    assert rows_in_words(header, rows) == expected
