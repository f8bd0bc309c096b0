#pragma once

#include "gateway/admin/types.h"
#include "ui/session/awaited.h"

#include <QWidget>

class QPushButton;
class QStackedLayout;

namespace ui {

class ChipLabel;
class CodeBox;
class FactGrid;
class GatewayLink;
class ReasonList;
class StateStack;
class TextLabel;

/// One held mail: who and what, why it was held, and its text in a view in which nothing can act.
class QuarantinePane : public QWidget
{
    Q_OBJECT
public:
    explicit QuarantinePane(GatewayLink &link, QWidget *parent = nullptr); ///< \a link must outlive the pane.

    void showItem(const gateway::admin::QuarantineItem &item); ///< And reads its text from the gateway.
    void showNothing();
    [[nodiscard]] const gateway::admin::QuarantineItem &item() const { return m_item; }
    [[nodiscard]] QWidget *firstField() const;

Q_SIGNALS:
    void releaseWanted();
    void deleteWanted();
    void stepWanted(int rows);
    void doorOpened(const QString &pageId, const QString &argument);

private:
    [[nodiscard]] QWidget *headArea();
    [[nodiscard]] QWidget *whyArea();
    [[nodiscard]] QWidget *textArea();
    void askText();

    GatewayLink &m_link;
    gateway::admin::QuarantineItem m_item;
    TextLabel *m_title;
    ChipLabel *m_chip;
    FactGrid *m_facts;
    QPushButton *m_delete, *m_release;
    ReasonList *m_reasons;
    CodeBox *m_text;
    StateStack *m_stack;
    QStackedLayout *m_pages;
    Awaited<gateway::admin::QuarantineItem> m_answer;
};

} // namespace ui
