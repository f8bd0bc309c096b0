#pragma once

#include "gateway/admin/directorytypes.h"
#include "ui/widgets/frames.h"

namespace ui {

class Banner;
class EntriesModel;
class FactGrid;
class StateStack;
class TextLabel;

/// What a test of a source found: which server answered, how many people, the first of them, and what was left out.
class SourcePreview : public Card
{
    Q_OBJECT
public:
    explicit SourcePreview(QWidget *parent = nullptr);
    void showUntested(const QString &sentence);
    void showTesting();
    void showFailed(const QString &cause);
    void showFound(const gateway::admin::DirectoryPreview &preview);

Q_SIGNALS:
    void retryWanted();

private:
    EntriesModel *m_model;
    StateStack *m_stack;
    Banner *m_warnings;
    FactGrid *m_facts;
    TextLabel *m_notes;
};

} // namespace ui
