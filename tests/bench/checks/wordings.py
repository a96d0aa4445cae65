"""The wordings of planted faults: several of each, so that no rule can be made for one phrase."""

from typing import NamedTuple


class Pair(NamedTuple):
    """What the body says, a summary that says the same, and one that does not."""

    body: str
    right: str
    wrong: str


BOUNDARIES = [
    Pair(
        "Response was defined as a fall of at least 35% on the scale.",
        "Response meant a fall of at least 35% on the scale.",
        "Response meant a fall of more than 35% on the scale.",
    ),
    Pair(
        "We offer the program to adults with a score below 13.",
        "The program is for adults with a score below 13.",
        "The program is for adults with a score of 13 or less.",
    ),
    Pair(
        "The trial took in people older than 71 years.",
        "The trial took in people older than 71.",
        "The trial took in people aged 71 or older.",
    ),
    Pair(
        "Remission was a score of 7 or less at the end.",
        "Remission meant a score of 7 or less.",
        "Remission meant a score below 7.",
    ),
    Pair(
        "Success was defined as a score of ≤9 points at the last visit.",
        "Success was a score of ≤9 points.",
        "Success was a score of <9 points.",
    ),
    Pair(
        "We treat at once when the level is above 275 mg/dL.",
        "We treat at once when the level is above 275 mg/dL.",
        "We treat at once when the level is 275 mg/dL or higher.",
    ),
    Pair(
        "Patients with fewer than 19 good nights a month counted as poor sleepers.",
        "Poor sleepers had fewer than 19 good nights a month.",
        "Poor sleepers had at most 19 good nights a month.",
    ),
    Pair(
        "A rise of more than 33 points was counted as a relapse.",
        "A relapse was a rise of more than 33 points.",
        "A relapse was a rise of at least 33 points.",
    ),
]

ADJUSTED = [
    Pair(
        "In a cohort of 437 patients, the adjusted hazard ratio for a relapse was 0.63.",
        "The adjusted hazard ratio for a relapse was 0.63.",
        "The hazard ratio for a relapse was 0.63.",
    ),
    Pair(
        "Older patients improved more often, with an adjusted odds ratio of 2.35.",
        "Older patients improved more often (adjusted odds ratio 2.35).",
        "Older patients improved more often (odds ratio 2.35).",
    ),
    Pair(
        "The risk of a second visit had an adjusted relative risk of 1.37.",
        "A second visit had an adjusted relative risk of 1.37.",
        "A second visit had a relative risk of 1.37.",
    ),
    Pair(
        "After adjustment for age and sex, the risk ratio was 1.83.",
        "After adjustment, the risk ratio was 1.83.",
        "The risk ratio was 1.83.",
    ),
    Pair(
        "The age-adjusted rate was 317 per 100,000 people.",
        "The age-adjusted rate was 317 per 100,000 people.",
        "The rate was 317 per 100,000 people.",
    ),
    Pair(
        "People who walked daily did better: adjusted RR 1.64.",
        "People who walked daily did better, with an adjusted RR of 1.64.",
        "People who walked daily did better, with an RR of 1.64.",
    ),
]

TIMES_MORE = [
    Pair(
        "The relative risk of a good result was 1.72.",
        "A good result was 1.72 times as likely.",
        "A good result was 1.72 times more likely.",
    ),
    Pair(
        "Compared with usual care, the risk ratio for staying well was 1.55.",
        "People were 1.55 times as likely to stay well.",
        "People were 1.55 times more likely to stay well.",
    ),
    Pair(
        "Smokers had a relative risk of 2.6 for a slow recovery.",
        "Smokers had 2.6 times the risk of a slow recovery.",
        "Smokers had a 2.6 times higher risk of a slow recovery.",
    ),
    Pair(
        "The rate ratio for a second course was 3.4.",
        "A second course was 3.4 times as frequent.",
        "A second course was 3.4 times more frequent.",
    ),
    Pair(
        "Early starters improved with a relative risk of 1.48.",
        "Early starters were 1.48 times as likely to improve.",
        "Early starters were 1.48 times likelier to improve.",
    ),
    Pair(
        "With coaching, the hazard ratio for reaching the goal was 2.15.",
        "With coaching, reaching the goal was 2.15 times as likely.",
        "With coaching, there was a 2.15 times greater chance of reaching the goal.",
    ),
]

DENOMINATORS = [
    Pair(
        "At our clinic 37% of men over 50 asked for a second visit.",
        "At our clinic 37% of men over 50 asked for a second visit.",
        "At our clinic 37% of women over 50 asked for a second visit.",
    ),
    Pair(
        "About 3 in 11 patients who finished the course came back within a year.",
        "About 3 in 11 patients who finished the course came back within a year.",
        "About 3 in 11 nurses who finished the course came back within a year.",
    ),
    Pair(
        "Of the responders, 17% needed a second course.",
        "17% of responders needed a second course.",
        "17% of all patients needed a second course.",
    ),
    Pair(
        "Among veterans, 59% preferred evening visits.",
        "59% of veterans preferred evening visits.",
        "59% of teenagers preferred evening visits.",
    ),
    Pair(
        "In the survey, 71% of smokers wanted help.",
        "71% of smokers wanted help.",
        "71% of adults wanted help.",
    ),
    Pair(
        "Side effects led 13% of participants to stop.",
        "13% of participants stopped because of side effects.",
        "13% of doctors stopped because of side effects.",
    ),
]

MISTAKEN = [  # a figure that is right, with the words, time or dose of another
    Pair(
        "At the branch 43% of visitors came by bus and 29% by bicycle.",
        "By bicycle came 29% of the visitors.",
        "By bicycle came 43% of the visitors.",
    ),
    Pair(
        "Of those who kept a diary, 31% slept through; of those who did not, 17% did.",
        "Of those who kept a diary, 31% slept through.",
        "Of those who kept a diary, 17% slept through.",
    ),
    Pair(
        "At week 7, 53% of the group were free of complaints, and at week 21 it was 71%.",
        "71% of the group were free of complaints at week 21.",
        "53% of the group were free of complaints at week 21.",
    ),
    Pair(
        "At 15 mg a day, 37% of the testers slept longer; at 45 mg a day, 62% did.",
        "With 45 mg a day, 62% of the testers slept longer.",
        "With 45 mg a day, 37% of the testers slept longer.",
    ),
    Pair(
        "You keep the bandage for nine days and lift no crates for 23 days.",
        "Keep the bandage for nine days.",
        "Keep the bandage for 23 days.",
    ),
    Pair(
        "The wobble index fell from 61 to 33 with the cushion and to 18 with the belt.",
        "The wobble index fell from 61 to 33 with the cushion.",
        "The wobble index fell from 61 to 18 with the cushion.",
    ),
]

TURNED = [  # another direction, another rhythm, “to” for “by”
    Pair(
        "The garden hour lowered the number of missed visits by 37%.",
        "With the garden hour the number of missed visits fell by 37%.",
        "The garden hour raised the number of missed visits by 37%.",
    ),
    Pair(
        "Reminders cut the number of empty chairs by 63%.",
        "Reminders cut the number of empty chairs by 63%.",
        "Reminders cut the number of empty chairs to 63%.",
    ),
    Pair(
        "We ask members of the walking club for 170 minutes of walking a week.",
        "Members of the walking club walk 170 minutes a week.",
        "Members of the walking club walk 170 minutes a day.",
    ),
    Pair(
        "Falls on the stairs came to 3.7% a year among tenants.",
        "Falls on the stairs came to 3.7% a year among tenants.",
        "Falls on the stairs came to 3.7% a month among tenants.",
    ),
    Pair(
        "There were 14 more broken cups per 10,000 breakfasts with the heavy trays.",
        "Heavy trays mean 14 more broken cups per 10,000 breakfasts.",
        "Heavy trays mean 14 fewer broken cups per 10,000 breakfasts.",
    ),
]

MISCOUNTED = [  # one for two, the first year for the first month, “about” for “at least”
    Pair(
        "Two signed forms are needed before the garden course begins.",
        "Two signed forms are needed before the garden course begins.",
        "One signed form is needed before the garden course begins.",
    ),
    Pair(
        "A single visit to the garden group is enough to join it.",
        "One visit to the garden group is enough to join it.",
        "Three visits to the garden group are enough to join it.",
    ),
    Pair(
        "Most members of the choir who leave it do so in the first month.",
        "Members of the choir who leave it mostly do so in the first month.",
        "Members of the choir who leave it mostly do so in the first year.",
    ),
    Pair(
        "Leave the mold on the bench for at least nine hours before painting.",
        "The mold stays on the bench for at least nine hours before painting.",
        "The mold stays on the bench for about nine hours before painting.",
    ),
]

DESIGNS = [
    Pair(
        "The Ashgrove study was a retrospective cohort of 437 patients.",
        "In the Ashgrove study, a retrospective cohort of 437 patients, most did well.",
        "In the Ashgrove study, a randomized trial of 437 patients, most did well.",
    ),
    Pair(
        "A case series of 23 patients from Kent described the same course.",
        "A case series of 23 patients described the same course.",
        "A controlled trial of 23 patients described the same course.",
    ),
    Pair(
        "A cross-sectional survey of 1,870 adults asked about it.",
        "A cross-sectional survey of 1,870 adults asked about it.",
        "A prospective cohort of 1,870 adults asked about it.",
    ),
    Pair(
        "A chart review of 319 patients found fewer visits.",
        "A chart review of 319 patients found fewer visits.",
        "A randomized controlled trial of 319 patients found fewer visits.",
    ),
    Pair(
        "An open-label study of 47 adults came first.",
        "An open-label study of 47 adults came first.",
        "A double-blind study of 47 adults came first.",
    ),
    Pair(
        "An observational study of 6,150 people saw no harm.",
        "An observational study of 6,150 people saw no harm.",
        "A meta-analysis of 6,150 people saw no harm.",
    ),
    Pair(
        "A pilot study with 29 volunteers was encouraging.",
        "A pilot study with 29 volunteers was encouraging.",
        "A systematic review with 29 volunteers was encouraging.",
    ),
]

UNITS = [
    Pair(
        "The usual amount is 35 mg, taken with food.",
        "The usual amount is 35 mg with food.",
        "The usual amount is 35 with food.",
    ),
    Pair(
        "A visit with all its tests takes 135 minutes.",
        "A visit with all its tests takes 135 minutes.",
        "A visit with all its tests takes 135.",
    ),
    Pair(
        "Of those asked, 67% came back for a second visit.",
        "67% came back for a second visit.",
        "67 came back for a second visit.",
    ),
    Pair(
        "Drink 350 mL of water an hour before the visit.",
        "Drink 350 mL of water before the visit.",
        "Drink 350 of water before the visit.",
    ),
    Pair(
        "The drip runs at 1.3 mg/kg for adults.",
        "The drip runs at 1.3 mg/kg.",
        "The drip runs at 1.3.",
    ),
]

OTHER_UNITS = [
    Pair(
        "The usual amount is 35 mg, taken with food.",
        "The usual amount is 35 mg with food.",
        "The usual amount is 35 g with food.",
    ),
    Pair(
        "Most people stay for 135 minutes.",
        "Most people stay for 135 minutes.",
        "Most people stay for 135 hours.",
    ),
    Pair(
        "Take 75 mcg before breakfast.",
        "Take 75 mcg before breakfast.",
        "Take 75 mg before breakfast.",
    ),
    Pair(
        "The drip runs at 1.3 mg/kg for adults.",
        "The drip runs at 1.3 mg/kg.",
        "The drip runs at 1.3 mg.",
    ),
    Pair(
        "The wound should close within 23 days.",
        "The wound should close within 23 days.",
        "The wound should close within 23 weeks.",
    ),
]

DOSES = [
    Pair(
        "We start with 35 mg at night.",
        "The first dose is 35 mg at night.",
        "The first dose is 55 mg at night.",
    ),
    Pair(
        "The infusion holds 1.3 mg/kg of the drug.",
        "The infusion holds 1.3 mg/kg.",
        "The infusion holds 3.1 mg/kg.",
    ),
    Pair(
        "Take 1,300 mg of it with supper.",
        "Take 1,300 mg with supper.",
        "Take 3,100 mg with supper.",
    ),
    Pair(
        "Use 275 mcg in each nostril.",
        "Use 275 mcg in each nostril.",
        "Use 725 mcg in each nostril.",
    ),
    Pair(
        "The tablet comes in strengths of 35 and 85 mg.",
        "The tablet comes in 35 and 85 mg.",
        "The tablet comes in 35 and 185 mg.",
    ),
]

PRICES = [
    Pair(
        "The first visit costs $185 without insurance.",
        "Without insurance, the first visit costs $185.",
        "Without insurance, the first visit costs $135.",
    ),
    Pair(
        "A course comes to about $3,850 in all.",
        "A course comes to about $3,850.",
        "A course comes to about $2,850.",
    ),
    Pair(
        "The copay is $37 a visit.",
        "You pay $37 a visit.",
        "You pay $73 a visit.",
    ),
    Pair(
        "The report is mailed for a fee of $19.",
        "The report costs $19.",
        "The report costs $91.",
    ),
    Pair(
        "Family members pay $115.",
        "Family members pay $115.",
        "Family members pay $155.",
    ),
]

RATIOS = [
    Pair(
        "Among 437 patients, the hazard ratio for a relapse was 0.63.",
        "The hazard ratio for a relapse was 0.63.",
        "The hazard ratio for a relapse was 0.36.",
    ),
    Pair(
        "The odds ratio for a good result was 2.35.",
        "The odds ratio for a good result was 2.35.",
        "The odds ratio for a good result was 3.25.",
    ),
    Pair(
        "The relative risk of a second visit was 1.37.",
        "The relative risk of a second visit was 1.37.",
        "The relative risk of a second visit was 1.73.",
    ),
    Pair(
        "Compared with usual care, the risk ratio was 1.83.",
        "Compared with usual care, the risk ratio was 1.83.",
        "Compared with usual care, the risk ratio was 1.38.",
    ),
    Pair(
        "For early starters the rate ratio was 0.47.",
        "For early starters, the rate ratio was 0.47.",
        "For early starters, the rate ratio was 0.74.",
    ),
]

# The same thing said in another way, and something else said in another way.
ROUNDED = [
    Pair(
        "Symptoms fell by 67.28% in the end.",
        "Symptoms fell by 67.3%.",
        "Symptoms fell by 67.8%.",
    ),
    Pair(
        "In the first group 83.65% finished the course.",
        "In the first group 83.7% finished the course.",
        "In the first group 85.6% finished the course.",
    ),
    Pair(
        "The mean age was 56.48 years.",
        "The mean age was 56 years.",
        "The mean age was 58 years.",
    ),
    Pair(
        "Of those asked, 93.4% would come again.",
        "About 93% would come again.",
        "About 97% would come again.",
    ),
    Pair(
        "The average loss was 17.46 pounds.",
        "The average loss was 17.5 pounds.",
        "The average loss was 14.7 pounds.",
    ),
]

CONVERTED = [
    Pair(
        "The whole visit takes 180 minutes.",
        "The whole visit takes three hours.",
        "The whole visit takes two hours.",
    ),
    Pair(
        "We look at the result after 84 days.",
        "We look at the result after 12 weeks.",
        "We look at the result after 18 weeks.",
    ),
    Pair(
        "Follow-up went on for 24 months.",
        "Follow-up went on for two years.",
        "Follow-up went on for five years.",
    ),
    Pair(
        "The glass holds half a liter, that is, 500 mL.",
        "The glass holds 0.5 liters.",
        "The glass holds 0.75 liters.",
    ),
    Pair(
        "It takes 72 hours until the result is known.",
        "It takes three days until the result is known.",
        "It takes five days until the result is known.",
    ),
]

DERIVED = [
    Pair(
        "In that survey, 26% of patients had tried it before.",
        "About 1 in 4 patients had tried it before.",
        "About 1 in 3 patients had tried it before.",
    ),
    Pair(
        "Of those who came, 51% came with a friend.",
        "About half came with a friend.",
        "About a third came with a friend.",
    ),
    Pair(
        "In our count, 33 of 100 patients needed a second visit.",
        "About one third of patients needed a second visit.",
        "About one half of patients needed a second visit.",
    ),
    Pair(
        "Dizziness was reported by 1 in 5 patients.",
        "Dizziness was reported by 20% of patients.",
        "Dizziness was reported by 30% of patients.",
    ),
    Pair(
        "A lost appointment came to 9.8% of all visits.",
        "A lost appointment came to about one in ten visits.",
        "A lost appointment came to about one in five visits.",
    ),
]

RANGES = [
    Pair(
        "Most people need 13 to 17 sessions.",
        "Most people need 13 to 17 sessions.",
        "Most people need 13 to 27 sessions.",
    ),
    Pair(
        "Recovery takes 22–26 days.",
        "Recovery takes between 22 and 26 days.",
        "Recovery takes between 26 and 32 days.",
    ),
    Pair(
        "The estimate was 0.63 (95% CI 0.51 to 0.78).",
        "The estimate was 0.63 (95% CI 0.51 to 0.78).",
        "The estimate was 0.63 (95% CI 0.51 to 0.87).",
    ),
    Pair(
        "The difference was significant (p = 0.013).",
        "The difference was significant (p = 0.013).",
        "The difference was significant (p = 0.0013).",
    ),
    Pair(
        "Patients were between 19 and 73 years old.",
        "Patients were 19 to 73 years old.",
        "Patients were 16 to 73 years old.",
    ),
]

RESULTS = [  # what the body says of n of so many people, and the outcome
    (
        26,
        90,
        36,
        "At our clinic, 26 of 90 people slept better after the course.",
        "slept better after the course",
    ),
    (
        57,
        140,
        75,
        "In a count of our charts, 57 of 140 people needed a second visit.",
        "needed a second visit",
    ),
    (
        31,
        83,
        13,
        "Of 83 people we asked, 31 had less pain at the last visit.",
        "had less pain at the last visit",
    ),
    (118, 211, 181, "In the survey, 118 of 211 people would do it again.", "would do it again"),
    (17, 68, 71, "Among 68 people who were called, 17 had stopped early.", "had stopped early"),
]

# An effect, and the words by which an article may already speak of it.
EFFECTS = {
    "hair loss": "hair",
    "tinnitus": "tinnitus|ringing",
    "dry mouth": "mouth",
    "blurred vision": "vision|blur|sight|eye",
    "constipation": "constipat",
    "weight gain": "weight|pounds",
    "tremor": "tremor|shak",
    "heartburn": "heartburn|reflux",
    "vomiting": "vomit|throw|sick",
    "palpitations": "palpitation|pulse|heart",
    "drowsiness": "drows|sleep|sedat|tired",
    "a skin rash": "rash|skin|hives",
}
WITH_EFFECT = [
    "It may also cause {}.",
    "Some people notice {}.",
    "Side effects include {}.",
    "{} is common in the first week.",
    "Tell us if you have {}.",
    "A few patients stop because of {}.",
    "You might have {} for a day or two.",
]

DRUGS = [
    "quetiapine",
    "prednisone",
    "lisinopril",
    "ondansetron",
    "tramadol",
    "cetirizine",
    "omeprazole",
    "warfarin",
    "escitalopram",
    "Humira",
]
WITH_DRUG = [
    "Some patients also take {}.",
    "{} is another option.",
    "Your doctor may add {}.",
    "It works better together with {}.",
    "If that fails, we turn to {}.",
    "People who take {} should tell us.",
]

SCALES = [
    "GAD-7",
    "MADRS",
    "Hamilton Depression Rating Scale",
    "Epworth Sleepiness Scale",
    "WOMAC",
    "Y-BOCS",
    "PCL-5",
    "Beck Depression Inventory",
    "Oswestry Disability Index",
    "PHQ-9",
]
WITH_SCALE = [
    "Scores on the {} improved as well.",
    "We track progress with the {}.",
    "Most people also do better on the {}.",
    "The result was measured with the {}.",
    "Ask for your score on the {}.",
    "By the {}, every second patient was better.",
]

GRAVE = [
    "In rare cases it has been fatal.",
    "Deaths have been reported.",
    "Rarely, it leads to liver failure.",
    "A very rare complication is cardiac arrest.",
    "Anaphylaxis is rare but can be deadly.",
    "It can, in rare cases, cause respiratory depression.",
    "A few patients have died of sepsis.",
]

UNCERTAIN = [
    "The result was not statistically significant.",
    "The two groups did not differ.",
    "More research is needed before anybody can be sure.",
    "More data are needed on long-term safety.",
    "Whether the benefit lasts is unknown.",
    "The evidence is of low certainty.",
    "It remains unclear who benefits most.",
]

SEVERAL_STUDIES = [
    "Studies show that",
    "Several studies have found that",
    "Clinical trials show that",
    "Research studies confirm that",
    "Multiple trials demonstrate that",
    "Many studies agree:",
]

MENTIONS = [
    "Whitmore et al. (2017) found much the same.",
    "Others have confirmed this (Whitmore et al., 2017).",
    "Whitmore and Delgado (2017) saw it in older people, too.",
    "A later paper (Whitmore & Delgado, 2017) agrees.",
    "As Whitmore and colleagues (2017) put it, patience is a treatment.",
    "In Whitmore et al. (2017), the effect was smaller.",
    "This was first described by Whitmore (2017).",
]

# What an agency or a law is said to do, and the words by which the article or its sources may name it.
AGENCIES = [
    ("The DEA lists it among its controlled substances.", r"\bDEA\b|Drug Enforcement"),
    ("According to the World Health Organization, too few people get such care.", "World Health|WHO"),
    ("The CDC reports that numbers have risen since 2019.", r"\bCDC\b|Centers for Disease|cdc\.gov"),
    ("NICE recommends it as a first step.", r"\bNICE\b|nice\.org"),
    ("The American Heart Association advises against it in heart failure.", "American Heart|AHA"),
    ("Under the Americans with Disabilities Act, your employer must make room for it.", "Disabilities Act"),
    ("The FDA warned of this in 2021.", r"\bFDA\b|Food and Drug|fda\.gov"),
    ("The Affordable Care Act requires insurers to pay for it.", "Affordable Care"),
    ("SAMHSA estimates that one person in ten needs such help.", "SAMHSA"),
]

EMERGENCIES = [
    "If this is an emergency, please call the office.",
    "In an emergency, call our front desk at 555-0142.",
    "For emergencies, leave a message and we will call you back.",
    "For urgent or emergency concerns, contact our clinic at 555-0133.",
    "Emergency? Call our office and ask for the nurse.",
    "If you have an emergency after hours, page our on-call doctor.",
    "In case of emergency, please use the form below.",
]

# A drug, and what it is given for without the approval of the FDA.
OFF_LABEL = [
    ("trazodone", "insomnia"),
    ("gabapentin", "anxiety"),
    ("spironolactone", "acne"),
    ("propranolol", "stage fright"),
    ("quetiapine", "insomnia"),
    ("ketamine", "depression"),
    ("metformin", "polycystic ovary syndrome"),
    ("prazosin", "nightmares"),
    ("letrozole", "infertility"),
    ("clonidine", "hot flashes"),
]
WITH_OFF_LABEL = [
    "For {condition} we also prescribe {drug}.",
    "Many of our patients with {condition} do well on {drug}.",
    "{drug} is a good choice for {condition}.",
    "We treat {condition} with {drug}.",
    "If {condition} keeps you from living, ask us about {drug}.",
    "{drug} helps many people with {condition}.",
]

PROMISES = [
    "We guarantee results.",
    "It is 100% safe.",
    "This treatment cures the problem for good.",
    "It works for everyone.",
    "There are no side effects.",
    "The method is completely risk-free.",
    "Success is guaranteed with our program.",
    "You will be cured within weeks.",
    "It is a permanent cure.",
    "Our approach is completely safe.",
]

BOOKINGS = [
    "Your appointment is booked as soon as you press Send.",
    "Use the form below to book your appointment.",
    "Your booking is confirmed immediately.",
    "Book your visit instantly with this online form.",
    "Thank you for booking your appointment with this form.",
    "Once you submit the form, your appointment is confirmed.",
]

HARD_ANSWERS = [
    "Notwithstanding considerable interindividual heterogeneity in therapeutic responsiveness, contemporary"
    " multidisciplinary management necessitates comprehensive individualized evaluation, longitudinal"
    " symptomatic monitoring and collaborative reassessment of pharmacological and psychosocial treatments.",
    "Optimization of functional outcomes is predicated upon systematic identification of contributory"
    " comorbidities, appropriate utilization of evidence-based modalities and continuous interdisciplinary"
    " communication regarding tolerability, contraindications and anticipated physiological adaptations.",
    "The administration of therapeutic interventions within a structured, protocolized environment"
    " facilitates quantifiable amelioration of symptomatology while simultaneously minimizing the"
    " probability of deleterious sequelae attributable to inadequate pre-procedural stratification.",
    "Individuals demonstrating insufficient responsiveness to conventional first-line modalities may"
    " constitute appropriate candidates for consideration of alternative interventional methodologies,"
    " contingent upon satisfactory completion of a comprehensive multidimensional eligibility assessment.",
    "Pathophysiological considerations underlying the condition substantiate a multimodal treatment"
    " paradigm incorporating behavioral modification, pharmacotherapeutic augmentation and procedural"
    " escalation, administered sequentially according to standardized institutional algorithms.",
]

LONG_SENTENCES = [
    "When you come for your first visit we will ask about your history, your medicines, your sleep, your work"
    " and your family, and then we will talk about what you have tried before, what helped and what did not,"
    " and what you hope will be different this time around.",
    "Because every person is different and because no two weeks are the same, we look at the plan again at"
    " every visit, change what does not work, keep what does, write down what we agreed on and send you home"
    " with a page that says in plain words what comes next.",
    "If you cannot come on the day that we agreed on, please let us know by the evening before, so that"
    " somebody else can have your place, and we will look for another day with you that suits your work,"
    " your children, your travel and whatever else you have to juggle.",
    "There are clinics that will tell you that this is simple, and there are websites that will tell you that"
    " it is hopeless, and in our experience the truth lies somewhere between the two, in a place that takes"
    " some patience to find and some company to stay in.",
    "We keep a list of the things that patients have told us they wish they had known on the first day, and"
    " at the top of that list stands the advice to bring a friend who listens, because nobody can remember"
    " everything that is said in a room like ours in half an hour.",
]

DECIMALS = [
    "In our survey, 23.7% of patients agreed.",
    "A result of 61.25% was reported.",
    "That was 48.3 percent of those asked.",
    "About 36.84% came back.",
    "The share rose to 72.6%.",
]

ABBREVIATIONS = [
    "Ask about your IOP dates.",
    "Bring your EMG report.",
    "The HSAT is sent by mail.",
    "Your PFT results take a day.",
    "An ABR can be done on the same day.",
    "The MDT meets on Mondays.",
]

VAGUE_QUESTIONS = [
    "What is it?",
    "How long does it take?",
    "Is it safe?",
    "Does it hurt?",
    "How does this work?",
    "Are they covered by insurance?",
    "Can I do it at home?",
    "Why is this used?",
]

UNUSED_KEYWORDS = [
    "stem cell facial",
    "cryotherapy membership",
    "executive health package",
    "zebra stripe therapy",
    "oxygen bar downtown",
]

TRACKING = [
    "utm_source=chatgpt.com",
    "utm_source=newsletter&utm_medium=email",
    "fbclid=IwAR0abc123",
    "gclid=Cj0KCQiA",
    "mc_cid=5f2a1b&mc_eid=77",
    "via%3Dihub",
]
