#include "gateway/mail/messageedit.h"

#include "gateway/mail/encodedword.h"

#include <algorithm>

namespace gateway::mail {

namespace {

/// Pieces in order; neighbours of the original become one.
class Pieces
{
public:
    explicit Pieces(EditedMessage &result) : m_result(result) {}

    void add(QByteArrayView view)
    {
        if (view.isEmpty())
            return;
        QList<QByteArrayView> &pieces = m_result.pieces;
        if (!pieces.isEmpty() && pieces.last().end() == view.begin())
            pieces.last() = QByteArrayView(pieces.last().begin(), view.end());
        else
            pieces.append(view);
    }
    void addOwned(QByteArray octets)
    {
        m_result.owned.push_back(std::make_unique<QByteArray>(std::move(octets)));
        m_result.pieces.append(*m_result.owned.back()); // Never joined with a neighbour: it may be freed on its own.
    }

private:
    EditedMessage &m_result;
};

bool isTagged(const HeaderField &subject, const QString &tag)
{
    return decodedText(subject.body).trimmed().startsWith(tag.trimmed());
}

/// The tag goes in front as words of its own; what stands behind it stays as it was written, encoded or not.
void addTagged(Pieces &pieces, const HeaderField &subject, const QString &tag)
{
    qsizetype start = 0;
    while (start < subject.body.size() && QByteArrayView(" \t\r\n").contains(subject.body[start]))
        ++start;
    const QByteArrayView text = subject.body.sliced(start);
    // The blank between two encoded words does not count (RFC 2047 6.2): there the tag brings its own.
    const QByteArray plainTag = encodedText(tag, subject.name.size() + 2);
    const bool isEncodedTag = plainTag.endsWith("?=");
    const QByteArray tagOctets = isEncodedTag && text.startsWith("=?") ? encodedWords(tag + u' ', subject.name.size() + 2) : plainTag;
    if (text.isEmpty())
        return pieces.addOwned(subject.name.toByteArray() + ": " + tagOctets + "\r\n");
    const qsizetype firstLine = std::max<qsizetype>(text.indexOf('\r'), 0);
    const bool mustFold = subject.name.size() + 2 + tagOctets.size() + 1 + firstLine > 76; // RFC 2047 2
    pieces.addOwned(subject.name.toByteArray() + ": " + tagOctets + (mustFold ? "\r\n " : " "));
    pieces.add(text);
}

} // namespace

qint64 EditedMessage::size() const
{
    qint64 octets = 0;
    for (const QByteArrayView piece : pieces)
        octets += piece.size();
    return octets;
}

QByteArray EditedMessage::joined() const
{
    QByteArray octets;
    octets.reserve(size());
    for (const QByteArrayView piece : pieces)
        octets.append(piece);
    return octets;
}

EditedMessage edited(QByteArrayView message, const HeaderSection &header, const Edits &edits)
{
    EditedMessage result;
    Pieces pieces(result);
    const QString tag = withoutControls(edits.subjectTag).trimmed();
    bool hasSubject = false;
    qsizetype end = 0; // Of the last field.
    if (!header.fields().isEmpty())
        pieces.add(message.first(header.fields().first().whole.begin() - message.begin()));
    for (qsizetype i = 0; i < header.fields().size(); ++i) {
        const HeaderField &field = header.fields()[i];
        end = field.whole.end() - message.begin();
        if (edits.removedFields.contains(static_cast<int>(i)))
            continue;
        if (tag.isEmpty() || !field.isNamed("Subject")) {
            pieces.add(field.whole);
            continue;
        }
        hasSubject = true; // Every one of several is tagged: nobody knows which one a reader shows.
        if (isTagged(field, tag))
            pieces.add(field.whole);
        else
            addTagged(pieces, field, tag);
    }
    if (!tag.isEmpty() && !hasSubject)
        pieces.addOwned("Subject: " + encodedText(tag, 9) + "\r\n");
    if (header.fields().isEmpty() && (message.startsWith(' ') || message.startsWith('\t')))
        pieces.addOwned("\r\n");
    pieces.add(message.sliced(end));
    return result;
}

} // namespace gateway::mail
