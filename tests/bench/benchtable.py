"""The printed tables: one row a server, medians of the repetitions with the least and the greatest, and ratios in the last columns."""
import statistics


class Column:
    """The median of one figure, or of several joined by slashes; with its range, or as the sum of all runs."""

    def __init__(self, title, *keys, digits=0, has_range=False, is_sum=False):
        self.title, self.keys, self.digits, self.has_range, self.is_sum = title, keys, digits, has_range, is_sum

    def text(self, runs):
        if self.is_sum:
            return str(sum(run[self.keys[0]] for run in runs))
        values = [f"{median(runs, key):.{self.digits}f}" for key in self.keys]
        if not self.has_range or len(runs) == 1:
            return "/".join(values)
        series = [run[self.keys[0]] for run in runs]
        return f"{values[0]} ({min(series):.{self.digits}f}-{max(series):.{self.digits}f})"


class Ratio:
    """How many times better Postern's median is: of a rate that should be high, or of a cost that should be low."""

    def __init__(self, title, key, low_is_good=False):
        self.title, self.key, self.low_is_good = title, key, low_is_good

    def text(self, ours, theirs):
        over, under = median(ours, self.key), median(theirs, self.key)
        if self.low_is_good:
            over, under = under, over
        return f"{over / under:.2f}" if under else "-"


def median(runs, key):
    return statistics.median(run[key] for run in runs)


def print_table(labels, columns, ratios, cells):
    """`cells` is a list of (label texts, {server name: runs}); Postern comes first in each. Numbers stand to the right."""
    head = [*labels, "server", *(column.title for column in columns), *(ratio.title for ratio in ratios)]
    rows = []
    for texts, servers in cells:
        ours, *others = servers.values()
        for place, (name, runs) in enumerate(servers.items()):
            row = [*(texts if place == 0 else [""] * len(texts)), name, *(column.text(runs) for column in columns)]
            row += [ratio.text(ours, others[0]) if place == 0 and others else "" for ratio in ratios]
            rows.append(row)
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    for row in [head, *rows]:
        print("  ".join(text.ljust(width) if i == len(labels) else text.rjust(width) for i, (text, width) in enumerate(zip(row, widths))).rstrip(), flush=True)
