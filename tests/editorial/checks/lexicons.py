"""The shipped lexicon with a few drugs and conditions of the tests' own."""

from editorial.lexicon import Lexicon, Term, shipped

OWN = ("drug", "condition", "mental_health_condition")
LEXICON = Lexicon(
    (
        *(term for term in shipped().terms if term.kind not in OWN),
        Term("drug", "ketamine", ("Ketalar",), approved_for=("anesthesia",)),
        Term("drug", "esketamine", ("Spravato",), approved_for=("treatment-resistant depression",)),
        Term("drug", "sertraline", ("Zoloft",), approved_for=("major depressive disorder", "PTSD")),
        Term("drug", "prazosin", approved_for=("high blood pressure",)),
        Term("drug", "gabapentin", approved_for=("epilepsy", "postherpetic neuralgia")),
        Term("drug", "naltrexone", approved_for=("alcohol use disorder",)),
        Term("drug", "melatonin"),
        Term("condition", "fibromyalgia"),
        Term("condition", "epilepsy", ("seizure*",)),
        Term("condition", "nightmares"),
        Term("condition", "pain", ("chronic pain",)),
        Term("condition", "nerve pain", ("neuralgia",)),
        Term("condition", "heart attack"),
        Term("mental_health_condition", "depression", ("depressive disorder", "MDD")),
        Term("mental_health_condition", "treatment-resistant depression"),
        Term("mental_health_condition", "PTSD"),
        Term("mental_health_condition", "anxiety"),
    )
)
