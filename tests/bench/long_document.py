"""A document of about 200 pages, as a writer would hand it in."""

from io import BytesIO
from itertools import cycle, islice

import docx

PARAGRAPHS = 4_000
SENTENCES = cycle([
    "Sleep changes with the season, with age and with what a day has asked of us.",
    "In one trial 26 of 100 people said that they woke less often after four weeks.",
    "A clinician can tell which of these signs matter and which of them pass by themselves.",
    "Nobody has to stop a treatment on the day on which they first read about another one.",
    "What helps at night often begins in the morning: light, movement and a fixed hour to get up.",
    "Most insurers ask for a letter that names the diagnosis and what has been tried before.",
])  # fmt: skip


def word_file(paragraphs: int = PARAGRAPHS) -> bytes:
    """Headings, lists, emphasis and tables among plain paragraphs."""
    document = docx.Document()
    document.add_heading("Sleep and Mood: A Long Report", level=0)
    for number in range(1, paragraphs):
        if number % 20 == 0:
            document.add_heading(f"Chapter {number // 20}: Nights and Days", level=1)
        elif number % 10 == 0:
            document.add_heading(f"What the Nights of Week {number // 10} Show", level=2)
        elif number % 7 == 0:
            document.add_paragraph(next(SENTENCES), style="List Bullet")
        else:
            paragraph = document.add_paragraph(" ".join(islice(SENTENCES, 2)) + " ")
            paragraph.add_run(next(SENTENCES)).bold = True
            paragraph.add_run(f" This is paragraph {number}.").italic = True
        if number % 200 == 0:
            table = document.add_table(rows=4, cols=3)
            for position, row in enumerate(table.rows):
                for column, cell in enumerate(row.cells):
                    cell.text = f"{number}, row {position}, column {column}"
    file = BytesIO()
    document.save(file)
    return file.getvalue()
