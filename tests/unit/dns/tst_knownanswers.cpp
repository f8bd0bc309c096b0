#include "gateway/dns/knownanswers.h"

#include <QTest>

using namespace gateway::dns;

class tst_KnownAnswers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksEachQuestionOnce();
    void impossibleNamesAreNotAsked();
    void stopsAskingAtTheLimit_P14();
};

void tst_KnownAnswers::asksEachQuestionOnce()
{
    KnownAnswers answers;
    const Question text{"example.com", Type::Txt}, mx{"example.com", Type::Mx};
    QVERIFY(!answers.find(text));
    QVERIFY(!answers.find(mx));
    QVERIFY(!answers.find(text));
    QCOMPARE(answers.takeMissing(), (QList<Question>{text, mx}));
    QVERIFY(answers.takeMissing().isEmpty());
    answers.put(text, {.status = Answer::Status::NoData});
    QVERIFY(answers.find(text));
    QVERIFY(answers.find(text)->isAbsent());
    QVERIFY(answers.takeMissing().isEmpty());
}

void tst_KnownAnswers::impossibleNamesAreNotAsked()
{
    KnownAnswers answers;
    const Answer *answer = answers.find({"a..b", Type::A});
    QVERIFY(answer);
    QCOMPARE(answer->status, Answer::Status::NoSuchName);
    QVERIFY(answers.takeMissing().isEmpty());
}

void tst_KnownAnswers::stopsAskingAtTheLimit_P14()
{
    KnownAnswers answers(3);
    for (const char *name : {"a", "b", "c"})
        QVERIFY(!answers.find({name, Type::A}));
    const Answer *answer = answers.find({"d", Type::A});
    QVERIFY(answer);
    QCOMPARE(answer->status, Answer::Status::Failed);
    QVERIFY(!answer->cause.isEmpty());
    QCOMPARE(answers.takeMissing().size(), 3);
    answers.put({"a", Type::A}, {.status = Answer::Status::NoSuchName});
    QCOMPARE(answers.find({"a", Type::A})->status, Answer::Status::NoSuchName);
}

QTEST_GUILESS_MAIN(tst_KnownAnswers)
#include "tst_knownanswers.moc"
