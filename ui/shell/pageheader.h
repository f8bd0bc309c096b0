#pragma once

#include "ui/widgets/frames.h"

namespace ui {

class Page;
class SearchButton;
class TextLabel;

/// The line above each page: its title, its question, the search.
class PageHeader : public Ground
{
    Q_OBJECT
public:
    explicit PageHeader(QWidget *parent = nullptr);
    void setPage(const QString &title, const QString &question);

Q_SIGNALS:
    void searchWanted();

private:
    TextLabel *m_title, *m_question;
};

} // namespace ui
