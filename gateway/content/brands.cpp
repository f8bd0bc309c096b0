#include "gateway/content/brands.h"

#include "gateway/content/phrases.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <array>

using namespace Qt::StringLiterals;

static void loadBrands()
{
    Q_INIT_RESOURCE(rules);
}

namespace gateway::content {
namespace {

const QList<Brand> &brands()
{
    static const QList<Brand> list = [] {
        loadBrands();
        QList<Brand> all;
        QFile file(u":/rules/brands.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            return all;
        const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
        for (auto it = object.begin(); it != object.end(); ++it) {
            Brand brand{it.key(), it.key().toUtf8().replace(' ', ""), {}};
            if (brand.compact.size() < 5)
                brand.compact.clear();
            for (const QJsonValue domain : it.value().toArray())
                brand.domains.append(domain.toString().toLatin1());
            all.append(brand);
        }
        return all;
    }();
    return list;
}

const Phrases &names()
{
    static const Phrases phrases = [] {
        QHash<QByteArray, QStringList> groups;
        for (const Brand &brand : brands())
            groups[brand.name.toUtf8()].append(brand.name);
        return Phrases(groups);
    }();
    return phrases;
}

const Brand *brandCalled(QByteArrayView name)
{
    const auto it = std::ranges::find_if(brands(), [name](const Brand &brand) { return brand.name.toUtf8() == name; });
    return it == brands().end() ? nullptr : &*it;
}

bool isUnder(QByteArrayView host, QByteArrayView domain)
{
    return host == domain ||
           (host.size() > domain.size() && host.endsWith(domain) && host[host.size() - domain.size() - 1] == '.');
}

constexpr std::array freeMail{
    QByteArrayView("gmail.com"),      QByteArrayView("googlemail.com"), QByteArrayView("yahoo.com"),
    QByteArrayView("yahoo.co.jp"),    QByteArrayView("yahoo.co.uk"),    QByteArrayView("yahoo.fr"),
    QByteArrayView("yahoo.co.in"),    QByteArrayView("ymail.com"),      QByteArrayView("hotmail.com"),
    QByteArrayView("hotmail.co.uk"),  QByteArrayView("hotmail.fr"),     QByteArrayView("outlook.com"),
    QByteArrayView("outlook.fr"),     QByteArrayView("outlook.es"),     QByteArrayView("live.com"),
    QByteArrayView("msn.com"),        QByteArrayView("aol.com"),        QByteArrayView("icloud.com"),
    QByteArrayView("me.com"),         QByteArrayView("mail.com"),       QByteArrayView("gmx.de"),
    QByteArrayView("gmx.net"),        QByteArrayView("gmx.com"),        QByteArrayView("web.de"),
    QByteArrayView("t-online.de"),    QByteArrayView("mail.ru"),        QByteArrayView("bk.ru"),
    QByteArrayView("inbox.ru"),       QByteArrayView("list.ru"),        QByteArrayView("yandex.ru"),
    QByteArrayView("yandex.com"),     QByteArrayView("rambler.ru"),     QByteArrayView("163.com"),
    QByteArrayView("126.com"),        QByteArrayView("qq.com"),         QByteArrayView("sina.com"),
    QByteArrayView("sohu.com"),       QByteArrayView("yeah.net"),       QByteArrayView("foxmail.com"),
    QByteArrayView("protonmail.com"), QByteArrayView("proton.me"),      QByteArrayView("zoho.com"),
    QByteArrayView("laposte.net"),    QByteArrayView("orange.fr"),      QByteArrayView("free.fr"),
    QByteArrayView("libero.it"),      QByteArrayView("naver.com"),      QByteArrayView("rediffmail.com"),
    QByteArrayView("bol.com.br"),     QByteArrayView("uol.com.br"),     QByteArrayView("terra.com.br"),
    QByteArrayView("aliyun.com"),     QByteArrayView("tutanota.com"),   QByteArrayView("excite.co.jp"),
    QByteArrayView("inbox.lv"),
};

constexpr std::array shorteners{
    QByteArrayView("bit.ly"),      QByteArrayView("tinyurl.com"),
    QByteArrayView("t.co"),        QByteArrayView("goo.gl"),
    QByteArrayView("ow.ly"),       QByteArrayView("is.gd"),
    QByteArrayView("buff.ly"),     QByteArrayView("cutt.ly"),
    QByteArrayView("rb.gy"),       QByteArrayView("t.ly"),
    QByteArrayView("shorturl.at"), QByteArrayView("rebrand.ly"),
    QByteArrayView("v.gd"),        QByteArrayView("tiny.cc"),
    QByteArrayView("lnkd.in"),     QByteArrayView("s.id"),
    QByteArrayView("qrco.de"),     QByteArrayView("x.co"),
    QByteArrayView("bl.ink"),      QByteArrayView("short.gy"),
    QByteArrayView("soo.gd"),      QByteArrayView("urlz.fr"),
    QByteArrayView("tr.im"),       QByteArrayView("clck.ru"),
    QByteArrayView("shrtco.de"),   QByteArrayView("u.to"),
    QByteArrayView("ux.nu"),       QByteArrayView("encurtador.com.br"),
    QByteArrayView("linktr.ee"),   QByteArrayView("dub.sh"),
};

constexpr std::array freeHosting{
    QByteArrayView("weebly.com"),
    QByteArrayView("weeblysite.com"),
    QByteArrayView("wixsite.com"),
    QByteArrayView("000webhostapp.com"),
    QByteArrayView("firebaseapp.com"),
    QByteArrayView("web.app"),
    QByteArrayView("github.io"),
    QByteArrayView("netlify.app"),
    QByteArrayView("vercel.app"),
    QByteArrayView("pages.dev"),
    QByteArrayView("workers.dev"),
    QByteArrayView("r2.dev"),
    QByteArrayView("herokuapp.com"),
    QByteArrayView("glitch.me"),
    QByteArrayView("blogspot.com"),
    QByteArrayView("wordpress.com"),
    QByteArrayView("sites.google.com"),
    QByteArrayView("docs.google.com"),
    QByteArrayView("forms.gle"),
    QByteArrayView("storage.googleapis.com"),
    QByteArrayView("web.core.windows.net"),
    QByteArrayView("blob.core.windows.net"),
    QByteArrayView("azurewebsites.net"),
    QByteArrayView("azureedge.net"),
    QByteArrayView("cloudapp.azure.com"),
    QByteArrayView("ipfs.io"),
    QByteArrayView("dweb.link"),
    QByteArrayView("godaddysites.com"),
    QByteArrayView("square.site"),
    QByteArrayView("webflow.io"),
    QByteArrayView("framer.website"),
    QByteArrayView("carrd.co"),
    QByteArrayView("notion.site"),
    QByteArrayView("typeform.com"),
    QByteArrayView("jotform.com"),
    QByteArrayView("formstack.com"),
    QByteArrayView("s3.amazonaws.com"),
    QByteArrayView("linodeobjects.com"),
    QByteArrayView("digitaloceanspaces.com"),
    QByteArrayView("ondigitalocean.app"),
    QByteArrayView("translate.goog"),
    QByteArrayView("duckdns.org"),
    QByteArrayView("ngrok.io"),
    QByteArrayView("trycloudflare.com"),
    QByteArrayView("repl.co"),
    QByteArrayView("surge.sh"),
    QByteArrayView("myshopify.com"),
    QByteArrayView("geocities.com"),
    QByteArrayView("tripod.com"),
    QByteArrayView("yolasite.com"),
    QByteArrayView("canva.site"),
    QByteArrayView("onrender.com"),
    QByteArrayView("fly.dev"),
};

// Top-level domains that are mostly abused, in our corpora and in public counts.
constexpr std::array oddDomains{
    QByteArrayView("xyz"),      QByteArrayView("top"),     QByteArrayView("click"),       QByteArrayView("icu"),
    QByteArrayView("cyou"),     QByteArrayView("buzz"),    QByteArrayView("rest"),        QByteArrayView("bond"),
    QByteArrayView("sbs"),      QByteArrayView("cfd"),     QByteArrayView("quest"),       QByteArrayView("monster"),
    QByteArrayView("shop"),     QByteArrayView("site"),    QByteArrayView("online"),      QByteArrayView("club"),
    QByteArrayView("work"),     QByteArrayView("live"),    QByteArrayView("fun"),         QByteArrayView("tk"),
    QByteArrayView("ml"),       QByteArrayView("ga"),      QByteArrayView("cf"),          QByteArrayView("gq"),
    QByteArrayView("cn"),       QByteArrayView("ru"),      QByteArrayView("su"),          QByteArrayView("pw"),
    QByteArrayView("biz"),      QByteArrayView("info"),    QByteArrayView("link"),        QByteArrayView("lol"),
    QByteArrayView("vip"),      QByteArrayView("life"),    QByteArrayView("world"),       QByteArrayView("space"),
    QByteArrayView("website"),  QByteArrayView("today"),   QByteArrayView("za"),          QByteArrayView("bid"),
    QByteArrayView("loan"),     QByteArrayView("win"),     QByteArrayView("bar"),         QByteArrayView("stream"),
    QByteArrayView("date"),     QByteArrayView("trade"),   QByteArrayView("men"),         QByteArrayView("cam"),
    QByteArrayView("autos"),    QByteArrayView("mom"),     QByteArrayView("hair"),        QByteArrayView("beauty"),
    QByteArrayView("skin"),     QByteArrayView("boats"),   QByteArrayView("lat"),         QByteArrayView("pics"),
    QByteArrayView("homes"),    QByteArrayView("makeup"),  QByteArrayView("asia"),        QByteArrayView("store"),
    QByteArrayView("fit"),      QByteArrayView("host"),    QByteArrayView("press"),       QByteArrayView("ink"),
    QByteArrayView("surf"),     QByteArrayView("yachts"),  QByteArrayView("motorcycles"), QByteArrayView("zone"),
    QByteArrayView("agency"),   QByteArrayView("support"), QByteArrayView("help"),        QByteArrayView("review"),
    QByteArrayView("download"), QByteArrayView("racing"),  QByteArrayView("party"),       QByteArrayView("cricket"),
    QByteArrayView("science"),  QByteArrayView("faith"),   QByteArrayView("accountant"),  QByteArrayView("webcam"),
    QByteArrayView("gdn"),      QByteArrayView("mobi"),
};

} // namespace

bool Brand::owns(QByteArrayView domain) const
{
    return std::ranges::any_of(domains, [domain](const QByteArray &own) { return isUnder(domain, own); });
}

const Brand *brandNamedIn(QStringView text)
{
    const QMap<QByteArray, Phrases::Hit> hits =
        names().find(comparable(text.first(std::min<qsizetype>(text.size(), 1000))));
    const Brand *longest = nullptr; // "rakuten card" rather than "rakuten".
    for (auto it = hits.begin(); it != hits.end(); ++it)
        if (const Brand *brand = brandCalled(it.key());
            brand && (!longest || brand->name.size() > longest->name.size()))
            longest = brand;
    return longest;
}

const Brand *brandImitatedBy(QByteArrayView host, QByteArrayView domain)
{
    for (const Brand &brand : brands()) {
        const qsizetype at = brand.compact.isEmpty() ? -1 : host.indexOf(brand.compact);
        const bool isWord = at == 0 || (at > 0 && (host[at - 1] == '.' || host[at - 1] == '-'));
        if (isWord && !brand.owns(domain) && !brand.owns(host))
            return &brand;
    }
    return nullptr;
}

const Brand *brandOwning(QByteArrayView domain)
{
    const auto it = std::ranges::find_if(brands(), [domain](const Brand &brand) { return brand.owns(domain); });
    return it == brands().end() ? nullptr : &*it;
}

bool isFreeMail(QByteArrayView domain)
{
    return std::ranges::find(freeMail, domain) != freeMail.end();
}

bool isShortener(QByteArrayView domain)
{
    return std::ranges::find(shorteners, domain) != shorteners.end();
}

bool isFreeHosting(QByteArrayView host)
{
    return std::ranges::any_of(freeHosting, [host](QByteArrayView domain) { return isUnder(host, domain); });
}

bool isOddDomain(QByteArrayView domain)
{
    const QByteArrayView last = domain.sliced(domain.lastIndexOf('.') + 1);
    return std::ranges::find(oddDomains, last) != oddDomains.end();
}

} // namespace gateway::content
