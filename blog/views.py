from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page, Site

from blog.markdown import article_markdown
from blog.models import ArticlePage
from clinics.models import OrganisationSettings
from core.markdown import escape, link
from core.views import read_only

MARKDOWN = "text/markdown; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"


@read_only
def markdown_twin(request: HttpRequest, path: str) -> HttpResponse:
    """The article at this path as Markdown; 404 for anything else."""
    route = Page.route_for_request(request, path)
    page = route[0] if route else None
    if not isinstance(page, ArticlePage) or page.get_view_restrictions().exists():
        raise Http404
    response = HttpResponse(article_markdown(page), content_type=MARKDOWN)
    response["Link"] = f'<{page.full_url}>; rel="canonical"'
    return response


@read_only
def llms_txt(request: HttpRequest) -> HttpResponse:
    """The articles for language models, as https://llmstxt.org has it."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    clinic = OrganisationSettings.for_site(site)
    lines = [f"# {escape(clinic.name)}"]
    if clinic.description:
        lines.append(f"> {escape(' '.join(clinic.description.split()))}")
    articles = ArticlePage.cards().in_site(site)
    if articles:
        lines += ["## Articles", "\n".join(_entry(page) for page in articles)]
    return HttpResponse("\n\n".join(lines) + "\n", content_type=PLAIN)


def _entry(page: ArticlePage) -> str:
    return f"- {link(escape(page.title), f'{page.full_url}index.md')}: {escape(page.summary)}"
