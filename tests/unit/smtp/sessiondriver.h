#pragma once

#include "gateway/smtp/serversession.h"

#include <utility>

/// "550 5.1.1 text" as a reply; '\n' between lines.
inline gateway::smtp::Reply toReply(const QByteArray &text)
{
    const QList<QByteArray> words = text.split(' ');
    const QList<QByteArray> enhanced = words.value(1).split('.');
    return {words.value(0).toInt(), enhanced.value(1).toInt(), enhanced.value(2).toInt(), words.mid(2).join(' ')};
}

/// Drives a session as the network would, with a handler that answers from a list of verdicts.
struct SessionDriver {
    using Wants = gateway::smtp::ServerSession::Wants;

    explicit SessionDriver(const gateway::smtp::ServerConfig &config) : session(config, now)
    {
        session.open({}, now);
        pump();
    }

    void receive(const QByteArray &input)
    {
        buffer += input;
        pump();
    }

    /// Feeds and answers until nothing moves any more.
    void pump()
    {
        while (true) {
            collect();
            switch (session.wants()) {
            case Wants::Input: {
                const qsizetype used = session.feed(buffer, now);
                buffer.remove(0, used);
                collect();
                if (used == 0)
                    return;
                break;
            }
            case Wants::MailVerdict:
                asked += "mail <" + session.envelope().reversePath.toBytes() + ">";
                session.answer(verdict("250 2.1.0 Sender OK"), now);
                break;
            case Wants::RecipientVerdict:
                asked += "rcpt <" + session.recipient().mailbox.toBytes() + ">";
                session.answer(verdict("250 2.1.5 Recipient OK"), now);
                break;
            case Wants::DataVerdict:
                asked += "data";
                envelope = session.envelope();
                content = std::exchange(collecting, {});
                session.answer(verdict("250 2.0.0 Queued"), now);
                break;
            case Wants::Tls:
            case Wants::Close:
                return;
            }
        }
    }

    void startTls()
    {
        session.tlsStarted(now);
        pump();
    }
    void shutDown()
    {
        session.shutDown(now);
        pump();
    }
    void wait(std::chrono::seconds time)
    {
        now += time;
        if (now >= session.deadline())
            session.timedOut(now);
        pump();
    }

    /// The next line sent, without CRLF; null if there is none.
    QByteArray nextLine()
    {
        const qsizetype end = output.indexOf("\r\n");
        if (end < 0)
            return {};
        const QByteArray line = output.first(end);
        output.remove(0, end + 2);
        return line;
    }

    gateway::smtp::Clock::time_point now = gateway::smtp::Clock::time_point() + std::chrono::hours(24);
    gateway::smtp::ServerSession session;
    QList<gateway::smtp::Reply> verdicts;
    QByteArrayList asked;
    QByteArray buffer, output, collecting;
    gateway::smtp::Envelope envelope; ///< Of the last message, as is the content.
    QByteArray content;

private:
    void collect()
    {
        output += session.takeOutput();
        collecting += session.takeContent();
        if (session.wants() == Wants::Input && !session.isReadingContent())
            collecting.clear(); // Refused by the session itself.
    }
    gateway::smtp::Reply verdict(const QByteArray &usual) { return verdicts.isEmpty() ? toReply(usual) : verdicts.takeFirst(); }
};
