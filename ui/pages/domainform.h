#pragma once

#include "gateway/admin/types.h"
#include "ui/session/gatewaylink.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace ui {

class ActionBar;
class Banner;
class ChoiceBox;
class FormField;
class LinesEdit;
class TextLabel;

/// Adds or changes one of our domains.
class DomainForm : public QWidget
{
    Q_OBJECT
public:
    explicit DomainForm(GatewayLink &link, QWidget *parent = nullptr); ///< \a link must outlive the form.

    void add();
    void edit(const gateway::admin::Domain &domain);
    [[nodiscard]] bool hasUnsaved() const { return m_isEdited; }
    void leave(); ///< Asks first if something was typed.
    void forget();
    [[nodiscard]] gateway::admin::Domain domain() const; ///< As typed.

Q_SIGNALS:
    void saved(const QString &name);
    void left();

private:
    [[nodiscard]] QWidget *leftFields();
    [[nodiscard]] QWidget *rightFields();
    void open(const gateway::admin::Domain &domain, bool isNew);
    void showCheck();
    void noteEdit();
    void save();

    GatewayLink &m_link;
    TextLabel *m_title;
    Banner *m_outcome;
    QLineEdit *m_name, *m_nextHop, *m_catchAll, *m_separator;
    LinesEdit *m_recipients, *m_aliases;
    ChoiceBox *m_check;
    QCheckBox *m_acceptsUnknown;
    FormField *m_nameField = nullptr, *m_checkField = nullptr;
    ActionBar *m_bar;
    QPushButton *m_save;
    bool m_isEdited = false;
    Awaited<> m_answer;
};

} // namespace ui
