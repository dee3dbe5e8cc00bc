"""Sample drawings and filters for the pattern library."""

from dataclasses import dataclass, replace

from sourcebook.pages.drawings import month_strip
from sourcebook.pages.drawings.places_map import MapPlace, PanelView, panels_of
from sourcebook.pages.lists.timeline import ChoiceView, FilterView
from sourcebook.pages.records.relation_graph import (
    BoxView,
    EdgeLabelView,
    EdgeView,
    RelationGraphView,
)
from sourcebook.pages.samples.lists import ListSamples
from sourcebook.pages.search.search_page import NameView


@dataclass(frozen=True, slots=True)
class ChartSamples(ListSamples):
    """Adds sample views of drawings and filters."""

    def names(self) -> tuple[NameView, ...]:
        """A name alone, and one with its aliases."""
        plain = replace(self.link("Mill Bridge"), note="place")
        others = tuple(self.link(a.name, a.language) for a in self.aliases())
        return NameView(plain), NameView(plain, others)

    def filters(self) -> tuple[FilterView, ...]:
        """Filters of events; one has no choices."""
        choices = (ChoiceView("flood", "flood", 3), ChoiceView("closing", "closing", 1))
        return (FilterView("kind", "Kind", choices), FilterView("place", "Place", ()))

    def months(self) -> month_strip.MonthStripView:
        """A strip of two months and a cut."""
        bars = tuple(
            month_strip.MonthBarView(
                href=self.href,
                title=f"{month} 2021: {count} events",
                column=x,
                column_width=20,
                x=x + 3,
                y=60 - 12 * count,
                width=14,
                height=12 * count,
                middle=x + 10,
                number_at=56 - 12 * count,
                number=str(count),
            )
            for x, month, count in ((4, "May", 3), (24, "June", 1))
        )
        return month_strip.MonthStripView(
            width=140,
            height=96,
            base=60,
            letters_at=74,
            years_at=90,
            bars=bars,
            lines=((4, 44), (84, 136)),
            letters=(month_strip.LabelView(14, "M"), month_strip.LabelView(34, "J")),
            years=(month_strip.LabelView(14, "2021"),),
            cuts=(month_strip.CutView(44, 84, 64, "3", "years"),),
        )

    def panel(self) -> PanelView:
        """A map of two places, one of them an area."""
        places = (
            MapPlace(1, "Millwater", 52.1, 5.2, is_area=False),
            MapPlace(2, "The valley", 52.3, 5.9, is_area=True),
        )
        (panel,) = panels_of(places)
        marks = tuple(replace(mark, href=self.href) for mark in panel.marks)
        return replace(panel, marks=marks)

    def graph(self) -> RelationGraphView:
        """A person with two neighbours by one relation; one of them in the past."""
        boxes = (
            self._box(2, 40, "Hanna Vik", ""),
            self._box(300, 16, "Bridge wardens", self.href),
            self._box(300, 64, "Mill Courier", self.href),
        )
        label = EdgeLabelView(170, 260, 56, 215, (("member of", 50),), "member of")
        edges = (
            EdgeView("M122 56 H170"),
            EdgeView("M260 56 L300 32"),
            EdgeView("M260 56 L300 80", is_past=True),
        )
        return RelationGraphView(
            width=424,
            height=100,
            boxes=boxes,
            labels=(label,),
            edges=edges,
            has_past=True,
            has_counted=True,
        )

    def _box(self, x: int, y: int, words: str, href: str) -> BoxView:
        lines = ((words, y + 20),)
        return BoxView(x, y, 120, 32, x + 7, lines, words, href)
