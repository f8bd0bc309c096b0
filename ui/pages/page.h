#pragma once

#include "ui/session/gatewaylink.h"

#include <QVariantMap>
#include <QWidget>

class QAction;

namespace ui {

/// One page of the window: it answers one question.
class Page : public QWidget
{
    Q_OBJECT
public:
    explicit Page(GatewayLink &link, QWidget *parent = nullptr); ///< \a link must outlive the page.

    [[nodiscard]] virtual QString id() const = 0;       ///< "mail": for doors and settings.
    [[nodiscard]] virtual QString title() const = 0;
    [[nodiscard]] virtual QString question() const = 0;
    [[nodiscard]] virtual QString iconName() const = 0;

    virtual void refresh() = 0;                          ///< Asks the gateway again.
    virtual void follow(const QList<gateway::admin::Event> &events); ///< Called only while the page is shown.
    virtual void forget() {}                             ///< Another gateway: nothing shown is true any more.
    virtual void openDoor(const QString &argument);      ///< From another page: an id, or a filter.
    virtual void editFilter() {}                         ///< Ctrl+F.
    virtual bool cancel() { return false; }              ///< Escape; whether there was something to close.
    [[nodiscard]] virtual bool hasUnsaved() const { return false; }     ///< Whether closing the window would lose what was typed.
    [[nodiscard]] virtual QList<QWidget *> panes() const { return {}; } ///< For F6, in reading order.
    [[nodiscard]] virtual QVariantMap place() const { return {}; }      ///< What a rebuilt window restores.
    virtual void restore(const QVariantMap &place);

Q_SIGNALS:
    void doorOpened(const QString &pageId, const QString &argument);

protected:
    [[nodiscard]] GatewayLink &link() const { return m_link; }
    [[nodiscard]] gateway::admin::Client *client() const { return m_link.client(); }
    /// An action of this page's list: in the menus, and by its key while \a list has the focus; never in a field.
    QAction *listAction(QWidget *list, const QString &text, const QString &iconName, const QKeySequence &key);
    void showEvent(QShowEvent *event) override;

private:
    GatewayLink &m_link;
};

} // namespace ui
