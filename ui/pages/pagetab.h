#pragma once

#include "ui/session/gatewaylink.h"

#include <QVariantMap>
#include <QWidget>

class QAction;

namespace ui {

/// One tab of a page that has several: it asks the gateway when it is shown, and is told what a page is told.
class PageTab : public QWidget
{
    Q_OBJECT
public:
    explicit PageTab(GatewayLink &link, QWidget *parent = nullptr); ///< \a link must outlive the tab.

    [[nodiscard]] virtual QString id() const = 0;
    [[nodiscard]] virtual QString title() const = 0;

    virtual void refresh() = 0;
    virtual void follow(const QList<gateway::admin::Event> &) {} ///< Called only while the tab is shown.
    virtual void forget() {}
    virtual void openDoor(const QString &) {}
    virtual void editFilter() {}
    virtual bool cancel() { return false; }
    [[nodiscard]] virtual bool hasUnsaved() const { return false; } ///< Whether leaving for good would lose what was typed.
    [[nodiscard]] virtual QList<QWidget *> panes() const { return {}; }
    [[nodiscard]] virtual QVariantMap place() const { return {}; }
    virtual void restore(const QVariantMap &) {}

Q_SIGNALS:
    void doorOpened(const QString &pageId, const QString &argument);
    void tabWanted(const QString &tabId, const QString &argument); ///< Another tab of the same page.

protected:
    [[nodiscard]] gateway::admin::Client *client() const { return m_link.client(); }
    [[nodiscard]] GatewayLink &link() const { return m_link; }
    /// An action of a list of this tab: in the menu of the page, and by its key while \a list has the focus; never in a field.
    QAction *listAction(QWidget *list, const QString &text, const QString &iconName, const QKeySequence &key);

private:
    GatewayLink &m_link;
};

} // namespace ui
