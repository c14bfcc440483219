"""Turns an author's condition, such as ``asked and rang >= 2``, into the nested lists that the engine evaluates."""

from __future__ import annotations

import ast
from typing import Any

_COMPARE = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


class ConditionError(ValueError):
    """A condition cannot be read; the message says why, in words for an author."""


def compile_condition(words: str) -> list[Any]:
    """Compile a condition.

    Parameters
    ----------
    words : str
        Variables, ``true``, ``false`` and whole numbers, with ``and``, ``or``, ``not``, brackets and ``== != < <= > >=``.

    Returns
    -------
    list
        Such as ``["and", ["var", "asked"], [">=", ["var", "rang"], ["const", 2]]]``.

    Raises
    ------
    ConditionError
        It is none of these.
    """
    try:
        tree = ast.parse(words.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        raise ConditionError("this is not a condition; write for example 'asked and not told'") from None
    return _compile(tree)


def names_in(condition: list[Any]) -> set[str]:
    """Name the variables that a compiled condition asks about."""
    kind, *parts = condition
    if kind == "var":
        return {parts[0]}
    return set().union(*(names_in(part) for part in parts if isinstance(part, list)))


def _compile(node: ast.expr) -> list[Any]:
    match node:
        case ast.Name(id=("true" | "false") as word):
            return ["const", word == "true"]
        case ast.Name(id=name):
            return ["var", name]
        case ast.Constant(value=int() as number):
            return ["const", number]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return ["not", _compile(operand)]
        case ast.BoolOp(op=operator, values=values):
            return ["and" if isinstance(operator, ast.And) else "or", *map(_compile, values)]
        case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in _COMPARE:
            return [_COMPARE[type(operator)], _compile(left), _compile(right)]
    raise ConditionError("only variables, numbers, true, false, and, or, not, == != < <= > >= and brackets are known")
