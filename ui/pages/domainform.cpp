#include "ui/pages/domainform.h"

#include "ui/models/directorywords.h"
#include "ui/widgets/actionbar.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choicebox.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/linesedit.h"
#include "ui/widgets/question.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::Domain;

namespace ui {

DomainForm::DomainForm(GatewayLink &link, QWidget *parent) : QWidget(parent), m_link(link), m_title(new TextLabel({}, TextRole::DetailTitle)), m_outcome(new Banner),
    m_name(new QLineEdit), m_nextHop(new QLineEdit), m_catchAll(new QLineEdit), m_separator(new QLineEdit), m_recipients(new LinesEdit(7)), m_aliases(new LinesEdit(3)),
    m_check(new ChoiceBox(tr("Unknown recipients"))), m_acceptsUnknown(new QCheckBox(tr("Accept them all the same for now, and mark their mail"))), m_bar(new ActionBar),
    m_save(button(tr("Save"), u"check"_s, ButtonKind::Primary))
{
    m_check->add(u"auto"_s, tr("Refuse them where there is a list"));
    m_check->add(u"list"_s, tr("Refuse them"));
    m_check->add(u"ask"_s, tr("Ask the mail server"));
    m_check->add(u"off"_s, tr("Accept them"));
    auto *sides = new QHBoxLayout;
    sides->setSpacing(32);
    sides->addWidget(leftFields(), 1);
    sides->addWidget(rightFields(), 1);
    sides->addStretch(0);
    auto *content = new QWidget;
    auto *inside = column(content, 24, 16);
    inside->addWidget(m_title);
    inside->addWidget(m_outcome);
    inside->addLayout(sides);
    inside->addStretch();
    QPushButton *cancel = button(tr("Cancel"));
    m_bar->add(cancel);
    m_bar->add(m_save);
    auto *all = column(this);
    all->addWidget(scrolling(content), 1);
    all->addWidget(m_bar);

    connect(cancel, &QPushButton::clicked, this, &DomainForm::leave);
    connect(m_save, &QPushButton::clicked, this, &DomainForm::save);
    for (const QLineEdit *edit : {m_name, m_nextHop, m_catchAll, m_separator})
        connect(edit, &QLineEdit::textEdited, this, &DomainForm::noteEdit);
    for (const LinesEdit *edit : {m_recipients, m_aliases}) {
        connect(edit, &QPlainTextEdit::textChanged, this, [this, edit] {
            if (edit->hasFocus())
                noteEdit();
        });
    }
    connect(m_check, &QComboBox::activated, this, &DomainForm::noteEdit);
    connect(m_check, &QComboBox::currentIndexChanged, this, &DomainForm::showCheck);
    connect(m_acceptsUnknown, &QCheckBox::clicked, this, &DomainForm::noteEdit);
}

QWidget *DomainForm::leftFields()
{
    m_name->setPlaceholderText(u"example.com"_s);
    m_name->setMaxLength(253);
    m_nextHop->setPlaceholderText(tr("that of the gateway"));
    m_nextHop->setMaxLength(300);
    m_nameField = new FormField(tr("Domain"), m_name);
    m_checkField = new FormField(tr("Mail to unknown recipients"), m_check);
    auto *fields = new QWidget;
    fields->setMaximumWidth(FormField::widest);
    auto *all = column(fields, 0, 16);
    all->addWidget(m_nameField);
    all->addWidget(new FormField(tr("Mail server"), m_nextHop, tr("Host and port, as in mail.example.com:25.")));
    all->addWidget(m_checkField);
    all->addWidget(m_acceptsUnknown);
    all->addWidget(new FormField(tr("People typed by hand"), m_recipients, tr("One a line: alice, or alice@ and the domain. They count beside all sources.")));
    all->addStretch();
    return fields;
}

QWidget *DomainForm::rightFields()
{
    m_catchAll->setPlaceholderText(tr("none"));
    m_catchAll->setMaxLength(320);
    m_separator->setMaxLength(4);
    m_separator->setFixedWidth(64);
    auto *fields = new QWidget;
    fields->setMaximumWidth(FormField::widest);
    auto *all = column(fields, 0, 16);
    all->addWidget(new FormField(tr("Other names of the same domain"), m_aliases, tr("One domain a line. The people are the same in all of them.")));
    all->addWidget(new FormField(tr("Catch-all mailbox"), m_catchAll, tr("It gets what is for nobody else, and much spam with it.")));
    all->addWidget(new FormField(tr("Separator of tags"), m_separator, tr("With +, mail to alice+news goes to alice. Leave it empty if there are no tags.")));
    all->addStretch();
    return fields;
}

void DomainForm::add()
{
    open({}, true);
    m_name->setFocus();
}

void DomainForm::edit(const Domain &domain)
{
    open(domain, false);
    m_check->setFocus();
}

void DomainForm::open(const Domain &domain, bool isNew)
{
    m_title->setText(isNew ? tr("Add a domain") : tr("Change the domain “%1”").arg(domain.name));
    m_name->setText(domain.name);
    m_name->setEnabled(isNew);
    m_nameField->setError({});
    m_nextHop->setText(domain.nextHop);
    m_check->setValue(domain.recipientCheck);
    m_acceptsUnknown->setChecked(domain.acceptsUnknown);
    m_recipients->setEntries(domain.recipients);
    m_aliases->setEntries(domain.aliasDomains);
    m_catchAll->setText(domain.catchAll);
    m_separator->setText(domain.subaddressSeparator);
    m_outcome->hide();
    m_bar->setSentence({});
    m_isEdited = false;
    m_answer.forget();
    m_save->setEnabled(true);
    showCheck();
}

void DomainForm::showCheck()
{
    m_checkField->setHelp(recipientCheckSentence(m_check->value()));
    m_acceptsUnknown->setEnabled(m_check->value() == "auto"_L1 || m_check->value() == "list"_L1);
}

void DomainForm::noteEdit()
{
    m_isEdited = true;
    m_nameField->setError({});
    m_bar->setSentence(tr("Not saved yet."));
}

Domain DomainForm::domain() const
{
    Domain domain;
    domain.name = m_name->text().trimmed();
    domain.nextHop = m_nextHop->text().trimmed();
    const QStringList typed = m_recipients->entries();
    for (const QString &entry : typed) // The mailboxes of a domain are kept by their local parts.
        domain.recipients.append(entry.endsWith(u'@' + domain.name, Qt::CaseInsensitive) ? entry.chopped(domain.name.size() + 1) : entry);
    domain.recipientCheck = m_check->value();
    domain.aliasDomains = m_aliases->entries();
    domain.catchAll = m_catchAll->text().trimmed();
    domain.subaddressSeparator = m_separator->text().trimmed();
    domain.acceptsUnknown = m_acceptsUnknown->isChecked();
    return domain;
}

void DomainForm::save()
{
    m_nameField->setError(m_name->text().trimmed().isEmpty() ? tr("Name the domain, for example example.com.") : QString());
    if (!m_link.client() || !m_nameField->error().isEmpty())
        return;
    m_save->setEnabled(false);
    m_answer.await(m_link.client()->putDomain(domain()), [this](const gateway::Result<> &answer) {
        m_save->setEnabled(true);
        if (!answer)
            return m_outcome->show(Tone::Bad, tr("The domain was not saved."), answer.error().message);
        m_isEdited = false;
        Q_EMIT saved(m_name->text().trimmed());
    });
}

void DomainForm::leave()
{
    if (!m_isEdited)
        return Q_EMIT left();
    askToLeaveForm(window(), [this] {
        m_isEdited = false;
        Q_EMIT left();
    });
}

void DomainForm::forget()
{
    m_answer.forget();
    m_isEdited = false;
}

} // namespace ui
