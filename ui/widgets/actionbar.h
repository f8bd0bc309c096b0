#pragma once

#include "ui/widgets/frames.h"

class QHBoxLayout;

namespace ui {

class TextLabel;

/// The bar under a form: a sentence at the left, what can be done at the right, the main thing last.
class ActionBar : public Ground
{
    Q_OBJECT
public:
    explicit ActionBar(QWidget *parent = nullptr);
    void add(QWidget *button); ///< Takes \a button.
    void setSentence(const QString &sentence);

private:
    QHBoxLayout *m_places;
    TextLabel *m_sentence;
};

} // namespace ui
