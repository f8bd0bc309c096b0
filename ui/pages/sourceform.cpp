#include "ui/pages/sourceform.h"

#include "ui/pages/ldapfields.h"
#include "ui/pages/sourcepreview.h"
#include "ui/widgets/actionbar.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choicebox.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/numberfield.h"
#include "ui/widgets/question.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::DirectorySource;

namespace ui {
namespace {

constexpr int minutesOfAWeek = 10'080;

bool isLdap(const QString &kind) { return kind == "active-directory"_L1 || kind == "openldap"_L1 || kind == "389ds"_L1; }

} // namespace

SourceForm::SourceForm(GatewayLink &link, QWidget *parent) : QWidget(parent), m_link(link), m_kind(new ChoiceBox(tr("Kind"))), m_preset(new ChoiceBox(tr("Written by"))),
    m_name(new QLineEdit), m_file(new QLineEdit), m_important(new QLineEdit), m_ldap(new LdapFields), m_interval(new NumberField(0, minutesOfAWeek, tr("minutes"))),
    m_percent(new NumberField(0, 100, tr("% of the people"))), m_title(new TextLabel({}, TextRole::DetailTitle)), m_outcome(new Banner),
    m_preview(new SourcePreview), m_bar(new ActionBar), m_testButton(button(tr("Test"), u"flask-conical"_s)), m_saveButton(button(tr("Save"), u"check"_s, ButtonKind::Primary))
{
    m_kind->add(u"active-directory"_s, tr("LDAP: Active Directory"));
    m_kind->add(u"openldap"_s, tr("LDAP: OpenLDAP"));
    m_kind->add(u"389ds"_s, tr("LDAP: 389 Directory Server"));
    m_kind->add(u"csv"_s, tr("CSV file"));
    m_kind->add(u"ldif"_s, tr("LDIF file"));
    m_kind->add(u"typed"_s, tr("Typed by hand"));
    m_preset->add(u"active-directory"_s, u"Active Directory"_s);
    m_preset->add(u"openldap"_s, u"OpenLDAP"_s);
    m_preset->add(u"389ds"_s, u"389 Directory Server"_s);
    m_name->setMaxLength(60);
    m_name->setObjectName(u"sourceName"_s);

    QPushButton *cancel = button(tr("Cancel"));
    m_bar->add(cancel);
    m_bar->add(m_testButton);
    m_bar->add(m_saveButton);
    auto *halves = new QHBoxLayout;
    halves->setContentsMargins(0, 0, 24, 20);
    halves->setSpacing(8);
    QScrollArea *scroll = scrolling(fields());
    scroll->setFixedWidth(FormField::widest + 24 + 20);
    halves->addWidget(scroll);
    auto *right = new QVBoxLayout;
    right->setContentsMargins(0, 20, 0, 0);
    right->addWidget(m_preview, 1);
    halves->addLayout(right, 1);
    auto *all = column(this);
    all->addLayout(halves, 1);
    all->addWidget(m_bar);

    connect(cancel, &QPushButton::clicked, this, &SourceForm::leave);
    connect(m_testButton, &QPushButton::clicked, this, &SourceForm::test);
    connect(m_preview, &SourcePreview::retryWanted, this, &SourceForm::test);
    connect(m_saveButton, &QPushButton::clicked, this, &SourceForm::save);
    connect(m_kind, &QComboBox::activated, this, [this] {
        noteEdit();
        showKind();
    });
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_isNameTyped = true; });
    for (const QLineEdit *edit : {m_name, m_file, m_important})
        connect(edit, &QLineEdit::textEdited, this, &SourceForm::noteEdit);
    connect(m_preset, &QComboBox::activated, this, &SourceForm::noteEdit);
    connect(m_ldap, &LdapFields::edited, this, &SourceForm::noteEdit);
    connect(m_interval, &NumberField::edited, this, &SourceForm::noteEdit);
    connect(m_percent, &NumberField::edited, this, &SourceForm::noteEdit);
}

QWidget *SourceForm::fields()
{
    m_kindField = new FormField(tr("Where your people are listed"), m_kind);
    m_nameField = new FormField(tr("Name of the source"), m_name, tr("Lower-case letters, digits and hyphens."));
    m_typed = new QWidget;
    auto *typed = column(m_typed, 0, 12);
    QPushButton *open = button(tr("Open the domains"), u"globe"_s);
    connect(open, &QPushButton::clicked, this, &SourceForm::domainsWanted);
    typed->addWidget(paragraph(tr("People typed by hand need no source. They stand with their domain, and count beside all sources.")));
    typed->addWidget(open, 0, Qt::AlignLeft);
    auto *content = new QWidget;
    auto *all = column(content, 0, 16);
    all->setContentsMargins(24, 20, 20, 20);
    all->addWidget(m_title);
    all->addWidget(m_outcome);
    all->addWidget(m_kindField);
    all->addWidget(m_typed);
    all->addWidget(m_nameField);
    all->addWidget(m_ldap);
    m_files = fileFields();
    m_limits = limitFields();
    all->addWidget(m_files);
    all->addWidget(m_limits);
    all->addStretch();
    return content;
}

QWidget *SourceForm::fileFields()
{
    auto *fields = new QWidget;
    auto *all = column(fields, 0, 16);
    m_presetField = new FormField(tr("Written by"), m_preset, tr("It decides which attributes hold addresses and names."));
    m_fileField = new FormField(tr("File on the gateway’s machine"), m_file,
                                tr("It is read again and again. Leave it empty to upload files from this computer instead."));
    all->addWidget(m_presetField);
    all->addWidget(m_fileField);
    return fields;
}

QWidget *SourceForm::limitFields()
{
    auto *fields = new QWidget;
    auto *all = column(fields, 0, 16);
    m_important->setPlaceholderText(tr("Management, Accounting"));
    all->addWidget(new FormField(tr("Groups of important people"), m_important, tr("Impostors like to pretend to be them. Separate several by commas.")));
    all->addWidget(new FormField(tr("Read again every"), m_interval, tr("0 reads only when you ask for it.")));
    all->addWidget(new FormField(tr("Ask before a reading removes more than"), m_percent,
                                 tr("Such a reading waits for your approval, so that a broken directory stops nobody’s mail.")));
    return fields;
}

void SourceForm::add()
{
    DirectorySource fresh;
    fresh.id = u"active-directory"_s;
    open(fresh, true);
}

void SourceForm::edit(const DirectorySource &source) { open(source, false); }

void SourceForm::open(const DirectorySource &source, bool isNew)
{
    m_isNew = isNew;
    m_isEdited = m_isNameTyped = false;
    m_title->setText(isNew ? tr("Add a source") : tr("Change the source “%1”").arg(source.id));
    m_kind->setValue(source.kind == "ldap"_L1 ? source.preset : source.kind);
    m_kind->setEnabled(isNew);
    m_name->setText(source.id);
    m_name->setEnabled(isNew);
    m_nameField->setError({});
    m_preset->setValue(source.preset);
    m_file->setText(source.file);
    m_important->setText(source.importantGroups.join(u", "_s));
    m_interval->setValue(source.intervalMinutes);
    m_percent->setValue(source.maxRemovedPercent);
    m_ldap->show(source);
    m_outcome->hide();
    m_bar->setSentence({});
    showKind();
    m_test.forget();
    m_save.forget();
    (isNew ? static_cast<QWidget *>(m_kind) : m_important)->setFocus();
}

void SourceForm::showKind()
{
    const QString kind = m_kind->value();
    const bool isTyped = kind == "typed"_L1, isAsked = isLdap(kind);
    if (m_isNew && !m_isNameTyped)
        m_name->setText(isAsked ? kind : kind + u"-file"_s);
    if (isAsked)
        m_ldap->setPreset(kind);
    m_ldap->setVisible(isAsked);
    m_files->setVisible(!isTyped && !isAsked);
    m_presetField->setVisible(kind == "ldif"_L1);
    m_typed->setVisible(isTyped);
    m_nameField->setVisible(!isTyped);
    m_limits->setVisible(!isTyped);
    m_testButton->setEnabled(!isTyped);
    m_saveButton->setEnabled(!isTyped);
    if (kind == "csv"_L1)
        m_kindField->setHelp(tr("A table with one person a line. The first line may name its columns: address, aliases, name, groups, important, disabled."));
    else if (kind == "ldif"_L1)
        m_kindField->setHelp(tr("An export of a directory, for a server that the gateway cannot reach."));
    else
        m_kindField->setHelp(isTyped ? QString() : tr("The gateway asks the directory server itself, again and again."));
    m_preview->showUntested(isTyped ? tr("There is nothing to test.") : tr("Test the source to see whom it names. Nothing is changed by that."));
}

void SourceForm::noteEdit()
{
    m_isEdited = true;
    m_test.forget();
    m_preview->showUntested(tr("Test the source to see whom it names. Nothing is changed by that."));
    m_bar->setSentence(tr("Not saved yet."));
    m_nameField->setError({});
}

DirectorySource SourceForm::source() const
{
    DirectorySource source;
    const QString kind = m_kind->value();
    source.id = m_name->text().trimmed();
    source.kind = isLdap(kind) ? u"ldap"_s : kind;
    source.preset = isLdap(kind) ? kind : m_preset->value();
    if (isLdap(kind))
        m_ldap->read(source);
    else
        source.file = m_file->text().trimmed();
    source.importantGroups = listFrom(m_important->text());
    source.intervalMinutes = m_interval->value();
    source.maxRemovedPercent = m_percent->value();
    return source;
}

bool SourceForm::check()
{
    static const QRegularExpression pattern(u"^[a-z0-9][a-z0-9-]*$"_s);
    m_nameField->setError(pattern.match(m_name->text().trimmed()).hasMatch() ? QString() : tr("Use lower-case letters, digits and hyphens only."));
    const bool isComplete = !isLdap(m_kind->value()) || m_ldap->check();
    return isComplete && m_nameField->error().isEmpty();
}

void SourceForm::test()
{
    if (!m_link.client() || !check())
        return;
    if (!isLdap(m_kind->value()) && m_file->text().trimmed().isEmpty())
        return m_preview->showUntested(tr("Save the source and upload a file. What it changes is shown to you before it counts."));
    m_preview->showTesting();
    m_test.await(m_link.client()->testDirectorySource(source()), [this](const gateway::Result<gateway::admin::DirectoryPreview> &answer) {
        if (answer)
            m_preview->showFound(*answer);
        else
            m_preview->showFailed(answer.error().message);
    });
}

void SourceForm::save()
{
    if (!m_link.client() || !check())
        return;
    m_saveButton->setEnabled(false);
    m_save.await(m_link.client()->putDirectorySource(source()), [this](const gateway::Result<> &answer) {
        m_saveButton->setEnabled(true);
        if (!answer)
            return m_outcome->show(Tone::Bad, tr("The source was not saved."), answer.error().message);
        m_isEdited = false;
        Q_EMIT saved(m_name->text().trimmed());
    });
}

void SourceForm::leave()
{
    if (!m_isEdited)
        return Q_EMIT left();
    askToLeaveForm(window(), [this] {
        m_isEdited = false;
        Q_EMIT left();
    });
}

void SourceForm::forget()
{
    m_test.forget();
    m_save.forget();
    m_isEdited = false;
}

} // namespace ui
