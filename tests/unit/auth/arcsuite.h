#pragma once

#include <QByteArray>
#include <QFile>
#include <QList>

/// Reads the YAML of ValiMail's ARC suite, and no more of YAML than it uses: maps by indentation, plain scalars, blocks "|" and ">-".
namespace arcsuite {

struct Node {
    QByteArray key, text;
    QList<Node> children;

    [[nodiscard]] const Node *find(QByteArrayView wanted) const
    {
        for (const Node &child : children) {
            if (child.key == wanted)
                return &child;
        }
        return nullptr;
    }
    [[nodiscard]] QByteArray value(QByteArrayView wanted) const
    {
        const Node *node = find(wanted);
        return node ? node->text : QByteArray();
    }
};

inline qsizetype indentOf(const QByteArray &line)
{
    qsizetype indent = 0;
    while (indent < line.size() && line[indent] == ' ')
        ++indent;
    return indent;
}

/// The lines of a block whose key stands at \a indent; \a at is moved behind them.
inline QByteArray readBlock(const QList<QByteArray> &lines, qsizetype &at, qsizetype indent, bool isFolded)
{
    QList<QByteArray> block;
    qsizetype blockIndent = -1;
    for (; at < lines.size() && (lines[at].trimmed().isEmpty() || indentOf(lines[at]) > indent); ++at) {
        if (blockIndent < 0 && !lines[at].trimmed().isEmpty())
            blockIndent = indentOf(lines[at]);
        block.append(blockIndent < 0 ? QByteArray() : lines[at].mid(blockIndent));
    }
    while (!block.isEmpty() && block.last().isEmpty())
        block.removeLast();
    return block.isEmpty() ? QByteArray() : isFolded ? block.join(' ') : block.join('\n') + '\n';
}

inline QList<Node> readMap(const QList<QByteArray> &lines, qsizetype &at, qsizetype indent)
{
    QList<Node> nodes;
    while (at < lines.size()) {
        const QByteArray &line = lines[at];
        if (line.trimmed().isEmpty()) {
            ++at;
            continue;
        }
        if (indentOf(line) != indent)
            break;
        ++at;
        const qsizetype colon = line.indexOf(':');
        Node node{line.first(colon).trimmed(), line.sliced(colon + 1).trimmed(), {}};
        if (node.text == "|" || node.text == ">-") {
            node.text = readBlock(lines, at, indent, node.text == ">-");
        } else if (node.text.isEmpty()) {
            while (at < lines.size() && lines[at].trimmed().isEmpty())
                ++at;
            if (at < lines.size() && indentOf(lines[at]) > indent)
                node.children = readMap(lines, at, indentOf(lines[at]));
        }
        nodes.append(node);
    }
    return nodes;
}

/// The documents of a file; none if it is not there.
inline QList<Node> read(const QString &name)
{
    QFile file(QStringLiteral(SHARED_DATA "/conformance/arc/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Node> documents;
    QList<QByteArray> lines;
    const auto finish = [&] {
        qsizetype at = 0;
        documents.append(Node{{}, {}, readMap(lines, at, 0)});
        lines.clear();
    };
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("---"))
            finish();
        else
            lines.append(line);
    }
    finish();
    return documents;
}

} // namespace arcsuite
