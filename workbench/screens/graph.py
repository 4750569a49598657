"""The open procedure as a tree: its steps, its papers with their issuers, and who asks for its result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rich.style import Style
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static, Tree
from textual.widgets.tree import TreeNode

from catalogue.editions import Entry
from catalogue.elements import Part, find_element
from catalogue.graph import DependencyGraph
from catalogue.graph_nodes import Link
from catalogue.steps import split_steps
from catalogue.text import one_line
from workbench.actions import Context, bindings
from workbench.desk import Desk
from workbench.language import translate as _
from workbench.rendering.graph_words import demand_words, link_words, papers_counted
from workbench.rendering.labels import element_words
from workbench.rendering.lines import shown, unbulleted
from workbench.screens.browse_navigation import Navigator
from workbench.screens.linking import LinkingScreen, SayLink

# Longer texts are read on the procedure's own page.
_MOST_SAID = 2_000


class Branch(StrEnum):
    """What a node of the tree stands for."""

    PROCEDURE = "procedure"
    NEEDS = "needs"
    FEEDS = "feeds"
    FED = "fed"
    STEPS = "steps"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at a node: a branch, the entry that it is about, and the element of it (or empty)."""

    branch: Branch
    entry: int
    element: str = ""
    path: tuple[int, ...] = ()


class _Branches(Tree[Place]):
    """A tree whose labels end in an ellipsis where they do not fit."""

    def render_label(self, node: TreeNode[Place], base_style: Style, style: Style) -> Text:
        """Return a node's label in the width that its guides leave."""
        label = super().render_label(node, base_style, style)
        label.truncate(
            max(1, self.scrollable_content_region.width - self.guide_depth * (len(_path(node)) - 1)),
            overflow="ellipsis",
        )
        return label


class GraphScreen(LinkingScreen):
    """A tree whose branches are read when they are opened."""

    BINDINGS = bindings(Context.GRAPH)
    contexts = (Context.GRAPH, Context.EVERYWHERE)

    def __init__(self, desk: Desk, entry: Entry, navigator: Navigator) -> None:
        super().__init__(desk)
        self._entry = entry
        self._navigator = navigator
        self._graph: DependencyGraph | None = None

    def content(self) -> ComposeResult:
        """Lay out the tree."""
        tree = _Branches(
            _label(self._entry.procedure.name, "bold"), Place(Branch.PROCEDURE, self._entry.id), id="graph"
        )
        tree.guide_depth = 3
        yield tree
        yield Static("", id="whole", markup=False)

    @property
    def branches(self) -> Tree[Place]:
        """The tree."""
        return self.query_one("#graph", Tree)

    def on_mount(self) -> None:
        """Read the graph beside the screen, then open the first branches."""
        super().on_mount()
        self.branches.focus()
        self.branches.loading = True
        self._read_graph()

    @work(thread=True, exclusive=True, group="graph")
    def _read_graph(self) -> None:
        graph = self.desk.graph()
        self.app.call_from_thread(self._show_graph, graph)

    def _show_graph(self, graph: DependencyGraph) -> None:
        if graph is self._graph:
            return
        opened = _opened(self.branches.root) if self._graph is not None else None
        cursor = _path(self.branches.cursor_node)
        self._graph = graph
        tree = self.branches
        tree.loading = False
        root = tree.root
        root.remove_children()
        self._add_steps(root)
        self._add_needs(root, self._entry.id, (self._entry.id,))
        self._add_feeds(root, self._entry.id, (self._entry.id,))
        root.expand()
        for branch in root.children:
            if opened is None:
                branch.expand()
        if opened is not None:
            self._open_again(root, opened)
            self.call_after_refresh(tree.move_cursor, _nearest(root, cursor))
        tree.focus()

    def _open_again(self, parent: TreeNode[Place], opened: frozenset[Path]) -> None:
        """Unfold below a node what was unfolded before the tree was drawn anew."""
        for node in parent.children:
            if _path(node) in opened and node.allow_expand:
                self._read(node)
                node.expand()
                self._open_again(node, opened)

    def marks_changed(self) -> None:
        """Read the graph anew, for a link may have been judged; what was unfolded stays so."""
        self._read_graph()

    def link_under_cursor(self) -> SayLink | None:
        """Return what judges the link from the paper to the procedure under the cursor, or to its only issuer."""
        from reviews.issuer_links import say_link

        found = self._link_places()
        if found is None:
            return None
        row, issuing = found
        asker, issuer = self.desk.entry(row.entry), self.desk.entry(issuing)
        if asker is None or issuer is None:
            return None
        element = find_element(asker.procedure, row.element, asker.address)
        return lambda holds: say_link(self.desk.judgements, asker, element, issuer, holds)

    def _link_places(self) -> tuple[Place, int] | None:
        """The row that asks for a paper, and the entry that issues it."""
        node = self.branches.cursor_node
        place = node.data if node is not None else None
        row = node.parent.data if node is not None and node.parent is not None else None
        if place is None:
            return None
        if place.branch is Branch.PROCEDURE and row is not None and _is_paper(row):
            return row, place.entry
        needs = self._graph.needs(place.entry) if self._graph is not None and _is_paper(place) else ()
        issuers = [one for need in needs if need.address == place.element for one in need.suppliers]
        return (place, issuers[0]) if len(issuers) == 1 else None

    def title_text(self) -> str:
        """Return the procedure's code and name."""
        return _("Graph · {address} {name}").format(address=self._entry.address, name=self._entry.procedure.name)

    def text_to_save(self) -> tuple[str, str]:
        """Return the opened part of the tree as indented text."""
        name = _("graph")
        return f"{self._entry.address} {name}", "".join(_tree_lines(self.branches.root, 0))

    def _add_steps(self, parent: TreeNode[Place]) -> None:
        steps = split_steps(self._entry.procedure.steps)
        branch = parent.add(
            _label(_("Steps ({count})").format(count=len(steps)), "bold"), Place(Branch.STEPS, self._entry.id)
        )
        for at, step in enumerate(steps, 1):
            text = unbulleted(one_line(f"{step.name} {step.text}"))
            branch.add_leaf(_label(f"{at}. {text}"), Place(Branch.TEXT, self._entry.id, f"step:{at}"))

    def _add_needs(self, parent: TreeNode[Place], entry: int, path: tuple[int, ...]) -> TreeNode[Place] | None:
        graph = self._graph
        needs = graph.needs(entry) if graph else ()
        if graph is None or not needs:
            return None
        branch = parent.add(_label(papers_counted(needs), "bold"), Place(Branch.NEEDS, entry))
        for need in needs:
            # What is short comes before the text, which may not fit.
            number = need.address.partition(":")[2]
            said = unbulleted(one_line(need.text)) or _("(no text)")
            if need.demand != "yes":
                said = f"({demand_words(need.demand)}) {said}"
            if not need.suppliers:
                branch.add_leaf(_label(f"{number} {said}"), Place(Branch.TEXT, entry, need.address))
                continue
            label = _label(f"{number} ← {len(need.suppliers)} · {said}", "green")
            paper = branch.add(label, Place(Branch.TEXT, entry, need.address))
            confirmed = {link.entry for link in need.links if "confirmed" in link.reasons}
            for supplier in need.suppliers:
                self._add_procedure(paper, supplier, path, "✓ " if supplier in confirmed else "")
        return branch

    def _add_procedure(self, parent: TreeNode[Place], entry: int, path: tuple[int, ...], mark: str) -> None:
        graph = self._graph
        if graph is None:
            return
        summary = graph.nodes[entry]
        label = f"{mark}{summary.address} {summary.name}"
        place = Place(Branch.PROCEDURE, entry, path=(*path, entry))
        if entry in path:
            parent.add_leaf(_label(f"↺ {label}", "yellow"), place)
        elif graph.needs(entry):
            parent.add(_label(label, "cyan"), place)
        else:
            parent.add_leaf(_label(label, "cyan"), place)

    def _add_feeds(self, parent: TreeNode[Place], entry: int, path: tuple[int, ...]) -> TreeNode[Place] | None:
        graph = self._graph
        if graph is None:
            return None
        askers = graph.askers(entry)
        names = "; ".join(one_line(name) for name in graph.results(entry))
        text = _("Result (asked for by {count} procedures): {names}").format(
            names=names or _("none published"), count=len(askers)
        )
        branch = parent.add(_label(text, "bold"), Place(Branch.FEEDS, entry))
        for asker, papers in askers:
            node = graph.nodes[asker]
            label = f"{node.address} ({', '.join(element_words(paper) for paper in papers)}) {node.name}"
            place = Place(Branch.FED, asker, path=(*path, asker))
            if asker in path:
                branch.add_leaf(_label(f"↺ {label}", "yellow"), place)
            elif graph.askers(asker):
                branch.add(_label(label, "cyan"), place)
            else:
                branch.add_leaf(_label(label, "cyan"), place)
        return branch

    @on(Tree.NodeExpanded)
    def read_branch(self, event: Tree.NodeExpanded[Place]) -> None:
        """Read a procedure's papers, or who asks for its result, when its branch is opened for the first time."""
        branch = self._read(event.node)
        if branch is not None:
            branch.expand()

    @on(Tree.NodeHighlighted)
    def show_whole(self, event: Tree.NodeHighlighted[Place]) -> None:
        """Show below the tree the whole text of the node under the cursor, and what speaks for it."""
        said = "\n".join(shown(one_line(line)) for line in self._whole(event.node))
        self.query_one("#whole", Static).update(said[:_MOST_SAID])

    def _whole(self, node: TreeNode[Place]) -> tuple[str, ...]:
        place, graph = node.data, self._graph
        if place is None or graph is None or place.entry not in graph.nodes:
            return (str(node.label),)
        found = graph.nodes[place.entry]
        if place.element:
            needs = [need for need in found.needs if need.address == place.element]
            said = (f"{element_words(need.address)} ({demand_words(need.demand)}): {need.text}" for need in needs)
            return tuple(said) or (str(node.label),)
        if place.branch not in (Branch.PROCEDURE, Branch.FED):
            return (str(node.label),)
        about = " · ".join(part for part in (f"{found.address} {found.name}", found.agency, found.province) if part)
        row = node.parent.data if node.parent is not None else None
        if row is None or not _is_paper(row):
            return (about,)
        return (about, *(link_words(link) for link in _links(graph, row, place.entry)))

    def _read(self, node: TreeNode[Place]) -> TreeNode[Place] | None:
        place = node.data
        if place is None or node.children or place.branch not in (Branch.PROCEDURE, Branch.FED):
            return None
        add = self._add_needs if place.branch is Branch.PROCEDURE else self._add_feeds
        return add(node, place.entry, place.path)

    def action_expand_branch(self) -> None:
        """Unfold the branch under the cursor; where it is unfolded, go to its first part."""
        node = self.branches.cursor_node
        if node is None or not node.allow_expand:
            return
        if node.is_expanded:
            self.branches.action_cursor_down()
        else:
            node.expand()

    def action_collapse_branch(self) -> None:
        """Fold the branch under the cursor; where it is folded, go to the one above it."""
        node = self.branches.cursor_node
        if node is None:
            return
        if node.allow_expand and node.is_expanded:
            node.collapse()
        elif node.parent is not None:
            self.branches.move_cursor(node.parent)

    def action_go_to_procedure(self) -> None:
        """Open what is under the cursor in the first screen."""
        node = self.branches.cursor_node
        if node is not None and node.data is not None:
            self.dismiss()
            self._navigator.go_to(node.data.entry, node.data.element)

    def action_show_journey(self) -> None:
        """Show the whole way to the result of the procedure under the cursor."""
        from workbench.screens.journey import JourneyScreen

        node = self.branches.cursor_node
        entry = node.data.entry if node is not None and node.data is not None else self._entry.id
        self.app.push_screen(JourneyScreen(self.desk, entry, self._navigator, self))

    def action_show_paper(self) -> None:
        """Show the page of the paper under the cursor."""
        from workbench.screens.paper import PaperScreen

        node = self.branches.cursor_node
        place = node.data if node is not None else None
        if place is None or not _is_paper(place):
            self.tell(_("Put the cursor on a paper first."))
            return
        self.app.push_screen(PaperScreen(self.desk, place.entry, place.element, self._navigator, self))

    def action_close(self) -> None:
        """Back to the list."""
        self.dismiss()


def _label(text: str, style: str = "") -> Text:
    """A node's label, its text taken as it is."""
    return Text(shown(text), style, no_wrap=True, overflow="ellipsis")


Path = tuple[Place | None, ...]


def _path(node: TreeNode[Place] | None) -> Path:
    """What stands at a node and at those above it, from the root down."""
    found: list[Place | None] = []
    while node is not None:
        found.append(node.data)
        node = node.parent
    return tuple(reversed(found))


def _opened(node: TreeNode[Place]) -> frozenset[Path]:
    """The unfolded nodes from a node down."""
    below = (_opened(child) for child in node.children)
    return frozenset({_path(node)} if node.is_expanded else ()).union(*below)


def _nearest(root: TreeNode[Place], wanted: Path) -> TreeNode[Place]:
    """The node at a path, or the last one above it that is still there."""
    node = root
    for place in wanted[1:]:
        node = next((child for child in node.children if child.data == place), node)
    return node


def _links(graph: DependencyGraph, row: Place, issuer: int) -> Iterator[Link]:
    """The links from a paper's row to one that issues it."""
    needs = (need for need in graph.needs(row.entry) if need.address == row.element)
    return (link for need in needs for link in need.links if link.entry == issuer)


def _is_paper(place: Place) -> bool:
    return place.element.startswith(f"{Part.PAPER}:")


def _tree_lines(node: TreeNode[Place], depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}{node.label}\n"
    for child in node.children:
        yield from _tree_lines(child, depth + 1)
