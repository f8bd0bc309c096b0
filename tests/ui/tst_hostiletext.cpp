#include "support/testwindow.h"
#include "ui/pages/page.h"
#include "ui/widgets/question.h"
#include "ui/widgets/textlabel.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTest>
#include <QTextBrowser>
#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace {

/// What a mail may carry in every one of its texts: markup that would load a file, and characters that hide or turn text.
QString hostile(const QString &place)
{
    return u"<img src=file:///etc/hostname><b>%1</b><a href='http://evil.example'>x</a>\u202Egpj\x1b[31m\r\n\u200b"_s.arg(place);
}

bool isPlain(const QString &text)
{
    if (!Qt::mightBeRichText(text))
        return true;
    QTextDocument document;
    document.setHtml(text);
    // Rich only as the escaped form of plain text: after reading it, the markup is still there to be seen.
    return document.toPlainText().contains(u"<img"_s) && !document.toHtml().contains(u"src=\"file"_s);
}

bool hasHidden(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c == u'\u202E' || c == u'\u200b' || c == u'\x1b' || c == u'\r'; });
}

} // namespace

/// threats.md A1: text of a mail is shown as text, whatever it holds.
class tst_HostileText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyWidgetShowsPlainText_data();
    void everyWidgetShowsPlainText();
    void everyTabShowsPlainText_data();
    void everyTabShowsPlainText();

private:
    static void spoil(MoodyAdministration &administration);
    static void spoilDirectory(MoodyDirectory &directory);
    static void spoilDefence(MoodyDefence &defence);
    static void checkWidgets(const QWidget &window);
    static void checkModels(const QWidget &window);
};

void tst_HostileText::spoil(MoodyAdministration &administration)
{
    administration.changeMessage = [](gateway::admin::Message &m) {
        m.sender = hostile(u"sender"_s);
        m.headerFrom = hostile(u"from"_s);
        m.subject = hostile(u"subject"_s);
        m.helo = hostile(u"helo"_s);
        m.messageId = hostile(u"messageId"_s);
        m.reply = hostile(u"reply"_s);
        m.urls = m.attachments = m.history = {hostile(u"list"_s)};
        for (auto &recipient : m.recipients) {
            recipient.address = hostile(u"recipient"_s);
            recipient.reply = hostile(u"recipient reply"_s);
        }
        for (auto &stage : m.stages)
            stage.note = hostile(u"note"_s);
        for (auto &reason : m.reasons) {
            for (QString &value : reason.evidence)
                value = hostile(u"evidence"_s);
            reason.id = hostile(u"id"_s).toUtf8();
        }
        m.tlsIn.serverName = m.tlsIn.peerSubject = m.tlsIn.verification = m.tlsIn.cipher = hostile(u"tls"_s);
    };
    administration.changeQuarantine = [](gateway::admin::QuarantineItem &item) {
        item.sender = item.headerFrom = item.subject = item.text = hostile(u"quarantine"_s);
        item.recipients = {hostile(u"recipient"_s)};
        item.messageClass = gateway::MessageClass::Phishing;
        for (auto &reason : item.reasons)
            reason.id = hostile(u"id"_s).toUtf8();
    };
    administration.changeQueue = [](gateway::admin::QueueItem &item) {
        item.sender = item.subject = item.lastReply = hostile(u"queue"_s);
        item.recipients = {hostile(u"recipient"_s)};
    };
    administration.changeTls = [](gateway::admin::TlsSession &session) { session.peer = session.tls.group = session.tls.verification = hostile(u"tls"_s); };
    administration.changeCertificate = [](gateway::admin::Certificate &certificate) {
        certificate.subject = certificate.issuer = certificate.file = hostile(u"certificate"_s);
        certificate.names = {hostile(u"name"_s)};
    };
    administration.changeSample = [](gateway::admin::Sample &sample) { sample.title = sample.sender = sample.recipient = hostile(u"sample"_s); };
    administration.changeMail = [](gateway::admin::MailboxItem &item) { item.sender = item.recipient = item.subject = item.text = hostile(u"mailbox"_s); };
    spoilDirectory(administration.directory());
    spoilDefence(administration.defence());
    administration.changeStatus = [](gateway::admin::Status &status) {
        status.hostName = status.nextHop = status.virusEngine = hostile(u"status"_s);
        status.problems = {hostile(u"problem"_s)};
        status.isNextHopUp = false;
    };
}

void tst_HostileText::spoilDirectory(MoodyDirectory &directory)
{
    const auto spoilEntry = [](gateway::admin::DirectoryEntry &entry) {
        entry.address = hostile(u"address"_s);
        entry.name = hostile(u"name"_s);
        entry.aliases = entry.groups = {hostile(u"list"_s)};
        entry.source = hostile(u"source"_s);
    };
    directory.changeEntry = spoilEntry;
    directory.changeSource = [](gateway::admin::DirectorySourceState &state) {
        state.source.id = hostile(u"id"_s);
        state.source.preset = state.source.base = state.source.bindName = state.source.file = hostile(u"setting"_s);
        state.source.servers = state.source.importantGroups = {hostile(u"list"_s)};
        state.cause = hostile(u"cause"_s);
        state.outcome = hostile(u"outcome"_s);
    };
    directory.changePreview = [spoilEntry](gateway::admin::DirectoryPreview &preview) {
        preview.server = hostile(u"server"_s);
        preview.notes = preview.warnings = {hostile(u"note"_s)};
        std::ranges::for_each(preview.first, spoilEntry);
    };
    directory.changeLookup = [spoilEntry](gateway::admin::DirectoryLookup &lookup) {
        lookup.address = lookup.reply = hostile(u"lookup"_s);
        spoilEntry(lookup.entry);
    };
    directory.changeImport = [](gateway::admin::DirectoryImport &import) { import.source = import.cause = import.outcome = hostile(u"import"_s); };
    directory.changeSuspect = [](gateway::admin::HarvestSuspect &suspect) {
        suspect.client = hostile(u"client"_s);
        for (gateway::admin::HarvestGuess &guess : suspect.guesses)
            guess.recipient = hostile(u"guess"_s);
    };
}

void tst_HostileText::spoilDefence(MoodyDefence &defence)
{
    defence.changeSettings = [](gateway::admin::DefenceSettings &settings) {
        for (gateway::admin::DefenceClientRule &rule : settings.clientRules)
            rule.client = rule.note = hostile(u"rule"_s);
        for (gateway::admin::BlockListZone &list : settings.blockListZones) {
            list.zone = hostile(u"zone"_s);
            list.codes = {hostile(u"code"_s)};
        }
    };
    defence.changeState = [](gateway::admin::DefenceState &state) {
        state.notes = {hostile(u"note"_s), hostile(u"note"_s)};
        for (gateway::admin::DefenceCount &count : state.counts)
            count.rule = count.name = hostile(u"count"_s);
    };
    defence.changePreset = [](gateway::admin::BlockListPreset &preset) { preset.title = preset.terms = preset.list.zone = hostile(u"preset"_s); };
    defence.changeListState = [](gateway::admin::BlockListState &state) { state.problems = {hostile(u"problem"_s)}; };
    defence.changeExplanation = [](gateway::admin::DefenceExplanation &e) {
        e.client = e.helo = e.rule = e.reply = e.verifiedName = e.country = hostile(u"explanation"_s);
        for (gateway::Reason &reason : e.reasons) {
            for (QString &value : reason.evidence)
                value = hostile(u"evidence"_s);
        }
    };
}

void tst_HostileText::checkWidgets(const QWidget &window)
{
    QVERIFY(window.findChildren<QTextBrowser *>().isEmpty());
    QVERIFY(window.findChildren<QTextEdit *>().isEmpty()); // Only QPlainTextEdit, which knows no markup.
    const QList<QWidget *> all = window.findChildren<QWidget *>();
    QVERIFY(all.size() > 50);
    for (const QWidget *widget : all) {
        const QString context = QString::fromLatin1(widget->metaObject()->className()) + u": "_s;
        QVERIFY2(isPlain(widget->toolTip()), qPrintable(context + widget->toolTip()));
        QVERIFY2(!hasHidden(widget->toolTip()), qPrintable(context + widget->toolTip()));
        QVERIFY2(!hasHidden(widget->windowTitle()), qPrintable(context + widget->windowTitle()));
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            QVERIFY2(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()), qPrintable(context + label->text()));
        if (const auto *label = qobject_cast<const ui::TextLabel *>(widget))
            QVERIFY2(!hasHidden(label->text()), qPrintable(context + label->text()));
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            QVERIFY2(!hasHidden(button->text()), qPrintable(context + button->text()));
        if (const auto *edit = qobject_cast<const QPlainTextEdit *>(widget))
            QVERIFY2(!hasHidden(edit->toPlainText()), qPrintable(context + edit->toPlainText()));
    }
}

void tst_HostileText::checkModels(const QWidget &window)
{
    const QList<QAbstractItemView *> views = window.findChildren<QAbstractItemView *>();
    for (const QAbstractItemView *view : views) {
        const QAbstractItemModel *model = view->model();
        for (int row = 0; model && row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                for (int role = 0; role < Qt::UserRole + 20; ++role) {
                    const QVariant value = model->index(row, column).data(role);
                    if (value.typeId() != QMetaType::QString || role == Qt::UserRole + 1) // The id is for the gateway, not for eyes.
                        continue;
                    QVERIFY2(!hasHidden(value.toString()), qPrintable(value.toString()));
                    if (role == Qt::ToolTipRole)
                        QVERIFY2(isPlain(value.toString()), qPrintable(value.toString()));
                }
            }
        }
    }
}

void tst_HostileText::everyWidgetShowsPlainText_data()
{
    QTest::addColumn<QString>("page");
    for (const char *page : {"mail", "quarantine", "queue", "tls", "testlab", "settings"})
        QTest::newRow(page) << QString::fromLatin1(page);
}

void tst_HostileText::everyWidgetShowsPlainText()
{
    QFETCH(const QString, page);
    TestWindow world;
    spoil(world.gateway.administration);
    QVERIFY(world.connect());
    world.window.openPage(page);
    auto *view = world.window.currentPage()->findChild<QAbstractItemView *>();
    if (page != "settings"_L1) {
        QVERIFY(waitFor([&] { return view->model()->rowCount() > 0; }));
        view->setCurrentIndex(view->model()->index(0, 0));
    }
    QTest::qWait(300); // Details follow the selection by another question.
    const QList<QTabBar *> tabs = world.window.currentPage()->findChildren<QTabBar *>();
    for (QTabBar *bar : tabs)
        bar->setCurrentIndex(1);
    if (page == "quarantine"_L1) {
        view->setFocus();
        QTest::keyClick(view, Qt::Key_R);
        QVERIFY(world.window.findChild<ui::Question *>());
    }
    (void)world.window.grab(); // Painting is part of showing.
    checkWidgets(world.window);
    checkModels(world.window);
    QVERIFY(world.window.findChildren<QMessageBox *>().isEmpty());
}

void tst_HostileText::everyTabShowsPlainText_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("tab");
    for (const char *tab : {"sources", "people", "domains", "imports", "guesses"})
        QTest::newRow(tab) << u"directory"_s << QString::fromLatin1(tab);
    for (const char *tab : {"checks", "clients", "blocklists", "limits", "explain"})
        QTest::newRow(tab) << u"defence"_s << QString::fromLatin1(tab);
}

void tst_HostileText::everyTabShowsPlainText()
{
    QFETCH(const QString, page);
    QFETCH(const QString, tab);
    TestWindow world;
    spoil(world.gateway.administration);
    QVERIFY(world.connect());
    world.window.openPage(page, tab);
    QTest::qWait(300); // The answers come one by one.
    if (tab == "people"_L1)
        world.window.openPage(page, u"people:alice@example.com"_s);
    if (tab == "explain"_L1)
        world.window.openPage(page, u"explain:203.0.113.9"_s);
    const QList<QAbstractItemView *> views = world.window.currentPage()->findChildren<QAbstractItemView *>();
    for (QAbstractItemView *view : views) {
        if (view->isVisible() && view->model() && view->model()->rowCount() > 0)
            view->setCurrentIndex(view->model()->index(0, 0));
    }
    for (const char *act : {"Check the lists", "Show the difference"}) {
        const QList<QPushButton *> buttons = world.window.currentPage()->findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->isVisible() && button->text() == QLatin1StringView(act))
                button->click();
        }
    }
    QTest::qWait(300);
    (void)world.window.grab();
    checkWidgets(world.window);
    checkModels(world.window);
}

QTEST_MAIN(tst_HostileText)
#include "tst_hostiletext.moc"
