#pragma once

#include "gateway/directory/attributemapping.h"

#include <QByteArrayView>

namespace gateway::directory {

/// Reads the objects of an LDIF content file (RFC 2849): folded lines, base64 values, comments. Change records and values that stand
/// elsewhere ("attribute:< URL") are errors: a list of recipients has neither, and a file must not make us read another.
class LdifReader
{
public:
    enum class Status { Object, End, Failed };

    explicit LdifReader(QByteArrayView text) : m_rest(text) {} ///< \a text must outlive the reader.

    [[nodiscard]] Status next();
    [[nodiscard]] const DirectoryObject &object() const { return m_object; }
    [[nodiscard]] int line() const { return m_line; } ///< Of what was read last, from 1.
    [[nodiscard]] const QString &error() const { return m_error; }

private:
    [[nodiscard]] bool readLine(QByteArray &line);
    [[nodiscard]] QByteArrayView takePhysicalLine();
    [[nodiscard]] bool readAttribute(const QByteArray &line);
    [[nodiscard]] bool fail(const QString &why);

    QByteArrayView m_rest;
    int m_line = 1, m_nextLine = 1;
    bool m_isFirst = true;
    DirectoryObject m_object;
    QString m_error;
};

} // namespace gateway::directory
