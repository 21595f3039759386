"""Every public thing says what it does, and every module what lives in it."""

from __future__ import annotations

import ast

DOCUMENTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def public(tree):
    return [node for node in tree.body if isinstance(node, DOCUMENTED) and not node.name.startswith("_")]


def test_every_module_says_what_lives_in_it(modules):
    said = {module.name: bool(ast.get_docstring(module.tree)) for module in modules if module.text.strip()}
    assert said
    assert [name for name, has in said.items() if not has] == []


def test_every_public_function_and_class_has_a_docstring(modules):
    silent = [
        f"{module.name}:{node.lineno} {node.name}"
        for module in modules
        for node in public(module.tree)
        if not ast.get_docstring(node)
    ]
    assert silent == []
