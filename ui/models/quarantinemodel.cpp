#include "ui/models/quarantinemodel.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/models/words.h"

using gateway::admin::QuarantineItem;

namespace ui {

QList<Column> QuarantineModel::columns() const { return {{.title = tr("Held mail"), .width = 400, .stretches = true}}; }

Qt::ItemFlags QuarantineModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = RecordModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsUserCheckable : flags;
}

bool QuarantineModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QuarantineItem *item = record(index);
    if (!item || role != Qt::CheckStateRole)
        return false;
    if (value.toInt() == Qt::Checked)
        m_checked.insert(item->id);
    else
        m_checked.remove(item->id);
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT checkedChanged();
    return true;
}

QStringList QuarantineModel::checkedIds() const
{
    QStringList ids;
    for (const QuarantineItem &item : records()) {
        if (m_checked.contains(item.id))
            ids.append(item.id);
    }
    return ids;
}

void QuarantineModel::setAllChecked(bool checked)
{
    m_checked.clear();
    for (const QuarantineItem &item : records()) {
        if (checked)
            m_checked.insert(item.id);
    }
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::CheckStateRole});
    Q_EMIT checkedChanged();
}

QVariant QuarantineModel::cell(const QuarantineItem &item, int, int role) const
{
    const QString subject = item.subject.isEmpty() ? tr("no subject") : marked(item.subject);
    const QString who = tr("%1 to %2").arg(senderWord(item.sender), recipientsWord(item.recipients));
    switch (role) {
    case Qt::DisplayRole: return subject;
    case SecondLineRole: return tr("%1, %2").arg(className(item.messageClass), who);
    case TimeTextRole: return formatShortTime(item.received);
    case ScoreTextRole: return item.score > 0 ? formatNumber(qRound(item.score)) : QString();
    case ChipRole: return QVariant::fromValue(classChip(item.messageClass));
    case Qt::CheckStateRole: return int(m_checked.contains(item.id) ? Qt::Checked : Qt::Unchecked);
    case Qt::ToolTipRole: return plainToolTip(subject + u'\n' + who);
    case Qt::AccessibleTextRole:
        return tr("%1, held as %2, %3, %4").arg(formatTime(item.received), className(item.messageClass), who, subject);
    default: return {};
    }
}

} // namespace ui
