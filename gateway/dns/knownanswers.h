#pragma once

#include "gateway/dns/resolver.h"

#include <unordered_map>

namespace gateway::dns {

/// The answers that the checks of one message have needed so far, and what they ask next. Beyond \a maxQuestions everything counts as
/// failed: a message must not make us ask without end (threats.md P14).
class KnownAnswers : public Resolver
{
public:
    explicit KnownAnswers(int maxQuestions = 100) : m_maxQuestions(maxQuestions) {}

    [[nodiscard]] const Answer *find(const Question &question) override;
    /// What was asked in vain since the last call, each once.
    [[nodiscard]] QList<Question> takeMissing();
    void put(const Question &question, Answer answer);

private:
    const int m_maxQuestions;
    const Answer m_tooMany{.cause = QStringLiteral("one message asked for too many names")};
    std::unordered_map<Question, Answer, QuestionHash> m_answers;
    QList<Question> m_missing;
    int m_asked = 0;
};

} // namespace gateway::dns
