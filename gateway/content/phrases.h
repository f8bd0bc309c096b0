#pragma once

#include <QByteArray>
#include <QHash>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QStringView>
#include <array>
#include <vector>

namespace gateway::content {

/// Finds many phrases in one pass over a text (Aho and Corasick), grouped by the evidence that they are.
class Phrases
{
public:
    /// \a groups: id of the evidence -> its phrases, in lower case.
    explicit Phrases(const QHash<QByteArray, QStringList> &groups);

    struct Hit {
        int count = 0; ///< Different phrases of the group that occur.
        QString first; ///< The first one, for the reader of the evidence.
    };
    /// \a text as comparable() makes it. Letters next to a phrase of letters make it another word, except in scripts
    /// without blanks.
    [[nodiscard]] QMap<QByteArray, Hit> find(const QByteArray &text) const;

private:
    struct Phrase {
        QByteArray group, text;
        bool isWord = false; ///< Begins and ends with a letter of ASCII.
    };
    [[nodiscard]] qsizetype slot(int state, uchar c) const { return qsizetype(state) * m_width + m_classes[c]; }
    int addState();

    QList<Phrase> m_phrases;
    std::array<quint16, 256> m_classes{}; ///< Octets that no phrase has share class 0.
    qsizetype m_width = 1;
    std::vector<quint16> m_next; ///< State and class -> state.
    std::vector<int> m_phraseAt; ///< State -> phrase that ends there, or -1.
    std::vector<int> m_shorter;  ///< State -> nearest suffix state where a phrase ends, or 0.
};

/// Text made comparable: compatibility forms folded (full-width letters), lower case, invisible characters gone,
/// runs of white space one blank, none between ideographs. UTF-8.
[[nodiscard]] QByteArray comparable(QStringView text);

/// The phrases of resources/rules/phrases.json.
[[nodiscard]] const Phrases &knownPhrases();

} // namespace gateway::content
