#pragma once

#include "gateway/admin/directorytypes.h"
#include "ui/session/gatewaylink.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace ui {

class ActionBar;
class Banner;
class ChoiceBox;
class FormField;
class LdapFields;
class NumberField;
class SourcePreview;
class TextLabel;

/// Adds or changes a source of the directory; it can be tested before it is saved.
class SourceForm : public QWidget
{
    Q_OBJECT
public:
    explicit SourceForm(GatewayLink &link, QWidget *parent = nullptr); ///< \a link must outlive the form.

    void add();                                              ///< A new one.
    void edit(const gateway::admin::DirectorySource &source);
    [[nodiscard]] bool hasUnsaved() const { return m_isEdited; }
    void leave();                                            ///< Asks first if something was typed.
    void forget();
    [[nodiscard]] gateway::admin::DirectorySource source() const; ///< As typed.

Q_SIGNALS:
    void saved(const QString &id);
    void left();
    void domainsWanted();

private:
    [[nodiscard]] QWidget *fields();
    [[nodiscard]] QWidget *fileFields();
    [[nodiscard]] QWidget *limitFields();
    void open(const gateway::admin::DirectorySource &source, bool isNew);
    void setKind(const QString &kind);
    void showKind();
    void noteEdit();
    [[nodiscard]] bool check();
    void test();
    void save();

    GatewayLink &m_link;
    ChoiceBox *m_kind, *m_preset;
    QLineEdit *m_name, *m_file, *m_important;
    LdapFields *m_ldap;
    NumberField *m_interval, *m_percent;
    FormField *m_kindField = nullptr, *m_nameField = nullptr, *m_fileField = nullptr, *m_presetField = nullptr;
    QWidget *m_files = nullptr, *m_limits = nullptr, *m_typed = nullptr;
    TextLabel *m_title;
    Banner *m_outcome;
    SourcePreview *m_preview;
    ActionBar *m_bar;
    QPushButton *m_testButton, *m_saveButton;
    bool m_isNew = true, m_isEdited = false, m_isNameTyped = false;
    Awaited<gateway::admin::DirectoryPreview> m_test;
    Awaited<> m_save;
};

} // namespace ui
