"""How far an office's own template may go: so many rounds and calls, so long a text, so much time.

The sandbox keeps a template from what it must not touch, but not from running for ever: nested loops, macros that
call each other and texts a thousand million letters long all pass it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from jinja2 import nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST_ROUNDS: Final = 3_000_000
LONGEST_TEXT: Final = 50_000_000
LONGEST_SECONDS: Final = 30.0
MOST_WIDTH: Final = 10_000

_LARGEST_EXPONENT: Final = 64
# Which rounds look at the clock.
_CLOCK_ROUNDS: Final = 1_000
# What a call costs, in rounds.
_CALL: Final = 10
_ROUNDS: Final = "rounds counted by the program"
_WIDENING_FILTERS: Final = ("batch", "center", "indent", "slice")
_WIDENING_METHODS: Final = frozenset({"center", "expandtabs", "ljust", "rjust", "zfill"})
# A width or precision of five digits and more, or one that comes as a value.
_WIDE_FORMAT: Final = re.compile(r"%[^a-zA-Z%]*(?:[0-9]{5,}|\*)|\{[^{}]*:[^{}]*(?:[0-9]{5,}|\{)")


class TemplateTooLong(Exception):
    """Filling a template takes too many rounds, too long, or makes too long a text."""


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox for the filling of one document, which raises `TemplateTooLong` where a template runs away."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._rounds = 0
        self._length = 0
        self._until = time.process_time() + LONGEST_SECONDS
        shown: Callable[..., Any] | None = self.finalize
        if shown is not None:
            self.finalize = lambda value: self._measured(shown(value))
        self.filters[_ROUNDS] = self._counted
        self.filters["format"] = _narrow_format(self.filters["format"])
        for name in _WIDENING_FILTERS:
            self.filters[name] = _narrow(self.filters[name])

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a template so that the rounds of all its loops are counted."""
        template = super()._parse(source, name, filename)
        for loop in list(template.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, _ROUNDS, [], [], None, None, lineno=loop.iter.lineno)
        return template.set_environment(self)  # type: ignore[return-value]

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate, where the outcome is no longer than a document may be."""
        if operator == "*":
            for text, times in ((left, right), (right, left)):
                if isinstance(times, int) and hasattr(text, "__len__") and len(text) * times > LONGEST_TEXT:
                    raise TemplateTooLong
        if operator == "**" and isinstance(right, int) and right > _LARGEST_EXPONENT:
            raise TemplateTooLong
        if operator == "%" and isinstance(left, str):
            _see_format(left)
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as in jinja2
        """Call a macro or a method, and count that."""
        for _ in range(_CALL):
            __self._count()
        name, owner = getattr(__obj, "__name__", ""), getattr(__obj, "__self__", None)
        if isinstance(owner, str) and name in _WIDENING_METHODS:
            _see_widths(args)
        return super().call(__context, __obj, *args, **kwargs)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Return the sandboxed form of a text's own formatting, where it is no such width."""
        wrapped = super().wrap_str_format(value)
        if wrapped is not None:
            _see_format(value.__self__)
        return wrapped

    def _count(self) -> None:
        self._rounds += 1
        if self._rounds > MOST_ROUNDS:
            raise TemplateTooLong
        if self._rounds % _CLOCK_ROUNDS == 0 and time.process_time() > self._until:
            raise TemplateTooLong

    def _counted(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self._count()
            yield value

    def _measured(self, text: str) -> str:
        self._length += len(text)
        if self._length > LONGEST_TEXT:
            raise TemplateTooLong
        return text


def _see_widths(values: Iterable[object]) -> None:
    if any(isinstance(value, int) and value > MOST_WIDTH for value in values):
        raise TemplateTooLong


def _see_format(text: str) -> None:
    if _WIDE_FORMAT.search(text):
        raise TemplateTooLong


def _narrow(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter of the template language that takes no width beyond `MOST_WIDTH`."""

    def narrow(value: Any, *args: Any, **kwargs: Any) -> Any:
        _see_widths((*args, *kwargs.values()))
        return filter_(value, *args, **kwargs)

    return narrow


def _narrow_format(filter_: Callable[..., Any]) -> Callable[..., Any]:
    def narrow(value: Any, *args: Any, **kwargs: Any) -> Any:
        _see_format(str(value))
        return filter_(value, *args, **kwargs)

    return narrow
