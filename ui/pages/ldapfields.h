#pragma once

#include "gateway/admin/directorytypes.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;

namespace ui {

class Banner;
class ChoiceBox;
class FormField;
class SecretField;

/// The fields of a source that is asked by LDAP, with hints for the kind of directory.
class LdapFields : public QWidget
{
    Q_OBJECT
public:
    explicit LdapFields(QWidget *parent = nullptr);
    void show(const gateway::admin::DirectorySource &source);
    void setPreset(const QString &preset); ///< Changes the hints, nothing that was typed.
    void read(gateway::admin::DirectorySource &source) const;
    /// Says what is missing beside the fields; true if nothing is.
    bool check();

Q_SIGNALS:
    void edited();

private:
    [[nodiscard]] QWidget *connectionFields();
    [[nodiscard]] QWidget *attributeFields();
    void showDangers();
    using QWidget::show;

    QLineEdit *m_servers, *m_caFile, *m_bindName, *m_base, *m_filter, *m_addresses, *m_names, *m_groups;
    ChoiceBox *m_tls;
    QCheckBox *m_verifies;
    SecretField *m_password;
    Banner *m_danger;
    FormField *m_serversField = nullptr, *m_baseField = nullptr;
};

/// "a, b" as a list, without blanks and empty ones.
[[nodiscard]] QStringList listFrom(const QString &text);

} // namespace ui
