"""O8: what our own sources must not hold: a shell, and texts built in more than one pass, where "%1" inside a value would be filled in."""
import pathlib
import re

from postern import run

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHELLS = re.compile(r"\b(?:std::system|popen|_popen|execlp|execvp)\s*\(|\bsystem\s*\(\s*[\"A-Za-z]|QProcess::startCommand|\"/bin/(?:ba)?sh\"")


def sources():
    for folder in ("gateway", "app", "ui"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".cpp", ".h"):
                yield path.relative_to(ROOT), path.read_text(encoding="utf-8")


def end_of_call(text, begin):
    """Behind the parenthesis that closes the one before begin."""
    depth, quoted = 1, False
    for place in range(begin, len(text)):
        char = text[place]
        if char == '"' and text[place - 1] not in "\\'":
            quoted = not quoted
        elif not quoted and char == "(" and text[place - 1] != "'":
            depth += 1
        elif not quoted and char == ")" and text[place - 1] != "'":
            depth -= 1
            if depth == 0:
                return place + 1
    return len(text)


def chained(text):
    """Lines of .arg() calls with another one behind."""
    for call in re.finditer(r"\.arg\(", text):
        if re.match(r"\s*\.arg\(", text[end_of_call(text, call.end()):]):
            yield text.count("\n", 0, call.start()) + 1


def texts_are_built_in_one_pass_O8():
    assert list(chained('a.arg(b(1), "x)")\n   .arg(c);')) == [1] and not list(chained('a.arg(b.arg(c), ")").x(); d.arg(e);'))
    found = [f"{path}:{line}" for path, text in sources() for line in chained(text)]
    assert not found, found


def no_shell_is_called_O8():
    assert SHELLS.search('system("ls")') and SHELLS.search("popen(command") and not SHELLS.search("QRandomGenerator::system()->generate()")
    found = [f"{path}:{text.count(chr(10), 0, hit.start()) + 1}" for path, text in sources() for hit in SHELLS.finditer(text)]
    assert not found, found


run([texts_are_built_in_one_pass_O8, no_shell_is_called_O8])
