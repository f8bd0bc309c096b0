#include "gateway/records/trace.h"

#include <QDateTime>
#include <QRandomGenerator>

namespace gateway::records {

QByteArray newMessageId()
{
    constexpr qsizetype timeLength = 9, randomLength = 11; // 36^9 milliseconds last until the year 5188; 56 random bits.
    const QByteArray time = QByteArray::number(QDateTime::currentMSecsSinceEpoch(), 36).rightJustified(timeLength, '0');
    QByteArray id = time.right(timeLength);
    for (qsizetype i = 0; i < randomLength; ++i) {
        const quint32 digit = QRandomGenerator::system()->bounded(36u);
        id += char(digit < 10 ? '0' + digit : 'A' + (digit - 10));
    }
    return id.toUpper();
}

} // namespace gateway::records
