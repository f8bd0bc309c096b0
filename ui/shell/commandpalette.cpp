#include "ui/shell/commandpalette.h"

#include "ui/models/format.h"
#include "ui/models/roles.h"
#include "ui/models/words.h"
#include "ui/session/gatewaylink.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/rowdelegate.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using gateway::admin::Message;

namespace ui {
namespace {

enum PaletteRole { PageRole = Qt::UserRole + 100, ArgumentRole };

constexpr int messageLimit = 8;

QStandardItem *entry(const QString &title, const QString &second, const Chip &chip, const QString &pageId, const QString &argument)
{
    auto *item = new QStandardItem(title);
    item->setData(second, SecondLineRole);
    item->setData(QVariant::fromValue(chip), ChipRole);
    item->setData(pageId, PageRole);
    item->setData(argument, ArgumentRole);
    item->setData(title + u", "_s + second, Qt::AccessibleTextRole);
    return item;
}

} // namespace

CommandPalette::CommandPalette(GatewayLink &link, QList<Target> pages, QWidget *window) : QWidget(window), m_link(link), m_pages(std::move(pages)),
    m_edit(new QLineEdit), m_list(new QListView), m_found(new QStandardItemModel(this))
{
    m_edit->setPlaceholderText(tr("A page, an address, a subject or an id"));
    m_edit->setAccessibleName(tr("Search pages and messages"));
    m_edit->setMaxLength(200);
    m_edit->installEventFilter(this);
    m_list->setModel(m_found);
    m_list->setItemDelegate(new TwoLineDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QListView::NoEditTriggers);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("Found"));
    auto *all = column(this, 1);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(8, 8, 8, 8);
    top->addWidget(m_edit);
    all->addLayout(top);
    all->addWidget(m_list, 1);
    m_typing.setSingleShot(true);
    m_typing.setInterval(150ms);
    connect(&m_typing, &QTimer::timeout, this, &CommandPalette::askMessages);
    connect(m_edit, &QLineEdit::textEdited, this, [this] {
        showPages();
        m_typing.start();
    });
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    hide();
}

void CommandPalette::open()
{
    const QRect window = parentWidget()->rect();
    const int width = std::min(560, window.width() - 80);
    setGeometry((window.width() - width) / 2, 60, width, std::min(460, window.height() - 120));
    m_edit->clear();
    showPages();
    show();
    raise();
    m_edit->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::showPages()
{
    const QString text = m_edit->text().trimmed();
    m_answer.forget();
    m_found->clear();
    for (const Target &page : std::as_const(m_pages)) {
        if (page.title.contains(text, Qt::CaseInsensitive) || page.pageId.contains(text, Qt::CaseInsensitive))
            m_found->appendRow(entry(page.title, tr("Page"), {page.iconName, {}, Tone::Unknown}, page.pageId, {}));
    }
    m_list->setCurrentIndex(m_found->index(0, 0));
}

void CommandPalette::askMessages()
{
    const QString text = m_edit->text().trimmed();
    if (text.size() < 2 || !m_link.client())
        return;
    gateway::admin::MessageFilter filter;
    filter.text = text;
    filter.limit = messageLimit;
    m_answer.await(m_link.client()->messages(filter), [this](const auto &found) { showMessages(found); });
}

void CommandPalette::showMessages(const gateway::Result<gateway::admin::Page<Message>> &found)
{
    if (!found) {
        m_found->appendRow(entry(tr("Messages could not be searched."), found.error().message, {u"circle-x"_s, {}, Tone::Bad}, {}, {}));
        return;
    }
    for (const Message &message : found->items) {
        const QString second = tr("%1, %2, %3").arg(formatTime(message.received), fateChip(message).word, senderWord(message.sender));
        m_found->appendRow(entry(subjectWord(message), second, fateChip(message), u"mail"_s, message.id));
    }
    if (m_found->rowCount() == 0)
        m_found->appendRow(entry(tr("Nothing matches."), tr("Search an address, a word of the subject or a message id"), {u"search"_s, {}, Tone::Unknown}, {}, {}));
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_found->index(0, 0));
}

void CommandPalette::choose()
{
    const QModelIndex index = m_list->currentIndex();
    const QString pageId = index.data(PageRole).toString();
    if (pageId.isEmpty())
        return;
    hide();
    Q_EMIT chosen(pageId, index.data(ArgumentRole).toString());
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason && !m_list->underMouse())
        hide();
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int row = m_list->currentIndex().row();
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down: m_list->setCurrentIndex(m_found->index(std::min(row + 1, m_found->rowCount() - 1), 0)); return true;
    case Qt::Key_Up: m_list->setCurrentIndex(m_found->index(std::max(row - 1, 0), 0)); return true;
    case Qt::Key_Return: case Qt::Key_Enter: choose(); return true;
    case Qt::Key_Escape: hide(); return true;
    default: return QWidget::eventFilter(watched, event);
    }
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintFrame(&painter, rect(), colors().surface, colors().strongLine, 6);
}

} // namespace ui
