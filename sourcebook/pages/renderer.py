"""Page specifications -> HTML."""

import hashlib

from sourcebook.cache.dependencies import Dependencies
from sourcebook.graph.graph import Graph
from sourcebook.pages.layout import LayoutMaker
from sourcebook.pages.lists.speakers import pages_by_voice
from sourcebook.pages.metadata.previews import shards_of
from sourcebook.pages.page import PageSpec
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.rendering.finishing import finished


class SiteRenderer:
    """Renders the pages of a graph; what pages share is made once."""

    def __init__(self, graph: Graph, dependencies: Dependencies) -> None:
        speakers = pages_by_voice(graph)
        self.presenter = Presenter(graph, dependencies, speakers)
        self._layouts = LayoutMaker(self.presenter, dependencies)
        # What any page may show without a dependency on the records behind it.
        shared = (
            shards_of(graph),
            bool(graph.sources),
            self.presenter.basis.lengths,
            speakers,
        )
        self.shared = hashlib.sha256(repr(shared).encode()).hexdigest()

    def render(self, spec: PageSpec) -> bytes:
        """The HTML of the page that *spec* describes, in UTF-8."""
        template = self.presenter.templates.page(spec.template)
        view = spec.make_view(self.presenter)
        html = template.render(page=view, layout=self._layouts.of(spec))
        return finished(html, spec.path)
