#include "gateway/delivery/spooldirectory.h"

#include "gateway/store/durablefile.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <array>
#include <filesystem>

using namespace Qt::StringLiterals;

namespace gateway::delivery {
namespace {

constexpr int partCount = 16;

QString partName(int part)
{
    return QString::number(part, 16);
}

/// The last character of an id is random.
int partOf(QByteArrayView id)
{
    return id.back() % partCount;
}

Result<> listPart(const QString &path, int part, SpoolDirectory::Content &content)
{
    std::error_code error;
    std::filesystem::directory_iterator entry(QFile::encodeName(path).toStdString(), error);
    for (const std::filesystem::directory_iterator end; !error && entry != end; entry.increment(error)) {
        const QByteArray name = QByteArray::fromStdString(entry->path().filename().string());
        if (name.endsWith(store::temporarySuffix))
            content.temporaries.append(path + u'/' + QFile::decodeName(name));
        else if (isSpoolId(name) && partOf(name) == part)
            content.ids.push_back(name);
    }
    if (error)
        return failure(Error::Kind::Io, u"%1: cannot list: %2"_s.arg(path, QString::fromStdString(error.message())));
    return {};
}

} // namespace

Result<SpoolDirectory> SpoolDirectory::open(const QString &path)
{
    SpoolDirectory directory(path);
    directory.m_damaged = QFileInfo(path).path() + u"/damaged"_s;
    for (const QString &each : {path, directory.m_damaged}) {
        if (const Result<> made = store::ensurePrivateDirectory(each); !made)
            return tl::make_unexpected(made.error());
    }
    for (int part = 0; part < partCount; ++part) {
        if (const Result<> made = store::ensurePrivateDirectory(path + u'/' + partName(part)); !made)
            return tl::make_unexpected(made.error());
    }
    return directory;
}

Result<SpoolDirectory::Content> SpoolDirectory::list() const
{
    Content content;
    for (int part = 0; part < partCount; ++part) {
        if (const Result<> listed = listPart(m_path + u'/' + partName(part), part, content); !listed)
            return tl::make_unexpected(listed.error());
    }
    std::sort(content.ids.begin(), content.ids.end());
    return content;
}

QString SpoolDirectory::pathOf(const QByteArray &id) const
{
    Q_ASSERT(isSpoolId(id));
    return m_path + u'/' + partName(partOf(id)) + u'/' + QString::fromLatin1(id);
}

Result<> SpoolDirectory::write(const SpoolFile &file, QByteArrayView content) const
{
    if (!isSpoolId(file.id))
        return failure(Error::Kind::Invalid, u"%1: is not an id"_s.arg(QString::fromLatin1(file.id.left(40))));
    const QByteArray head = spoolHead(file, content);
    const std::array<QByteArrayView, 3> pieces{head, content, "\n"};
    return store::writeDurably(m_path + u'/' + partName(partOf(file.id)), QString::fromLatin1(file.id), pieces);
}

Result<> SpoolDirectory::setAside(const QByteArray &id) const
{
    return store::moveDurably(pathOf(id), m_damaged + u'/' + QString::fromLatin1(id));
}

} // namespace gateway::delivery
