#pragma once

#include <QPlainTextEdit>

namespace ui {

/// A field for a list: one entry a line, plain text.
class LinesEdit : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit LinesEdit(int lines, QWidget *parent = nullptr); ///< As high as \a lines.
    void setEntries(const QStringList &entries);
    [[nodiscard]] QStringList entries() const; ///< Without blanks around them and without empty ones.

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyColors();
};

} // namespace ui
