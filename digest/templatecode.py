"""The Python that Jinja makes of a template, made quicker. The text that it gives stays the same.

Jinja yields every piece of a page by itself, through each template that the page extends, asks for an attribute in two
ways, and before each call whether the function wants to be given the context, which none of ours does. Here a template
or block yields its text in one piece, asks in one way, and calls. Where that fails, ``render`` uses the code as Jinja
made it, which knows the second way, or what to say of the mistake.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from types import CodeType
from typing import Any

_PIECES, _ADD = "_pieces", "_add"
_SELF = "l_0_self"
"""``self`` of a template, by which it shows a block once more: a table of blocks, without attributes."""
_SCOPES = {"_loop_vars", "_block_vars"}
"""What Jinja hands to a call for the context alone."""


def compiled(source: str, file: str) -> CodeType:
    """Compile the Python of a template (``Environment.compile`` with ``raw``), made quicker; lines stay as they are."""
    module = ast.parse(source)
    for node in module.body:
        if isinstance(node, ast.FunctionDef):
            _gathered(node)
    # Where a part of a template is not escaped, a macro is told so by way of the context.
    return compile(_direct(module, calls="context.eval_ctx" not in source), file, "exec")


def _gathered(function: ast.FunctionDef) -> None:
    """Let a template or block, which yields piece by piece, add all of them to a list and yield that as one."""
    if any(isinstance(node, ast.Return) for node in _own(function.body)):
        return
    function.body = [
        *ast.parse(f"{_PIECES} = []; {_ADD} = {_PIECES}.extend").body,
        *_added(function.body),
        *ast.parse(f"yield ''.join({_PIECES})").body,
    ]


def _own(body: Iterable[ast.stmt]) -> Iterable[ast.stmt]:
    """Go through statements and those inside of them, but not into functions, which are macros."""
    for statement in body:
        yield statement
        if not isinstance(statement, ast.FunctionDef):
            for block in _blocks(statement):
                yield from _own(getattr(statement, block))


def _blocks(statement: ast.stmt) -> list[str]:
    return [name for name in ("body", "orelse", "finalbody", "handlers") if getattr(statement, name, None)]


def _added(body: list[Any]) -> list[Any]:
    """Turn what is yielded into what is added, a run of pieces in one step."""
    done: list[Any] = []
    run: ast.Tuple | None = None
    for statement in body:
        match statement:
            case ast.Expr(value=ast.Yield(value=piece)) if piece and run:
                run.elts.append(piece)
                continue
            case ast.Expr(value=ast.Yield(value=piece)) if piece:
                run = ast.copy_location(ast.Tuple([piece], ast.Load()), statement)
                done.append(_add(run, statement))
                continue
            case ast.Expr(value=ast.YieldFrom(value=pieces)):
                done.append(_add(pieces, statement))
            case ast.FunctionDef():
                done.append(statement)
            case _:
                for block in _blocks(statement):
                    setattr(statement, block, _added(getattr(statement, block)))
                done.append(statement)
        run = None
    return done


def _add(pieces: ast.expr, at: ast.stmt) -> ast.stmt:
    add = ast.copy_location(ast.Name(_ADD, ast.Load()), at)
    call = ast.copy_location(ast.Call(add, [pieces], []), at)
    return ast.copy_location(ast.Expr(call), at)


def _direct(node: Any, calls: bool) -> Any:
    """Turn ``environment.getattr(x, "name")`` into ``x.name`` and, with ``calls``, ``context.call(f)`` into ``f()``."""
    for name, value in ast.iter_fields(node):
        if isinstance(value, list):
            setattr(node, name, [_direct(item, calls) if isinstance(item, ast.AST) else item for item in value])
        elif isinstance(value, ast.AST):
            setattr(node, name, _direct(value, calls))
    match node:
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="environment"), attr="getattr"),
            args=[of, ast.Constant(value=str(attribute))],
        ) if not (isinstance(of, ast.Name) and of.id == _SELF):
            return ast.copy_location(ast.Attribute(of, attribute, ast.Load()), node)
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="context"), attr="call"), args=[of, *args], keywords=named
        ) if calls and all(word.arg for word in named):  # else they come as a table
            return ast.copy_location(ast.Call(of, args, [word for word in named if word.arg not in _SCOPES]), node)
    return node
