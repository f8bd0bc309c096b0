#include "gateway/directory/ldifreader.h"

using namespace Qt::StringLiterals;

namespace gateway::directory {
namespace {

constexpr qsizetype maxLine = 16 * 1024 * 1024; // Unfolded; photos are long.
constexpr qsizetype maxValues = 100'000;        // Of one object: a large group has a line for each member.

// AttributeDescription = AttributeType [";" options]; AttributeType is a name or an OID (RFC 4512 2.5).
bool isAttribute(QByteArrayView name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || QByteArrayView("-.;_").contains(c);
    });
}

} // namespace

LdifReader::Status LdifReader::next()
{
    m_object = {};
    bool hasBegun = false;
    while (!m_rest.isEmpty()) {
        m_line = m_nextLine;
        QByteArray line;
        if (!readLine(line))
            return Status::Failed;
        if (line.startsWith('#'))
            continue;
        if (line.isEmpty()) { // SEP SEP ends a record.
            if (hasBegun)
                return Status::Object;
            continue;
        }
        const bool isVersion = m_isFirst && line.startsWith("version:");
        m_isFirst = false;
        if (isVersion) {
            if (line.mid(8).trimmed() == "1")
                continue;
            (void)fail(u"the version of the file is not 1"_s);
            return Status::Failed;
        }
        const bool isName = line.startsWith("dn:");
        if (isName == hasBegun) {
            (void)fail(isName ? u"there is no empty line before this object"_s : u"an object must begin with “dn:”"_s);
            return Status::Failed;
        }
        hasBegun = true;
        if (!readAttribute(line))
            return Status::Failed;
    }
    m_line = m_nextLine;
    return hasBegun ? Status::Object : Status::End;
}

/// A line with those that continue it: they begin with one blank, which is not part of the text (RFC 2849, note 2).
bool LdifReader::readLine(QByteArray &line)
{
    line = takePhysicalLine().toByteArray();
    while (m_rest.startsWith(' ')) {
        line.append(takePhysicalLine().sliced(1));
        if (line.size() > maxLine)
            return fail(u"a value of more than %1 MB"_s.arg(maxLine / 1024 / 1024));
    }
    return line.size() <= maxLine || fail(u"a value of more than %1 MB"_s.arg(maxLine / 1024 / 1024));
}

QByteArrayView LdifReader::takePhysicalLine()
{
    const qsizetype end = m_rest.indexOf('\n');
    QByteArrayView line = end < 0 ? m_rest : m_rest.first(end);
    m_rest = end < 0 ? QByteArrayView() : m_rest.sliced(end + 1);
    ++m_nextLine;
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

// attrval-spec = AttributeDescription value-spec SEP
// value-spec = ":" ( FILL 0*1(SAFE-STRING) / ":" FILL (BASE64-STRING) / "<" FILL url )
bool LdifReader::readAttribute(const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isAttribute(QByteArrayView(line).first(colon)))
        return fail(u"this is not “attribute: value”"_s);
    QByteArray attribute = line.first(colon).toLower();
    if (attribute == "changetype" || attribute == "control")
        return fail(u"this is a file of changes (“%1:”). Export the objects themselves"_s.arg(QString::fromLatin1(attribute)));
    QByteArrayView value = QByteArrayView(line).sliced(colon + 1);
    if (value.startsWith('<'))
        return fail(u"the value of “%1” stands in another file. Export it with the values in it"_s.arg(QString::fromLatin1(attribute)));
    const bool isBase64 = value.startsWith(':');
    if (isBase64)
        value = value.sliced(1);
    while (value.startsWith(' '))
        value = value.sliced(1);
    QByteArray octets = value.toByteArray();
    if (isBase64) {
        auto decoded = QByteArray::fromBase64Encoding(octets.trimmed(), QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
        if (decoded.decodingStatus != QByteArray::Base64DecodingStatus::Ok)
            return fail(u"the value of “%1” is not base64"_s.arg(QString::fromLatin1(attribute)));
        octets = std::move(decoded.decoded);
    }
    if (attribute == "dn") {
        m_object.name = octets;
        return true;
    }
    if (m_object.values.size() == maxValues)
        return fail(u"an object with more than %1 values"_s.arg(maxValues));
    if (const qsizetype options = attribute.indexOf(';'); options >= 0)
        attribute.truncate(options);
    m_object.values.append({attribute, octets});
    return true;
}

bool LdifReader::fail(const QString &why)
{
    m_error = why;
    return false;
}

} // namespace gateway::directory
