#pragma once

#include "gateway/admin/senderlisttypes.h"
#include "ui/session/awaited.h"
#include "ui/session/gatewaylink.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QVBoxLayout;

namespace ui {

class Banner;
class TextLabel;

/// Allows or blocks a sender. While it is written, the gateway tells whether it can be read, and what it is in conflict with.
class SenderForm : public QWidget
{
    Q_OBJECT
public:
    explicit SenderForm(GatewayLink &link, QWidget *parent = nullptr); ///< \a link must outlive the form.

    void begin(const gateway::admin::SenderListEntry &entry); ///< Filled in so far.
    [[nodiscard]] gateway::admin::SenderListEntry entry() const;
    [[nodiscard]] QWidget *firstField() const;

Q_SIGNALS:
    void added(const gateway::admin::SenderListEntry &entry);
    void closed();

private:
    enum ScopeIndex { Everyone, Domain, Recipient };

    [[nodiscard]] QWidget *fields();
    void changed();
    void showMeaning();
    void check();
    void showCheck(const gateway::Result<QList<gateway::admin::SenderListConflict>> &answer);
    void clearCheck();
    void add();

    GatewayLink &m_link;
    QRadioButton *m_block, *m_allow;
    QLineEdit *m_sender, *m_target, *m_note;
    QComboBox *m_scope;
    TextLabel *m_meaning, *m_targetLabel, *m_error;
    QVBoxLayout *m_conflicts;
    QPushButton *m_add;
    Banner *m_failed;
    QTimer m_typing;
    Awaited<QList<gateway::admin::SenderListConflict>> m_answer, m_adding;
};

} // namespace ui
