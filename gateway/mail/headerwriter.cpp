#include "gateway/mail/headerwriter.h"

#include "gateway/mail/charset.h"
#include "gateway/mail/encodedword.h"
#include "gateway/mail/headersection.h"

#include <QLocale>
#include <algorithm>
#include <cstdlib>

namespace gateway::mail {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxLine = 78; // RFC 5322 2.1.1

/// One line of octets that may stand in a field body.
QByteArray clean(QByteArrayView value)
{
    const bool isText = isUtf8(value);
    QByteArray octets = value.toByteArray();
    for (char &c : octets) {
        if (static_cast<quint8>(c) < 0x20 || c == 0x7f)
            c = ' ';
        else if (!isText && static_cast<quint8>(c) >= 0x80)
            c = '?';
    }
    return octets.trimmed();
}

/// atext (RFC 5322 3.2.3) and blanks.
bool isAtoms(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) {
        return c.unicode() < 0x7f && (c.isLetterOrNumber() || c == u' ' || "!#$%&'*+-/=?^_`{|}~"_L1.contains(c));
    });
}

qsizetype columnAfter(qsizetype column, QByteArrayView folded)
{
    const qsizetype lineFeed = folded.lastIndexOf('\n');
    return lineFeed < 0 ? column + folded.size() : folded.size() - lineFeed - 1;
}

} // namespace

QByteArray dateTime(const QDateTime &time)
{
    const int minutes = time.offsetFromUtc() / 60;
    const QByteArray zone = QByteArray::number(std::abs(minutes) / 60 * 100 + std::abs(minutes) % 60).rightJustified(4, '0');
    return QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss "_s).toLatin1() + (minutes < 0 ? '-' : '+') + zone;
}

QByteArray foldedStructured(QByteArrayView value, qsizetype column)
{
    const QByteArray octets = clean(value);
    QByteArray folded;
    qsizetype at = 0;
    while (at < octets.size()) {
        qsizetype end = at;
        while (end < octets.size() && octets[end] == ' ')
            ++end;
        end = octets.indexOf(' ', end) < 0 ? octets.size() : octets.indexOf(' ', end);
        const QByteArrayView part = QByteArrayView(octets).sliced(at, end - at); // A word with the blanks before it.
        if (at > 0 && column + part.size() > maxLine) {
            folded += "\r\n";
            column = 0;
        }
        folded += part;
        column += part.size();
        at = end;
    }
    return folded;
}

QByteArray phrase(const QString &text, qsizetype column)
{
    const QString line = withoutControls(text).trimmed();
    if (line.contains("=?"_L1) || line.size() > 200 || std::ranges::any_of(line, [](QChar c) { return c.unicode() >= 0x7f; }))
        return encodedWords(line, column);
    if (isAtoms(line))
        return line.toLatin1();
    QByteArray quoted = "\"";
    for (const char c : line.toLatin1()) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

void HeaderWriter::addText(QByteArrayView name, const QString &value)
{
    add(name, encodedText(withoutControls(value).trimmed(), name.size() + 2));
}

void HeaderWriter::addStructured(QByteArrayView name, QByteArrayView value)
{
    add(name, foldedStructured(value, name.size() + 2));
}

void HeaderWriter::addDate(QByteArrayView name, const QDateTime &time)
{
    add(name, dateTime(time));
}

void HeaderWriter::addAddress(QByteArrayView name, const QString &displayName, const smtp::Mailbox &mailbox)
{
    addAddresses(name, {{displayName, mailbox}});
}

void HeaderWriter::addAddresses(QByteArrayView name, const QList<NamedMailbox> &list)
{
    if (list.isEmpty())
        return;
    QByteArray body;
    qsizetype column = name.size() + 2;
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (i > 0) {
            body += ",\r\n ";
            column = 1;
        }
        const QByteArray words = phrase(list[i].displayName, column);
        const QByteArray address = clean(list[i].mailbox.toBytes());
        body += words;
        column = columnAfter(column, words);
        const QByteArray end = words.isEmpty() ? address : " <" + address + '>';
        if (!words.isEmpty() && column + end.size() > maxLine)
            body += "\r\n";
        body += end;
    }
    add(name, body);
}

void HeaderWriter::add(QByteArrayView name, QByteArrayView foldedBody)
{
    if (!isFieldName(name))
        return;
    m_octets.append(name).append(':');
    if (!foldedBody.isEmpty() && !foldedBody.startsWith('\r'))
        m_octets.append(' ');
    m_octets.append(foldedBody).append("\r\n");
}

} // namespace gateway::mail
