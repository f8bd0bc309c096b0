#pragma once

#include <QWidget>

class QLineEdit;

namespace ui {

/// A field for a secret: shows only its length unless the eye is pressed. A stored secret is never shown, only that there is one.
class SecretField : public QWidget
{
    Q_OBJECT
public:
    explicit SecretField(QWidget *parent = nullptr);
    void setStored(bool isStored); ///< Empties the field; empty then means: keep what is stored.
    [[nodiscard]] QString secret() const;

Q_SIGNALS:
    void edited();

private:
    QLineEdit *m_edit;
};

} // namespace ui
