#include "gateway/directory/ldapsettings.h"

#include <QTest>

using namespace gateway;
using namespace gateway::directory;
using namespace Qt::StringLiterals;

class tst_LdapFilter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parse_data();
    void parse();
    void escapes_L1_data();
    void escapes_L1();
    void builtFiltersParse_L1();
    void distinguishedNames_data();
    void distinguishedNames();
    void settings_data();
    void settings();
    void emptyPassword_L2();
    void warnings_L4();
    void presetsAreSound();
};

namespace {

using Change = std::function<void(LdapSettings &)>;

LdapSettings sound()
{
    LdapSettings settings;
    settings.servers = {{.host = u"dc1.example.com"_s}};
    settings.bindName = u"reader@example.com"_s;
    settings.password = "secret";
    settings.base = u"DC=example,DC=com"_s;
    return settings;
}

} // namespace

void tst_LdapFilter::parse_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isSound");

    const auto row = [](const char *name, const char *text, bool isSound) { QTest::newRow(name) << QString::fromUtf8(text) << isSound; };
    // Examples of RFC 4515 4.
    row("equal", "(cn=Babs Jensen)", true);
    row("not", "(!(cn=Tim Howes))", true);
    row("and, or, substring", "(&(objectClass=Person)(|(sn=Jensen)(cn=Babs J*)))", true);
    row("substrings", "(o=univ*of*mich*)", true);
    row("empty value", "(seeAlso=)", true);
    row("rule", "(cn:caseExactMatch:=Fred Flintstone)", true);
    row("rule without a name", "(cn:=Betty Rubble)", true);
    row("dn rule", "(sn:dn:2.4.6.8.10:=Barney Rubble)", true);
    row("dn without a rule", "(o:dn:=Ace Industry)", true);
    row("rule alone", "(:1.2.3:=Wilma Flintstone)", true);
    row("dn and rule alone", "(:DN:2.4.6.8.10:=Dino)", true);
    row("escapes", "(o=Parens R Us \\28for all your parenthetical needs\\29)", true);
    row("escaped asterisk", "(cn=*\\2A*)", true);
    row("escaped octets", "(bin=\\00\\00\\00\\04)", true);
    row("UTF-8", "(sn=Lu\xc4\x8di\xc4\x87)", true);
    row("present", "(mail=*)", true);
    row("greater, less, like", "(&(a>=1)(b<=2)(c~=x))", true);
    row("blanks around", "  (mail=*) ", true);
    row("nothing", "", false);
    row("no brackets", "mail=*", false);
    row("not closed", "(mail=*", false);
    row("too many closed", "(mail=*))", false);
    row("two filters", "(a=1)(b=2)", false);
    row("empty and", "(&)", false);
    row("not of two", "(!(a=1)(b=2))", false);
    row("no attribute", "(=x)", false);
    row("no value sign", "(mail)", false);
    row("greater without equal", "(a>1)", false);
    row("bracket in a value", "(a=(b)", false);
    row("bad escape", "(a=\\2)", false);
    row("bad escape at the end", "(a=\\", false);
    row("rule without equal", "(a:b:c)", false);
    QTest::newRow("octet 0") << u"(a=b"_s + QChar(0) + u"c)"_s << false;
    QTest::newRow("deep (I8)") << u"(!"_s.repeated(30) + u"(a=1)"_s + u")"_s.repeated(30) << false;
    QTest::newRow("long (I8)") << u"(a="_s + QString(5'000, u'x') + u")"_s << false;
}

void tst_LdapFilter::parse()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isSound);
    const Result<LdapFilter> filter = LdapFilter::parse(text);
    QCOMPARE(filter.has_value(), isSound);
    if (filter)
        QCOMPARE(filter->toBytes(), text.trimmed().toUtf8());
    else
        QVERIFY(filter.error().message.startsWith(u"The filter "_s));
}

void tst_LdapFilter::escapes_L1_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("inFilter");
    QTest::addColumn<QByteArray>("inName");

    const auto row = [](const char *name, const QByteArray &value, const char *inFilter, const char *inName) {
        QTest::newRow(name) << value << QByteArray(inFilter) << QByteArray(inName);
    };
    row("plain", "alice@example.com", "alice@example.com", "alice@example.com");
    row("asterisk", "*", "\\2a", "*");
    row("brackets", "a)(mail=*", "a\\29\\28mail=\\2a", "a)(mail\\3d*");
    row("backslash", "a\\2ab", "a\\5c2ab", "a\\5c2ab");
    row("octet 0", QByteArray("a\0b", 3), "a\\00b", "a\\00b");
    row("line end", "a\r\nb", "a\\0d\\0ab", "a\\0d\\0ab");
    row("parts of a DN", "a,CN=b+c;d", "a,CN=b+c;d", "a\\2cCN\\3db\\2bc\\3bd");
    row("quote and angle brackets", "\"<>", "\"<>", "\\22\\3c\\3e");
    row("blanks and # at the edges", " #a ", " #a ", "\\20#a\\20");
    row("# first", "#a#", "#a#", "\\23a#");
    row("one blank", " ", " ", "\\20");
    row("UTF-8", "\xc3\xa9", "\xc3\xa9", "\xc3\xa9");
    row("empty", "", "", "");
}

void tst_LdapFilter::escapes_L1()
{
    QFETCH(const QByteArray, value);
    QTEST(escapedForFilter(value), "inFilter");
    QTEST(escapedForName(value), "inName");
}

void tst_LdapFilter::builtFiltersParse_L1()
{
    QByteArray every;
    for (int c = 0; c < 128; ++c)
        every += char(c);
    const LdapFilter base = LdapFilter::parse(u"(objectClass=user)"_s).value();
    const QList<LdapFilter> either{LdapFilter::equals("mail", every), LdapFilter::equals("proxyAddresses", "smtp:" + every)};
    const LdapFilter built = LdapFilter::all({base, LdapFilter::any(either)});
    QVERIFY(LdapFilter::parse(QString::fromUtf8(built.toBytes())));
    QCOMPARE(built.toBytes().count('('), 5);
    QCOMPARE(built.toBytes().count(')'), 5);
    QVERIFY(!built.toBytes().contains('*') && !built.toBytes().contains('\0'));
    QCOMPARE(LdapFilter::equals("mail=*)(x", "y").toBytes(), "(!(objectClass=*))");
    QVERIFY(isDistinguishedName(u"CN="_s + QString::fromUtf8(escapedForName(every)) + u",DC=example"_s));
    QCOMPARE(firstNameOf("CN=" + escapedForName(" a,b+c#\" ") + ",DC=x"), u" a,b+c#\" "_s);
}

void tst_LdapFilter::distinguishedNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isSound");

    QTest::newRow("plain") << u"OU=Staff,DC=example,DC=com"_s << true;
    QTest::newRow("empty") << QString() << true;
    QTest::newRow("OID") << u"2.5.4.3=x"_s << true;
    QTest::newRow("escaped") << u"OU=A\\, B,DC=x"_s << true;
    QTest::newRow("domain") << u"example.com"_s << false;
    QTest::newRow("no value sign") << u"OU=a,b"_s << false;
    QTest::newRow("octet 0") << u"OU=a"_s + QChar(0) << false;
}

void tst_LdapFilter::distinguishedNames()
{
    QFETCH(const QString, text);
    QTEST(isDistinguishedName(text), "isSound");
}

void tst_LdapFilter::settings_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("message"); // A part of it; empty: no error.

    const auto row = [](const char *name, Change change, const char *message) {
        QTest::newRow(name) << std::move(change) << QString::fromUtf8(message);
    };
    row("sound", [](LdapSettings &) {}, "");
    row("anonymous", [](LdapSettings &s) { s.bindName.clear(); s.password.clear(); }, "");
    row("IPv6", [](LdapSettings &s) { s.servers[0].host = u"2001:db8::1"_s; }, "");
    row("underscore", [](LdapSettings &s) { s.servers[0].host = u"dc_1"_s; }, "");
    row("no server", [](LdapSettings &s) { s.servers.clear(); }, "There must be 1 to 10");
    row("too many servers (I8)", [](LdapSettings &s) { s.servers = QList<LdapServer>(11, s.servers[0]); }, "There must be 1 to 10");
    row("no host", [](LdapSettings &s) { s.servers[0].host.clear(); }, "is not the name or address of a server");
    row("host with more in it (L4)", [](LdapSettings &s) { s.servers[0].host = u"a/b?c"_s; }, "“a/b?c” is not the name");
    row("host with a port", [](LdapSettings &s) { s.servers[0].host = u"dc1:389"_s; }, "“dc1:389” is not the name");
    row("URL", [](LdapSettings &s) { s.servers[0].host = u"ldap://dc1"_s; }, "is not the name");
    row("empty password (L2)", [](LdapSettings &s) { s.password.clear(); }, "There is no password for “reader@example.com”");
    row("password alone", [](LdapSettings &s) { s.bindName.clear(); }, "There is a password, but no name");
    row("base", [](LdapSettings &s) { s.base = u"example.com"_s; }, "The search base “example.com” is not");
    row("filter", [](LdapSettings &s) { s.filter = u"(mail=*"_s; }, "The filter is not correct at position 8");
    row("no CA file", [](LdapSettings &s) { s.caFile = u"/nowhere/ca.pem"_s; }, "/nowhere/ca.pem, cannot be read");
    row("attribute", [](LdapSettings &s) { s.mapping.names = {"a b"}; }, "“a b” is not the name of an attribute");
    row("page size (I8)", [](LdapSettings &s) { s.pageSize = 0; }, "The page size must be from 1");
    row("no time limit (I8)", [](LdapSettings &s) { s.timeLimit = {}; }, "Times must be from 1 second");
    row("a week (I8)", [](LdapSettings &s) { s.responseTimeout = std::chrono::hours(24 * 7); }, "Times must be from 1 second");
}

void tst_LdapFilter::settings()
{
    QFETCH(const Change, change);
    QFETCH(const QString, message);
    LdapSettings settings = sound();
    change(settings);
    const Result<> checked = settings.check();
    QCOMPARE(checked.has_value(), message.isEmpty());
    if (!checked) {
        QVERIFY2(checked.error().message.contains(message), qPrintable(checked.error().message));
        QVERIFY(!checked.error().message.contains(u"secret"_s));
    }
}

void tst_LdapFilter::emptyPassword_L2()
{
    LdapSettings settings = sound();
    for (const char *password : {"", static_cast<const char *>(nullptr)}) {
        settings.password = password;
        QCOMPARE(settings.check().error().kind, Error::Kind::Invalid);
    }
}

void tst_LdapFilter::warnings_L4()
{
    LdapSettings settings = sound();
    QVERIFY(settings.warnings().isEmpty());
    settings.certificate = LdapSettings::Certificate::Any;
    QCOMPARE(settings.warnings().size(), 1);
    settings.servers.append({.host = u"dc2"_s, .tls = LdapServer::Tls::None});
    QCOMPARE(settings.warnings().size(), 2);
    settings.password.clear();
    QCOMPARE(settings.warnings().size(), 1);
}

void tst_LdapFilter::presetsAreSound()
{
    for (const DirectoryKind kind : {DirectoryKind::ActiveDirectory, DirectoryKind::OpenLdap, DirectoryKind::Ds389}) {
        LdapSettings settings = sound();
        settings.mapping = AttributeMapping::preset(kind);
        QVERIFY(settings.check());
        QVERIFY(settings.usedFilter()->toBytes().contains("mail=*"));
    }
    QCOMPARE((LdapServer{.host = u"::1"_s, .tls = LdapServer::Tls::Ldaps}.toText()), u"ldaps://[::1]:636"_s);
    QCOMPARE((LdapServer{.host = u"a"_s}.toText()), u"ldap://a:389"_s);
}

QTEST_GUILESS_MAIN(tst_LdapFilter)
#include "tst_ldapfilter.moc"
