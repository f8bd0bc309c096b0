#include "gateway/dns/knownanswers.h"

#include "gateway/dns/name.h"

#include <utility>

namespace gateway::dns {

const Answer *KnownAnswers::find(const Question &question)
{
    static const Answer impossible{.status = Answer::Status::NoSuchName};
    if (!isName(question.name))
        return &impossible;
    if (const auto known = m_answers.find(question); known != m_answers.end())
        return &known->second;
    if (m_missing.contains(question))
        return nullptr;
    if (m_asked >= m_maxQuestions)
        return &m_tooMany;
    ++m_asked;
    m_missing.append(question);
    return nullptr;
}

QList<Question> KnownAnswers::takeMissing()
{
    return std::exchange(m_missing, {});
}

void KnownAnswers::put(const Question &question, Answer answer)
{
    m_answers.insert_or_assign(question, std::move(answer));
}

} // namespace gateway::dns
