#pragma once

#include "gateway/admin/types.h"
#include "ui/session/awaited.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace ui {

class GatewayLink;

/// Ctrl+K: finds pages by name, then messages by id or text.
class CommandPalette : public QWidget
{
    Q_OBJECT
public:
    struct Target {
        QString pageId, title, iconName;
    };

    CommandPalette(GatewayLink &link, QList<Target> pages, QWidget *window); ///< \a link must outlive it.
    void open();

Q_SIGNALS:
    void chosen(const QString &pageId, const QString &argument);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showPages();
    void askMessages();
    void showMessages(const gateway::Result<gateway::admin::Page<gateway::admin::Message>> &found);
    void choose();

    GatewayLink &m_link;
    QList<Target> m_pages;
    QLineEdit *m_edit;
    QListView *m_list;
    QStandardItemModel *m_found;
    QTimer m_typing;
    Awaited<gateway::admin::Page<gateway::admin::Message>> m_answer;
};

} // namespace ui
