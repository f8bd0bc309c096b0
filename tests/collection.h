#pragma once

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

/// A collection of real mail beside the project, ../shared/data/NAME.tar.zst, unpacked for as long as this lives. Not everybody has it.
/// Without a name: the few mails of our own, which are always there.
///
///     const Collection mime(QStringLiteral("mime"));
///     if (!mime.isThere())
///         QSKIP("The collection is not here.");
///     QVERIFY(mime.isUnpacked());
class Collection
{
public:
    explicit Collection(const QString &name)
    {
        if (name.isEmpty()) {
            m_path = QStringLiteral(TEST_DATA "/mail");
            m_isThere = m_isUnpacked = true;
            return;
        }
        m_path = m_directory.path();
        const QString archive = QStringLiteral(SHARED_DATA "/%1.tar.zst").arg(name);
        m_isThere = QFile::exists(archive);
        if (m_isThere)
            m_isUnpacked = QProcess::execute(QStringLiteral("tar"), {QStringLiteral("--zstd"), QStringLiteral("-xf"), archive, QStringLiteral("-C"), path()}) == 0;
    }

    [[nodiscard]] bool isThere() const { return m_isThere; }
    [[nodiscard]] bool isUnpacked() const { return m_isUnpacked; }
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    QTemporaryDir m_directory;
    QString m_path;
    bool m_isThere = false, m_isUnpacked = false;
};
