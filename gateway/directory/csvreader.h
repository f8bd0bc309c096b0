#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

namespace gateway::directory {

/// Reads records of comma-separated values (RFC 4180), with any separator. Line ends may also be LF or CR alone; empty lines are passed over.
class CsvReader
{
public:
    enum class Status { Record, End, Failed };

    CsvReader(QByteArrayView text, char separator) : m_text(text), m_separator(separator) {} ///< \a text must outlive the reader.

    [[nodiscard]] Status next();
    [[nodiscard]] const QList<QByteArray> &fields() const { return m_fields; } ///< Of the record, without quotes and blanks around them.
    [[nodiscard]] int line() const { return m_line; }                         ///< Where the record began, from 1; where reading failed.
    [[nodiscard]] const QString &error() const { return m_error; }

private:
    [[nodiscard]] bool readRecord();
    [[nodiscard]] bool readQuoted(QByteArray &field);
    [[nodiscard]] bool readPlain(QByteArray &field);
    [[nodiscard]] bool fail(const QString &why);
    [[nodiscard]] bool isAtEnd() const { return m_position == m_text.size(); }
    [[nodiscard]] bool isAtLineEnd() const { return isAtEnd() || m_text[m_position] == '\n' || m_text[m_position] == '\r'; }
    void skipLineEnd();

    const QByteArrayView m_text;
    const char m_separator;
    qsizetype m_position = 0;
    int m_line = 0, m_nextLine = 1;
    QList<QByteArray> m_fields;
    QString m_error;
};

} // namespace gateway::directory
