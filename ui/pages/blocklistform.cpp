#include "ui/pages/blocklistform.h"

#include "ui/models/plaintext.h"
#include "ui/pages/ldapfields.h"
#include "ui/widgets/actionbar.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choicebox.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QDoubleValidator>
#include <QLineEdit>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::BlockListPreset;
using gateway::admin::BlockListZone;

namespace ui {
namespace {

constexpr double mostWeight = 20;

} // namespace

BlockListForm::BlockListForm(QWidget *parent) : QWidget(parent), m_title(new TextLabel({}, TextRole::DetailTitle)), m_terms(paragraph({}, TextRole::Small, Ink::Muted)),
    m_preset(new ChoiceBox(tr("Known list"))), m_kind(new ChoiceBox(tr("What it lists"))), m_zone(new QLineEdit), m_weight(new QLineEdit), m_codes(new QLineEdit),
    m_refusals(new QLineEdit), m_asksText(new QCheckBox(tr("Ask for the list’s own words, too"))), m_bar(new ActionBar)
{
    m_kind->add(u"block"_s, tr("bad servers: it speaks against them"));
    m_kind->add(u"allow"_s, tr("good servers: it speaks for them"));
    m_preset->add({}, tr("By hand"));
    m_zone->setPlaceholderText(u"bl.example.net"_s);
    m_zone->setMaxLength(253);
    m_zone->setObjectName(u"zone"_s);
    auto *validator = new QDoubleValidator(0, mostWeight, 2, m_weight);
    validator->setNotation(QDoubleValidator::StandardNotation);
    m_weight->setValidator(validator);
    m_weight->setMaximumWidth(96);
    m_codes->setPlaceholderText(u"127.0.0.2-3=4, 127.0.0.10=1.5"_s);
    m_refusals->setPlaceholderText(u"127.0.0.254"_s);
    QPushButton *cancel = button(tr("Cancel"));
    QPushButton *take = button(tr("Take over"), u"check"_s, ButtonKind::Primary);
    m_bar->add(cancel);
    m_bar->add(take);
    m_bar->setSentence(tr("It counts once you save the draft."));
    auto *all = column(this);
    all->addWidget(scrolling(fields()), 1);
    all->addWidget(m_bar);
    connect(m_preset, &QComboBox::activated, this, &BlockListForm::showPreset);
    connect(m_zone, &QLineEdit::textEdited, this, [this] { m_zoneField->setError({}); });
    connect(cancel, &QPushButton::clicked, this, &BlockListForm::left);
    connect(take, &QPushButton::clicked, this, &BlockListForm::finish);
}

QWidget *BlockListForm::fields()
{
    m_presetField = new FormField(tr("Known list"), m_preset, tr("Read its terms of use first: some lists are free for small senders only."));
    m_zoneField = new FormField(tr("Zone"), m_zone, tr("The DNS name below which addresses are asked for (RFC 5782)."));
    m_weightField = new FormField(tr("Weight"), m_weight, tr("Evidence, from 0 to 20. At “Standard” lists of together 4 refuse a client, and 2 put it off if greylisting is on."));
    auto *content = new QWidget;
    auto *all = column(content, 24, 16);
    all->addWidget(m_title);
    all->addWidget(m_presetField);
    all->addWidget(m_terms);
    all->addWidget(m_zoneField);
    all->addWidget(new FormField(tr("What it lists"), m_kind));
    all->addWidget(m_weightField);
    all->addWidget(new FormField(tr("Answers that count"), m_codes, tr("Each with its weight. Leave it empty if every answer counts alike.")));
    all->addWidget(new FormField(tr("Answers that refuse us"), m_refusals, tr("Such an answer says that the list does not serve us, not that a client is listed.")));
    all->addWidget(m_asksText);
    all->addStretch();
    return content;
}

void BlockListForm::setPresets(const QList<BlockListPreset> &presets)
{
    m_presets = presets;
    m_preset->clear();
    m_preset->add({}, tr("By hand"));
    for (const BlockListPreset &preset : presets)
        m_preset->add(preset.list.zone, preset.title);
}

void BlockListForm::add(const QStringList &taken)
{
    m_taken = taken;
    m_title->setText(tr("Add a list"));
    m_zone->setEnabled(true);
    m_presetField->setVisible(!m_presets.isEmpty());
    m_preset->setCurrentIndex(0);
    show(BlockListZone());
    m_preset->setFocus();
}

void BlockListForm::edit(const BlockListZone &list)
{
    m_taken.clear();
    m_title->setText(tr("Change the list “%1”").arg(list.zone));
    m_zone->setEnabled(false);
    m_presetField->hide();
    show(list);
    m_weight->setFocus();
}

void BlockListForm::show(const BlockListZone &list)
{
    m_list = list;
    m_zone->setText(list.zone);
    m_kind->setValue(list.kind);
    m_weight->setText(QLocale().toString(list.weight, 'f', 1));
    m_codes->setText(list.codes.join(u", "_s));
    m_refusals->setText(list.refusals.join(u", "_s));
    m_asksText->setChecked(list.asksText);
    m_zoneField->setError({});
    m_weightField->setError({});
    const auto preset = std::ranges::find_if(m_presets, [&list](const BlockListPreset &candidate) { return candidate.list.zone == list.zone; });
    const bool hasTerms = preset != m_presets.end() && !preset->terms.isEmpty();
    m_terms->setVisible(hasTerms);
    m_terms->setText(hasTerms ? tr("Terms of use: %1").arg(marked(preset->terms)) : QString());
}

void BlockListForm::showPreset()
{
    const auto preset = std::ranges::find_if(m_presets, [this](const BlockListPreset &candidate) { return candidate.list.zone == m_preset->value(); });
    BlockListZone list = preset == m_presets.end() ? BlockListZone() : preset->list;
    list.isEnabled = true;
    show(list);
}

BlockListZone BlockListForm::list() const
{
    BlockListZone list = m_list;
    list.zone = m_zone->text().trimmed().toLower();
    list.kind = m_kind->value();
    list.weight = QLocale().toDouble(m_weight->text());
    list.codes = listFrom(m_codes->text());
    list.refusals = listFrom(m_refusals->text());
    list.asksText = m_asksText->isChecked();
    return list;
}

void BlockListForm::finish()
{
    const BlockListZone typed = list();
    if (typed.zone.isEmpty())
        return m_zoneField->setError(tr("Name the zone, for example bl.example.net."));
    if (m_taken.contains(typed.zone))
        return m_zoneField->setError(tr("This list is there already."));
    if (!m_weight->hasAcceptableInput())
        return m_weightField->setError(tr("Write a number from 0 to 20."));
    Q_EMIT done(typed);
}

} // namespace ui
