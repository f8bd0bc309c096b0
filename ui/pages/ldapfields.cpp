#include "ui/pages/ldapfields.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/choicebox.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::DirectorySource;

namespace ui {

QStringList listFrom(const QString &text)
{
    QStringList list;
    const QStringList parts = text.split(u',');
    for (const QString &part : parts) {
        if (!part.trimmed().isEmpty())
            list.append(part.trimmed());
    }
    return list;
}

LdapFields::LdapFields(QWidget *parent) : QWidget(parent), m_servers(new QLineEdit), m_caFile(new QLineEdit), m_bindName(new QLineEdit), m_base(new QLineEdit),
    m_filter(new QLineEdit), m_addresses(new QLineEdit), m_names(new QLineEdit), m_groups(new QLineEdit), m_tls(new ChoiceBox(tr("Encryption"))),
    m_verifies(new QCheckBox(tr("Verify the server’s certificate"))), m_password(new SecretField), m_danger(new Banner)
{
    m_tls->add(u"starttls"_s, tr("StartTLS, port 389"));
    m_tls->add(u"ldaps"_s, tr("LDAPS, port 636"));
    m_tls->add(u"none"_s, tr("None"));
    m_servers->setPlaceholderText(u"dc1.example.com, dc2.example.com"_s);
    m_caFile->setPlaceholderText(u"/etc/ssl/company-ca.pem"_s);
    auto *all = column(this, 0, 16);
    all->addWidget(connectionFields());
    all->addWidget(attributeFields());
    for (QLineEdit *edit : {m_servers, m_caFile, m_bindName, m_base, m_filter, m_addresses, m_names, m_groups}) {
        edit->setMaxLength(4000);
        connect(edit, &QLineEdit::textEdited, this, &LdapFields::edited);
    }
    connect(m_password, &SecretField::edited, this, &LdapFields::edited);
    connect(m_tls, &QComboBox::activated, this, &LdapFields::edited);
    connect(m_verifies, &QCheckBox::clicked, this, &LdapFields::edited);
    connect(m_tls, &QComboBox::currentIndexChanged, this, &LdapFields::showDangers);
    connect(m_verifies, &QCheckBox::toggled, this, &LdapFields::showDangers);
}

QWidget *LdapFields::connectionFields()
{
    auto *fields = new QWidget;
    auto *all = column(fields, 0, 16);
    m_serversField = new FormField(tr("Servers"), m_servers, tr("In the order they are asked. A port may follow, as in dc1.example.com:3269."));
    m_baseField = new FormField(tr("Search below"), m_base, tr("The distinguished name (DN) of the branch with your people."));
    all->addWidget(m_serversField);
    all->addWidget(new FormField(tr("Encryption"), m_tls));
    all->addWidget(m_verifies);
    all->addWidget(m_danger);
    all->addWidget(new FormField(tr("Own certificate authority"), m_caFile,
                                 tr("A file on the gateway’s machine. Leave it empty if the system already trusts your authority.")));
    all->addWidget(new FormField(tr("Sign in as"), m_bindName, tr("An account that may only read. Leave it empty to ask without signing in.")));
    all->addWidget(new FormField(tr("Password"), m_password, tr("It is kept on the gateway and never shown again. A stored one stays if you leave this empty.")));
    all->addWidget(m_baseField);
    return fields;
}

QWidget *LdapFields::attributeFields()
{
    auto *fields = new QWidget;
    auto *all = column(fields, 0, 16);
    all->addWidget(heading(tr("Only if your directory is unusual")));
    all->addWidget(new FormField(tr("Filter"), m_filter));
    all->addWidget(new FormField(tr("Attributes with addresses"), m_addresses));
    all->addWidget(new FormField(tr("Attributes with names"), m_names));
    all->addWidget(new FormField(tr("Attribute with groups"), m_groups));
    return fields;
}

void LdapFields::show(const DirectorySource &source)
{
    m_servers->setText(source.servers.join(u", "_s));
    m_tls->setValue(source.tls);
    m_verifies->setChecked(source.verifiesCertificate);
    m_caFile->setText(source.caFile);
    m_bindName->setText(source.bindName);
    m_password->setStored(source.hasPassword);
    m_base->setText(source.base);
    m_filter->setText(source.filter);
    m_addresses->setText(source.addressAttributes.join(u", "_s));
    m_names->setText(source.nameAttributes.join(u", "_s));
    m_groups->setText(source.groupsAttribute);
    m_serversField->setError({});
    m_baseField->setError({});
    setPreset(source.preset);
    showDangers();
}

void LdapFields::setPreset(const QString &preset)
{
    const bool isActive = preset == "active-directory"_L1;
    m_bindName->setPlaceholderText(isActive ? u"postern@example.com"_s : u"uid=postern,ou=services,dc=example,dc=com"_s);
    m_base->setPlaceholderText(isActive ? u"DC=example,DC=com"_s : u"ou=people,dc=example,dc=com"_s);
    m_filter->setPlaceholderText(tr("that of the preset"));
    m_addresses->setPlaceholderText(isActive ? u"mail, proxyAddresses"_s : preset == "openldap"_L1 ? u"mail, mailAlternateAddress, mailLocalAddress"_s
                                                                                                 : u"mail, mailAlternateAddress"_s);
    m_names->setPlaceholderText(u"displayName, cn"_s);
    m_groups->setPlaceholderText(u"memberOf"_s);
}

void LdapFields::read(DirectorySource &source) const
{
    source.servers = listFrom(m_servers->text());
    source.tls = m_tls->value();
    source.verifiesCertificate = m_verifies->isChecked();
    source.caFile = m_caFile->text().trimmed();
    source.bindName = m_bindName->text().trimmed();
    source.password = m_password->secret();
    source.base = m_base->text().trimmed();
    source.filter = m_filter->text().trimmed();
    source.addressAttributes = listFrom(m_addresses->text());
    source.nameAttributes = listFrom(m_names->text());
    source.groupsAttribute = m_groups->text().trimmed();
}

bool LdapFields::check()
{
    m_serversField->setError(listFrom(m_servers->text()).isEmpty() ? tr("Name at least one server.") : QString());
    m_baseField->setError(m_base->text().trimmed().isEmpty() ? tr("Name the branch to search, for example %1.").arg(m_base->placeholderText()) : QString());
    return m_serversField->error().isEmpty() && m_baseField->error().isEmpty();
}

void LdapFields::showDangers()
{
    m_verifies->setEnabled(m_tls->value() != "none"_L1);
    if (m_tls->value() == "none"_L1)
        m_danger->show(Tone::Attention, tr("The password and all names cross the network readable."), tr("Use this only on a line nobody else can listen to."));
    else if (!m_verifies->isChecked())
        m_danger->show(Tone::Attention, tr("Any server can pretend to be yours and gets the password."), tr("Name your certificate authority instead."));
    else
        m_danger->hide();
}

} // namespace ui
