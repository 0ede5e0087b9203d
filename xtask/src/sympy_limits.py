"""Answers the questions of a limits file with SymPy: the other half of `cargo xtask bench limits`."""
import json, signal, sys, time
import sympy
from sympy.parsing.sympy_parser import parse_expr


def stop(*_):
    raise TimeoutError


def answer(question):
    """The limit's status, as SymPy would have it: an expression is an answer, an exception is not."""
    variable = sympy.Symbol(question.get("var", "x"), real=True)
    expression = parse_expr(question["expr"].replace("^", "**"), local_dict={question.get("var", "x"): variable})
    limit = sympy.limit(expression, variable, sympy.sympify(question["point"]), question.get("dir", "+-"))
    return "undecided" if limit.has(sympy.Limit) else "exact"


signal.signal(signal.SIGALRM, stop)
for line in sys.stdin:
    question = json.loads(line)
    start = time.perf_counter()
    signal.alarm(10)
    try:
        status = answer(question)
    except TimeoutError:
        status = "undecided"
    except ValueError:
        status = "does-not-exist"
    except Exception:
        status = "error"
    signal.alarm(0)
    micros = (time.perf_counter() - start) * 1e6
    print(json.dumps({"id": question["id"], "status": status, "micros": micros}), flush=True)
