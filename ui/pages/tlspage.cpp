#include "ui/pages/tlspage.h"

#include "ui/models/plaintext.h"
#include "ui/models/tlsmodel.h"
#include "ui/models/tlswords.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chippainter.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::Certificate;
using gateway::admin::TlsSession;

namespace ui {
namespace {

constexpr int rowHeight = 53;
constexpr int mostRows = 4; // More scroll.

QWidget *certificateRow(const Certificate &certificate)
{
    auto *line = new Ground(Ground::Fill::Surface, Qt::BottomEdge);
    auto *places = new QHBoxLayout(line);
    places->setContentsMargins(16, 7, 16, 7);
    places->setSpacing(16);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(new TextLabel(certificate.names.isEmpty() ? certificate.subject : certificate.names.join(u", "_s)));
    const QString issuer = certificate.isSelfSigned ? TlsPage::tr("signed by itself: others cannot verify it") : TlsPage::tr("issued by %1").arg(certificate.issuer);
    words->addWidget(new TextLabel(issuer, TextRole::Small, Ink::Muted));
    places->addLayout(words, 1);
    places->addWidget(new ChipLabel(certificateChip(certificate, QDateTime::currentDateTime())));
    line->setToolTip(plainToolTip(TlsPage::tr("File %1\nSHA-256 %2").arg(certificate.file, certificate.fingerprint)));
    return line;
}

} // namespace

TlsPage::TlsPage(GatewayLink &link, QWidget *parent) : Page(link, parent), m_model(new TlsModel(this)), m_table(new TableView(m_model, u"tls"_s)),
    m_sessions(new StateStack(m_table)), m_rows(new QVBoxLayout), m_outcome(new Banner)
{
    m_table->setAccessibleName(tr("Connections"));
    m_table->showSortedBy(TlsModel::Time, Qt::DescendingOrder);
    m_outcome->setClosable(true);
    auto *sessions = new Card(tr("Connections"));
    sessions->header()->insertWidget(1, new TextLabel(tr("each mail in and out, newest first"), TextRole::Body, Ink::Muted));
    sessions->body()->addWidget(m_sessions, 1);
    auto *all = column(this, 24, 16);
    all->addWidget(m_outcome);
    all->addWidget(certificatesCard());
    all->addWidget(sessions, 1);

    connect(m_model, &TlsModel::moreWanted, this, [this](int offset) {
        m_more.await(client()->tlsSessions(offset, PagedModel::pageSize), [this](const gateway::Result<gateway::admin::Page<TlsSession>> &answer) {
            if (answer)
                m_model->append(answer->items, answer->total);
        });
    });
    connect(m_sessions, &StateStack::retryWanted, this, &TlsPage::askSessions);
    connect(m_certificates, &StateStack::retryWanted, this, &TlsPage::askCertificates);
    connect(m_table, &TableView::activated, this, [this](const QModelIndex &index) {
        if (const TlsSession *session = m_model->record(index); session && !session->messageId.isEmpty())
            Q_EMIT doorOpened(u"mail"_s, session->messageId);
    });
}

QString TlsPage::id() const { return u"tls"_s; }
QString TlsPage::title() const { return tr("TLS"); }
QString TlsPage::question() const { return tr("Is every mail encrypted, and with whom is it not?"); }
QString TlsPage::iconName() const { return u"lock-keyhole"_s; }

QWidget *TlsPage::certificatesCard()
{
    auto *card = new Card(tr("Certificates"));
    QPushButton *reloadButton = smallButton(tr("Read again"), u"rotate-cw"_s);
    reloadButton->setToolTip(tr("Reads the certificate files again, after you replaced them"));
    connect(reloadButton, &QPushButton::clicked, this, &TlsPage::reload);
    card->header()->addWidget(reloadButton);
    auto *rows = new QWidget;
    rows->setLayout(m_rows);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
    m_certificates = new StateStack(scrolling(rows));
    m_certificates->setFixedHeight(scaled(3 * rowHeight));
    card->body()->addWidget(m_certificates);
    return card;
}

void TlsPage::refresh()
{
    askSessions();
    askCertificates();
}

void TlsPage::askSessions()
{
    if (!client())
        return;
    m_sessions->showLoading(tr("Reading the connections"));
    const int limit = std::max(PagedModel::pageSize, std::min(m_model->rowCount(), 4 * PagedModel::pageSize));
    m_answer.await(client()->tlsSessions(0, limit), [this](const gateway::Result<gateway::admin::Page<TlsSession>> &answer) {
        if (!answer)
            return m_sessions->showFailed(tr("The connections could not be read."), answer.error().message);
        m_model->merge(answer->items, answer->total);
        if (answer->items.isEmpty())
            m_sessions->showEmpty(u"lock-keyhole"_s, tr("No connection has carried mail yet."));
        else
            m_sessions->showFilled();
    });
}

void TlsPage::askCertificates()
{
    if (!client())
        return;
    m_certificates->showLoading(tr("Reading the certificates"));
    m_certificatesAnswer.await(client()->certificates(), [this](const auto &answer) { showCertificates(answer); });
}

void TlsPage::showCertificates(const gateway::Result<QList<Certificate>> &answer)
{
    if (!answer)
        return m_certificates->showFailed(tr("The certificates could not be read."), answer.error().message);
    while (m_rows->count() > 0)
        delete std::unique_ptr<QLayoutItem>(m_rows->takeAt(0))->widget();
    for (const Certificate &certificate : *answer)
        m_rows->addWidget(certificateRow(certificate));
    m_rows->addStretch();
    m_certificates->setFixedHeight(scaled(std::clamp(int(answer->size()), 2, mostRows) * rowHeight));
    if (answer->isEmpty())
        m_certificates->showEmpty(u"lock-keyhole"_s, tr("The gateway has no certificate, so it cannot offer encryption."));
    else
        m_certificates->showFilled();
}

void TlsPage::reload()
{
    if (!client())
        return;
    m_reload.await(client()->reloadCertificates(), [this](const gateway::Result<> &result) {
        if (result)
            m_outcome->show(Tone::Good, tr("The certificates were read again. New connections use them."));
        else
            m_outcome->show(Tone::Bad, tr("The certificates were not read again; the old ones stay in use."), result.error().message);
        askCertificates();
    });
}

void TlsPage::follow(const QList<gateway::admin::Event> &events)
{
    if (std::ranges::any_of(events, [](const auto &event) { return event.type == "message"_L1; }) && !m_answer.isWaiting())
        askSessions();
}

void TlsPage::forget()
{
    m_answer.forget();
    m_more.forget();
    m_certificatesAnswer.forget();
    m_model->reset({}, 0);
    m_outcome->hide();
}

QList<QWidget *> TlsPage::panes() const { return {m_table}; }

} // namespace ui
