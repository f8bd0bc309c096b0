#include "ui/session/gatewaylink.h"

#include "gateway/admin/endpoint.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using gateway::Result;
using gateway::admin::Client;
using gateway::admin::Endpoint;
using gateway::admin::Status;

namespace ui {
namespace {

constexpr auto pollEvery = 2s;
constexpr auto batchEvery = 100ms;

} // namespace

GatewayLink::GatewayLink(QObject *parent) : QObject(parent)
{
    m_poll.setInterval(pollEvery);
    connect(&m_poll, &QTimer::timeout, this, &GatewayLink::refresh);
    m_batch.setInterval(batchEvery);
    m_batch.setSingleShot(true);
    connect(&m_batch, &QTimer::timeout, this, [this] { Q_EMIT eventsArrived(std::exchange(m_events, {})); });
}

GatewayLink::~GatewayLink() = default;

QString GatewayAddress::name() const
{
    if (isTrial)
        return GatewayLink::tr("Trial gateway");
    return dataDirectory.isEmpty() ? GatewayLink::tr("Gateway") : GatewayLink::tr("Local gateway");
}

void GatewayLink::connectTo(const GatewayAddress &address)
{
    disconnectFrom();
    m_address = address;
    enter(State::Connecting);
    m_poll.start();
    open();
    refresh();
}

void GatewayLink::disconnectFrom()
{
    m_poll.stop();
    m_batch.stop();
    m_events.clear();
    m_answer.forget();
    m_client.reset();
    m_endpointKey.clear();
    m_status.reset();
    m_address = {};
    enter(State::None);
    Q_EMIT clientChanged();
}

// A gateway started again may serve on another port with another token: what its data directory says is read each time it is lost.
void GatewayLink::open()
{
    const Result<Endpoint> endpoint = m_address.dataDirectory.isEmpty() ? Endpoint::fromTokenFile(QUrl(m_address.url), m_address.tokenFile)
                                                                        : Endpoint::fromDataDirectory(m_address.dataDirectory);
    if (!endpoint)
        return enter(State::Lost, endpoint.error().message);
    const QByteArray key = endpoint->url.toEncoded() + ' ' + endpoint->token;
    if (m_client && key == m_endpointKey)
        return;
    m_endpointKey = key;
    m_answer.forget();
    m_client = std::make_unique<Client>(endpoint->url, endpoint->token);
    connect(m_client.get(), &Client::eventReceived, this, [this](const gateway::admin::Event &event) {
        m_events.append(event);
        if (!m_batch.isActive())
            m_batch.start();
    });
    m_client->followEvents();
    Q_EMIT clientChanged();
}

void GatewayLink::refresh()
{
    if (m_state == State::None)
        return;
    if (m_state == State::Lost || !m_client)
        open();
    if (m_client && !m_answer.isWaiting())
        m_answer.await(m_client->status(), [this](const Result<Status> &status) { take(status); });
}

void GatewayLink::take(const Result<Status> &status)
{
    if (!status)
        return enter(State::Lost, status.error().message);
    m_status = *status;
    enter(State::Connected);
    Q_EMIT statusChanged();
}

void GatewayLink::enter(State state, const QString &cause)
{
    if (state == State::Lost && m_state != State::Lost)
        m_lostSince = QDateTime::currentDateTime();
    const bool isNew = state != m_state || cause != m_cause;
    m_state = state;
    m_cause = cause;
    if (isNew)
        Q_EMIT stateChanged();
}

} // namespace ui
