from editorial.evidence.gate import CheckedPageForm
from editorial.page_forms import CitingPageForm


class ArticlePageForm(CitingPageForm, CheckedPageForm):
    """The editor of an article: what is typed as a marker becomes one, then the whole is checked."""
