"""The tree of a page is the one that browsers build."""

import pytest
from lxml import etree

from importer.parsers.web.tree import read_tree


@pytest.mark.parametrize(
    ("page", "body"),
    [
        ("<p hidden>a<p>b", '<p hidden="">a</p><p>b</p>'),
        ("<p hidden>a<section>b</section>c", '<p hidden="">a</p><section>b</section>c'),
        ("<p hidden>a<div>b</div>c</p>d", '<p hidden="">a</p><div>b</div>cd'),
        ("<p hidden><span>a<p>b", '<p hidden=""><span>a</span></p><p>b</p>'),
        ("<p><span>a<div>b</div>c</span>d</p>e", "<p><span>a</span></p><div>b</div>cde"),
        ("<p><a href=x>a<div>b</div>c</a>d</p>e", '<p><a href="x">a</a></p><a href="x"><div>b</div>c</a>de'),
        (
            "<p><a href='x\ny' b\"=c title=z>a<div>b</div></a>",
            '<p><a href="x&#10;y" b"="c" title="z">a</a></p><a href="xy"><div>b</div></a>',
        ),
        ("<p><b><i>a<ul><li>b</ul>c", "<p><b><i>a</i></b></p><b><i><ul><li>b</li></ul>c</i></b>"),
        ("<p>a<article><p>b<article>c", "<p>a</p><article><p>b</p><article>c</article></article>"),
        ("<p>a<button><p>b</button>c", "<p>a<button><p>b</p></button>c</p>"),
        ("<p>a<b>b</b>c<i>d</i>", "<p>a<b>b</b>c<i>d</i></p>"),
        (
            "<table><tr><td><p>a<section>b</section><td>c</table>",
            "<table><tr><td><p>a</p><section>b</section></td><td>c</td></tr></table>",
        ),
        ("<ul><li hidden><div>a<li>b</ul>", '<ul><li hidden=""><div>a</div></li><li>b</li></ul>'),
        ("<ul><li>a<ul><li>b</ul>c</ul>", "<ul><li>a<ul><li>b</li></ul>c</li></ul>"),
        ("<dl><dt hidden>a<div>b<dd>c</dl>", '<dl><dt hidden="">a<div>b</div></dt><dd>c</dd></dl>'),
        ("<h2 hidden>a<h3>b</h3>", '<h2 hidden="">a</h2><h3>b</h3>'),
        ("<h2>a<div><h3>b</h3></div></h2>", "<h2>a<div><h3>b</h3></div></h2>"),
    ],
)
def test_elements_end_where_browsers_end_them(page: str, body: str) -> None:
    root, _ = read_tree(f"<body>{page}</body>")
    assert etree.tostring(root, encoding="unicode") == f"<html><body>{body}</body></html>"
