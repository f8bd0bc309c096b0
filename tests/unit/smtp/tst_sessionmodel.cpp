// S4: random sequences of commands against a small model of RFC 5321 4.1.4; every reply and the state after it are compared.
#include "sessiondriver.h"

#include <QRandomGenerator>
#include <QTest>

using namespace gateway::smtp;

namespace {

/// What a session must know, and nothing else: told in the words of the standard.
struct Model {
    bool isGreeted = false, isExtended = false, isTls = false;
    bool hasSender = false, hasChunk = false;
    int recipients = 0;
    QByteArray helo;

    void endTransaction()
    {
        hasSender = hasChunk = false;
        recipients = 0;
    }
};

class Player
{
public:
    Player(quint32 seed, const ServerConfig &config) : m_random(seed), m_driver(config) { m_driver.output.clear(); }

    /// One random command. Returns false, with the facts in \a trouble, where session and model differ.
    bool step(QByteArray &trouble)
    {
        QByteArray input;
        const int expected = choose(input);
        m_log += input.left(40).simplified() + " | ";
        m_driver.receive(input);
        if (m_driver.session.wants() == ServerSession::Wants::Tls) {
            m_driver.startTls();
            m_model = {};
            m_model.isTls = true;
        }
        QByteArray line = m_driver.nextLine();
        while (line.size() > 3 && line[3] == '-')
            line = m_driver.nextLine();
        const ServerSession &session = m_driver.session;
        const bool isSame = line.left(3).toInt() == expected && m_driver.output.isEmpty() && m_driver.verdicts.isEmpty()
            && session.wants() == ServerSession::Wants::Input && session.isTls() == m_model.isTls && session.helo() == m_model.helo
            && session.isExtended() == m_model.isExtended && session.envelope().recipients.size() == m_model.recipients
            && session.envelope().reversePath.isNull() == !m_model.hasSender && session.isReadingContent() == m_model.hasChunk
            && session.recipient() == ForwardPath() && (m_model.hasSender || session.envelope() == Envelope());
        trouble = m_log + "expected " + QByteArray::number(expected) + " got " + line;
        return isSame;
    }

private:
    int verdict(const char *positive)
    {
        const QByteArray text = QByteArrayList{positive, positive, "451 4.3.0 later", "550 5.7.1 no"}[m_random.bounded(4)];
        m_driver.verdicts.append(toReply(text));
        return text.left(3).toInt();
    }

    int greet(QByteArray &input, bool isExtended)
    {
        m_model.helo = "h" + QByteArray::number(m_random.bounded(100));
        input = (isExtended ? "EHLO " : "HELO ") + m_model.helo + "\r\n";
        m_model.isGreeted = true;
        m_model.isExtended = isExtended;
        m_model.endTransaction();
        return 250;
    }

    int data(QByteArray &input)
    {
        input = "DATA\r\n";
        if (m_model.recipients == 0 || m_model.hasChunk)
            return 503;
        m_driver.receive(input); // 354, then the content.
        m_driver.output.clear();
        m_model.endTransaction();
        if (m_random.bounded(4) == 0) {
            input = "a\n.\r\n.\r\n"; // Refused without a question.
            return 550;
        }
        input = "a\r\n..\r\n.\r\n";
        return verdict("250 2.0.0 queued");
    }

    int bdat(QByteArray &input)
    {
        const bool isLast = m_random.bounded(2) == 0, isBroken = m_random.bounded(4) == 0;
        input = isBroken ? "BDAT 3" : "BDAT 4";
        input += isLast ? " LAST\r\n" : "\r\n";
        input += isBroken ? "a\n\r" : "QU\r\n";
        if (m_model.recipients == 0 || !m_model.isExtended)
            return 503;
        m_isChunkBroken = isBroken || (m_model.hasChunk && m_isChunkBroken);
        m_model.hasChunk = true;
        if (!isLast)
            return 250;
        m_model.endTransaction();
        return m_isChunkBroken ? 550 : verdict("250 2.0.0 queued");
    }

    /// Chooses a command and says which reply it must get; the model then is in the state after it.
    int choose(QByteArray &input)
    {
        switch (m_random.bounded(19)) {
        case 0: return greet(input, true);
        case 1: return greet(input, false);
        case 2:
        case 3:
        case 4: {
            input = "MAIL FROM:<a@b.example>\r\n";
            if (!m_model.isGreeted || m_model.hasSender)
                return 503;
            const int code = verdict("250 2.1.0 ok");
            m_model.hasSender = code == 250;
            return code;
        }
        case 5:
        case 6:
        case 7: {
            input = "RCPT TO:<r@mx.example>\r\n";
            if (!m_model.hasSender || m_model.hasChunk)
                return 503;
            const int code = verdict("250 2.1.5 ok");
            m_model.recipients += code == 250;
            return code;
        }
        case 8:
        case 9: return data(input);
        case 10:
        case 11: return bdat(input);
        case 12:
            input = "RSET\r\n";
            m_model.endTransaction();
            return 250;
        case 13:
            input = "VRFY r\r\n";
            return 252;
        case 14:
            input = "STARTTLS\r\n";
            return m_model.isTls || !m_model.isExtended || m_model.hasSender ? 503 : 220;
        case 15:
            input = QByteArrayList{"EHLO\r\n", "RSET x\r\n", "QUIT x\r\n"}[m_random.bounded(3)];
            return 501;
        case 16:
            input = "MAIL FROM:a@b.example\r\n";
            return m_model.isGreeted && !m_model.hasSender ? 501 : 503;
        case 17:
            input = "RCPT TO:<r@mx.example> NOTIFY=SOMETIMES\r\n";
            return !m_model.hasSender || m_model.hasChunk ? 503 : m_model.isExtended ? 501 : 555;
        default:
            input = "X" + QByteArray(m_random.bounded(2) * 3000, 'x') + "\r\n";
            return 500;
        }
    }

    QRandomGenerator m_random;
    SessionDriver m_driver;
    Model m_model;
    bool m_isChunkBroken = false;
    QByteArray m_log;
};

} // namespace

class tst_SessionModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsNothingOfEndedTransactions_data();
    void keepsNothingOfEndedTransactions();
};

void tst_SessionModel::keepsNothingOfEndedTransactions_data()
{
    QTest::addColumn<quint32>("firstSeed");
    for (quint32 seed = 1; seed <= 2000; seed += 500)
        QTest::addRow("S4: random sequences from seed %u", seed) << seed;
}

void tst_SessionModel::keepsNothingOfEndedTransactions()
{
    QFETCH(const quint32, firstSeed);
    ServerConfig config;
    config.maxErrors = config.slowErrors = config.maxJunkCommands = 1'000'000;
    for (quint32 seed = firstSeed; seed < firstSeed + 500; ++seed) {
        Player player(seed, config);
        for (int i = 0; i < 60; ++i) {
            QByteArray trouble;
            QVERIFY2(player.step(trouble), "seed " + QByteArray::number(seed) + ": " + trouble);
        }
    }
}

QTEST_APPLESS_MAIN(tst_SessionModel)
#include "tst_sessionmodel.moc"
