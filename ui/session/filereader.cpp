#include "ui/session/filereader.h"

#include "ui/models/format.h"

#include <QCoreApplication>
#include <QFile>
#include <QPromise>
#include <QThreadPool>

using gateway::Error;

namespace ui {
namespace {

struct FileReader {
    Q_DECLARE_TR_FUNCTIONS(FileReader)
};

} // namespace

QFuture<gateway::Result<QByteArray>> readFile(const QString &path, qint64 maxOctets)
{
    const auto promise = std::make_shared<QPromise<gateway::Result<QByteArray>>>();
    promise->start();
    const QString tooLarge = FileReader::tr("%1 is larger than %2. Such a file is hardly a list of people.").arg(path, formatSize(maxOctets));
    const QString unreadable = FileReader::tr("%1 could not be read: %2.");
    QThreadPool::globalInstance()->start([=] {
        QFile file(path);
        const bool isOpen = file.open(QIODevice::ReadOnly);
        const QByteArray content = isOpen ? file.read(maxOctets + 1) : QByteArray();
        if (!isOpen || file.error() != QFileDevice::NoError)
            promise->addResult(gateway::failure(Error::Kind::Io, unreadable.arg(path, file.errorString())));
        else if (content.size() > maxOctets)
            promise->addResult(gateway::failure(Error::Kind::Invalid, tooLarge));
        else
            promise->addResult(gateway::Result<QByteArray>(content));
        promise->finish();
    });
    return promise->future();
}

} // namespace ui
