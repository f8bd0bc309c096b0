#include "gateway/directory/ldifsource.h"

#include "gateway/directory/filetext.h"
#include "gateway/directory/ldifreader.h"

using namespace Qt::StringLiterals;

namespace gateway::directory {

Result<Import> readLdif(QByteArrayView file, const AttributeMapping &mapping, const QByteArray &source, const QDateTime &now, EntryLimits limits)
{
    const Result<QByteArrayView> text = utf8Text(file);
    if (!text)
        return tl::make_unexpected(text.error());
    LdifReader reader(*text);
    EntryList list(source, limits);
    LdifReader::Status status = LdifReader::Status::End;
    while ((status = reader.next()) == LdifReader::Status::Object) {
        std::optional<Entry> entry = mapping.toEntry(reader.object(), now);
        if (!entry)
            continue;
        if (const Result<> added = list.addSound(std::move(*entry), QString::fromUtf8(reader.object().name)); !added)
            return failure(added.error().kind, u"Before line %1: %2"_s.arg(QString::number(reader.line()), added.error().message));
    }
    if (status == LdifReader::Status::Failed)
        return failure(Error::Kind::Invalid, u"Line %1: %2."_s.arg(QString::number(reader.line()), reader.error()));
    return list.take();
}

} // namespace gateway::directory
