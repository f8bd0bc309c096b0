#include "gateway/content/phrases.h"

#include <QBitArray>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

static void loadPhrases()
{
    Q_INIT_RESOURCE(rules);
}

namespace gateway::content {
namespace {

bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool isIdeographic(QChar c)
{
    return c.unicode() >= 0x2e80 && c.unicode() < 0xd7b0;
}

} // namespace

Phrases::Phrases(const QHash<QByteArray, QStringList> &groups)
{
    qsizetype octets = 0;
    for (auto group = groups.begin(); group != groups.end(); ++group)
        for (const QString &phrase : *group) {
            const QByteArray text = comparable(phrase);
            octets += text.size();
            if (!text.isEmpty() && octets < 0xffff) // States are 16 bits wide; there are no more of them than octets.
                m_phrases.append({group.key(), text, isAsciiLetter(text.front()) && isAsciiLetter(text.back())});
        }
    for (const Phrase &phrase : m_phrases)
        for (const char c : phrase.text)
            if (m_classes[uchar(c)] == 0)
                m_classes[uchar(c)] = quint16(m_width++);

    addState();
    for (int i = 0; i < m_phrases.size(); ++i) {
        int state = 0;
        for (const char c : m_phrases[i].text) {
            if (m_next[size_t(slot(state, uchar(c)))] == 0) {
                const int created = addState();
                m_next[size_t(slot(state, uchar(c)))] = quint16(created);
            }
            state = m_next[size_t(slot(state, uchar(c)))];
        }
        m_phraseAt[size_t(state)] = i;
    }
    // Breadth first: missing transitions are those of the longest suffix that is a state.
    std::vector<int> queue, suffix(m_phraseAt.size(), 0);
    for (qsizetype c = 0; c < m_width; ++c)
        if (const int child = m_next[size_t(c)]; child != 0)
            queue.push_back(child);
    for (size_t i = 0; i < queue.size(); ++i) {
        const int state = queue[i], fallback = suffix[size_t(state)];
        m_shorter[size_t(state)] = m_phraseAt[size_t(fallback)] >= 0 ? fallback : m_shorter[size_t(fallback)];
        for (qsizetype c = 0; c < m_width; ++c) {
            quint16 &child = m_next[size_t(state * m_width + c)];
            const quint16 other = m_next[size_t(fallback * m_width + c)];
            if (child == 0) {
                child = other;
            } else {
                suffix[size_t(child)] = other;
                queue.push_back(child);
            }
        }
    }
}

int Phrases::addState()
{
    m_next.resize(m_next.size() + size_t(m_width), 0);
    m_phraseAt.push_back(-1);
    m_shorter.push_back(0);
    return int(m_phraseAt.size()) - 1;
}

QMap<QByteArray, Phrases::Hit> Phrases::find(const QByteArray &text) const
{
    QMap<QByteArray, Hit> hits;
    QBitArray seen(m_phrases.size());
    int state = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        state = m_next[size_t(slot(state, uchar(text[i])))];
        for (int end = m_phraseAt[size_t(state)] >= 0 ? state : m_shorter[size_t(state)]; end != 0;
             end = m_shorter[size_t(end)]) {
            const int index = m_phraseAt[size_t(end)];
            const Phrase &phrase = m_phrases[index];
            const qsizetype start = i + 1 - phrase.text.size();
            const bool isInsideWord = phrase.isWord && ((start > 0 && isAsciiLetter(text[start - 1])) ||
                                                        (i + 1 < text.size() && isAsciiLetter(text[i + 1])));
            if (seen.testBit(index) || isInsideWord)
                continue;
            seen.setBit(index);
            Hit &hit = hits[phrase.group];
            if (++hit.count == 1)
                hit.first = QString::fromUtf8(phrase.text);
        }
    }
    return hits;
}

QByteArray comparable(QStringView text)
{
    const QString folded = text.toString().normalized(QString::NormalizationForm_KC).toLower();
    QString out;
    out.reserve(folded.size());
    for (qsizetype i = 0; i < folded.size(); ++i) {
        const QChar c = folded[i];
        if (c.isSpace()) {
            qsizetype next = i + 1;
            while (next < folded.size() && folded[next].isSpace())
                ++next;
            const bool isBetweenIdeographs =
                !out.isEmpty() && next < folded.size() && isIdeographic(out.back()) && isIdeographic(folded[next]);
            if (!out.isEmpty() && !isBetweenIdeographs)
                out += u' ';
            i = next - 1;
        } else if (c.unicode() == 0x2019) {
            out += u'\'';
        } else if (c.unicode() >= 0x80 && c.category() == QChar::Other_Format) {
            continue;
        } else {
            out += c;
        }
    }
    return out.toUtf8();
}

const Phrases &knownPhrases()
{
    static const Phrases phrases = [] {
        loadPhrases();
        QHash<QByteArray, QStringList> groups;
        QFile file(u":/rules/phrases.json"_s);
        if (file.open(QIODevice::ReadOnly)) {
            const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
            for (auto it = object.begin(); it != object.end(); ++it)
                for (const QJsonValue phrase : it.value().toArray())
                    groups[it.key().toLatin1()].append(phrase.toString());
        }
        return Phrases(groups);
    }();
    return phrases;
}

} // namespace gateway::content
