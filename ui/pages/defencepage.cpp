#include "ui/pages/defencepage.h"

#include "ui/models/defencewords.h"
#include "ui/pages/blockliststab.h"
#include "ui/pages/checkstab.h"
#include "ui/pages/clientrulestab.h"
#include "ui/pages/defencedraft.h"
#include "ui/pages/explaintab.h"
#include "ui/pages/limitstab.h"
#include "ui/widgets/actionbar.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/question.h"

#include <QJsonObject>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::DefenceRuleConflict;

namespace ui {

DefencePage::DefencePage(GatewayLink &link, QWidget *parent) : TabbedPage(link, parent), m_draft(new DefenceDraft(link, this)),
    m_outcome(new Banner(Banner::Shape::Strip)), m_bar(new ActionBar), m_save(button(tr("Save"), u"check"_s, ButtonKind::Primary)),
    m_discard(button(tr("Discard the changes"), u"undo-2"_s))
{
    addTab(new ChecksTab(link, *m_draft));
    addTab(new ClientRulesTab(link, *m_draft));
    addTab(new BlockListsTab(link, *m_draft));
    addTab(new LimitsTab(link, *m_draft));
    addTab(new ExplainTab(link, *m_draft));
    m_outcome->setClosable(true);
    above()->addWidget(m_outcome);
    m_bar->setSentence(tr("Your changes are not saved yet. Until then the gateway works as before."));
    m_bar->add(m_discard);
    m_bar->add(m_save);
    m_bar->hide();
    below()->addWidget(m_bar);
    connectDraft();
}

QString DefencePage::id() const { return u"defence"_s; }
QString DefencePage::title() const { return tr("Defence"); }
QString DefencePage::question() const { return tr("Whom do we listen to, and what happens to the others?"); }
QString DefencePage::iconName() const { return u"brick-wall"_s; }

void DefencePage::connectDraft()
{
    connect(m_save, &QPushButton::clicked, this, [this] {
        m_save->setEnabled(false);
        m_draft->save();
    });
    connect(m_discard, &QPushButton::clicked, this, [this] {
        m_outcome->hide();
        m_draft->discard();
    });
    connect(m_draft, &DefenceDraft::changed, this, &DefencePage::showDraft);
    connect(m_draft, &DefenceDraft::saved, this, [this] { m_outcome->show(Tone::Good, tr("Saved. It counts from the next connection on.")); });
    connect(m_draft, &DefenceDraft::notSaved, this, [this](const QString &cause) {
        m_save->setEnabled(true);
        m_outcome->show(Tone::Bad, tr("The changes were not saved."), cause);
    });
    connect(m_draft, &DefenceDraft::contradicts, this, &DefencePage::askContradictions);
    connect(m_draft, &DefenceDraft::changedElsewhere, this, &DefencePage::askChangedElsewhere);
}

void DefencePage::showDraft()
{
    m_bar->setVisible(m_draft->isDirty());
    m_save->setEnabled(m_draft->isDirty());
    if (m_draft->isDirty())
        m_outcome->hide(); // What was said of the last saving is over.
}

void DefencePage::askContradictions(const QList<DefenceRuleConflict> &conflicts)
{
    constexpr qsizetype mostShown = 5;
    QStringList lines;
    for (const DefenceRuleConflict &conflict : conflicts.mid(0, mostShown))
        lines.append(conflictSentence(conflict));
    if (conflicts.size() > mostShown)
        lines.append(tr("And %n more.", nullptr, int(conflicts.size() - mostShown)));
    auto *question = new Question(u"triangle-alert"_s, tr("Save lists that contradict themselves?"), lines.join(u'\n'), window());
    question->addButton(tr("Save all the same"), {}, false, [this] { m_draft->saveAllTheSame(); });
    question->addButton(tr("Keep editing"), {}, true);
    m_save->setEnabled(true);
    question->open();
}

void DefencePage::askChangedElsewhere()
{
    auto *question = new Question(u"triangle-alert"_s, tr("Somebody else changed these settings meanwhile."), tr("Saving puts yours in their place as a whole."), window());
    question->addButton(tr("Replace theirs"), {}, false, [this] { m_draft->saveAllTheSame(); });
    question->addButton(tr("Discard mine"), {}, false, [this] { m_draft->discard(); });
    question->addButton(tr("Keep editing"), {}, true);
    m_save->setEnabled(true);
    question->open();
}

void DefencePage::forget()
{
    m_draft->forget();
    m_outcome->hide();
    m_bar->hide();
    TabbedPage::forget();
}

bool DefencePage::hasUnsaved() const { return m_draft->isDirty(); }

QVariantMap DefencePage::place() const
{
    QVariantMap place = TabbedPage::place();
    place.insert(u"draft"_s, m_draft->toJson().toVariantMap());
    return place;
}

void DefencePage::restore(const QVariantMap &place)
{
    m_draft->restore(QJsonObject::fromVariantMap(place.value(u"draft"_s).toMap()));
    TabbedPage::restore(place);
}

} // namespace ui
