#include "gateway/content/htmltext.h"

#include <QHash>
#include <array>

using namespace Qt::StringLiterals;

namespace gateway::content {
namespace {

constexpr qsizetype maxLinks = 1000, maxOpenElements = 256, maxLookBack = 16, maxAttributes = 64, maxAnchorText = 300;

struct Entity {
    QStringView name;
    char16_t character;
};
constexpr std::array entities{
    Entity{u"amp", u'&'},     Entity{u"lt", u'<'},       Entity{u"gt", u'>'},      Entity{u"quot", u'"'},
    Entity{u"apos", u'\''},   Entity{u"nbsp", u' '},     Entity{u"copy", 0xa9},    Entity{u"reg", 0xae},
    Entity{u"trade", 0x2122}, Entity{u"euro", 0x20ac},   Entity{u"pound", 0xa3},   Entity{u"yen", 0xa5},
    Entity{u"cent", 0xa2},    Entity{u"hellip", 0x2026}, Entity{u"ndash", 0x2013}, Entity{u"mdash", 0x2014},
    Entity{u"lsquo", 0x2018}, Entity{u"rsquo", 0x2019},  Entity{u"ldquo", 0x201c}, Entity{u"rdquo", 0x201d},
    Entity{u"bull", 0x2022},  Entity{u"middot", 0xb7},   Entity{u"auml", 0xe4},    Entity{u"ouml", 0xf6},
    Entity{u"uuml", 0xfc},    Entity{u"Auml", 0xc4},     Entity{u"Ouml", 0xd6},    Entity{u"Uuml", 0xdc},
    Entity{u"szlig", 0xdf},   Entity{u"eacute", 0xe9},   Entity{u"egrave", 0xe8},  Entity{u"ecirc", 0xea},
    Entity{u"agrave", 0xe0},  Entity{u"aacute", 0xe1},   Entity{u"acirc", 0xe2},   Entity{u"atilde", 0xe3},
    Entity{u"ccedil", 0xe7},  Entity{u"iacute", 0xed},   Entity{u"ntilde", 0xf1},  Entity{u"oacute", 0xf3},
    Entity{u"otilde", 0xf5},  Entity{u"uacute", 0xfa},   Entity{u"ocirc", 0xf4},   Entity{u"laquo", 0xab},
    Entity{u"raquo", 0xbb},   Entity{u"zwnj", 0x200c},   Entity{u"zwj", 0x200d},   Entity{u"shy", 0xad},
    Entity{u"colon", u':'},   Entity{u"sol", u'/'},      Entity{u"period", u'.'},  Entity{u"num", u'#'},
    Entity{u"Tab", u' '},     Entity{u"NewLine", u' '},
};

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}
bool isHtmlSpace(QChar c)
{
    return c == u' ' || (c >= QChar(u'\t') && c <= QChar(u'\r'));
}

/// The character reference at \a at, which is an ampersand; appends what it means and returns its length.
qsizetype appendReference(QStringView text, qsizetype at, QString &out)
{
    const QStringView rest = text.sliced(at + 1, std::min<qsizetype>(text.size() - at - 1, 12));
    if (rest.startsWith(u'#')) {
        const bool isHex = rest.size() > 1 && (rest[1] == u'x' || rest[1] == u'X');
        qsizetype end = isHex ? 2 : 1;
        char32_t code = 0;
        for (; end < rest.size(); ++end) {
            const char16_t c = rest[end].unicode();
            const int digit = c >= u'0' && c <= u'9'                              ? c - u'0'
                              : isHex && (c | 0x20) >= u'a' && (c | 0x20) <= u'f' ? (c | 0x20) - u'a' + 10
                                                                                  : -1;
            if (digit < 0)
                break;
            code = std::min<char32_t>(0x110000, code * (isHex ? 16 : 10) + char32_t(digit));
        }
        if (end == (isHex ? 2 : 1)) {
            out += u'&';
            return 1;
        }
        if (code > 0 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000))
            out += QString::fromUcs4(&code, 1);
        return 1 + end + (end < rest.size() && rest[end] == u';' ? 1 : 0);
    }
    qsizetype end = 0;
    while (end < rest.size() && isLetter(rest[end]))
        ++end;
    for (const Entity &entity : entities)
        if (rest.first(end) == entity.name) {
            out += QChar(entity.character);
            return 1 + end + (end < rest.size() && rest[end] == u';' ? 1 : 0);
        }
    out += u'&';
    return 1;
}

QString withReferences(QStringView text)
{
    QString out;
    for (qsizetype i = 0; i < text.size();) {
        if (text[i] == u'&')
            i += appendReference(text, i, out);
        else
            out += text[i++];
    }
    return out;
}

/// Whether an inline style makes text that nobody sees.
bool isHiding(const QString &style)
{
    if (style.isEmpty())
        return false;
    QString s;
    for (const QChar c : style)
        if (!isHtmlSpace(c))
            s += c.toLower();
    static constexpr std::array hiding{u"display:none",  u"visibility:hidden", u"font-size:0",
                                       u"font-size:1px", u"opacity:0;",        u"max-height:0",
                                       u"mso-hide:all",  u"color:#fff;",       u"color:#ffffff;",
                                       u"color:white;",  u"color:transparent", u"text-indent:-9"};
    s += u';';
    return std::ranges::any_of(hiding, [&s](const char16_t *word) {
        const QStringView w(word);
        for (qsizetype at = s.indexOf(w); at >= 0; at = s.indexOf(w, at + 1)) {
            const bool isBackground = at > 0 && s[at - 1] == u'-'; // background-color is another thing.
            const bool isNumberGoingOn = w.endsWith(u'0') && at + w.size() < s.size() && s[at + w.size()] == u'.' &&
                                         s.mid(at + w.size() + 1, 1) != u"0";
            if (!isBackground && !isNumberGoingOn)
                return true;
        }
        return false;
    });
}

class Tokenizer
{
public:
    explicit Tokenizer(QStringView html) : m_html(html) {}

    HtmlText read()
    {
        while (m_at < m_html.size()) {
            const qsizetype start = m_at;
            qsizetype open = m_html.indexOf(u'<', m_at);
            if (open < 0)
                open = m_html.size();
            appendText(m_html.sliced(m_at, open - m_at));
            m_at = open;
            if (m_at < m_html.size())
                markup();
            m_result.steps += m_at - start;
        }
        closeAnchor();
        return std::move(m_result);
    }

private:
    struct Element {
        QString name;
        bool isHidden;
    };

    void appendText(QStringView text)
    {
        if (m_hidden > 0) {
            m_result.hiddenLength += text.trimmed().size();
            return;
        }
        for (qsizetype i = 0; i < text.size();) {
            if (text[i] == u'&') {
                i += appendReference(text, i, m_result.text);
            } else if (isHtmlSpace(text[i])) {
                appendBreak(u' ');
                ++i;
            } else {
                m_result.text += text[i++];
            }
        }
    }

    void appendBreak(QChar c)
    {
        if (m_result.text.isEmpty() || m_result.text.back() == u'\n')
            return;
        if (m_result.text.back() == u' ')
            m_result.text.chop(1);
        m_result.text += c;
    }

    /// m_at is at "<".
    void markup()
    {
        const QStringView rest = m_html.sliced(m_at);
        if (rest.startsWith(u"<!--")) {
            // An unended comment hides the rest, as browsers do; the search then also ends the reading.
            const qsizetype end = m_html.indexOf(u"-->", m_at + 4);
            m_at = end < 0 ? m_html.size() : end + 3;
        } else if (rest.size() > 1 && (isLetter(rest[1]) || rest[1] == u'/')) {
            tag();
        } else if (rest.size() > 1 && (rest[1] == u'!' || rest[1] == u'?')) {
            const qsizetype end = m_html.indexOf(u'>', m_at);
            m_at = end < 0 ? m_html.size() : end + 1;
        } else {
            if (m_hidden == 0)
                m_result.text += u'<';
            ++m_at;
        }
    }

    void tag()
    {
        const bool isEnd = m_html[m_at + 1] == u'/';
        m_at += isEnd ? 2 : 1;
        const qsizetype nameStart = m_at;
        while (m_at < m_html.size() && !isHtmlSpace(m_html[m_at]) && m_html[m_at] != u'>' && m_html[m_at] != u'/')
            ++m_at;
        const QString name = m_html.sliced(nameStart, std::min<qsizetype>(m_at - nameStart, 32)).toString().toLower();
        attributes();
        if (isEnd)
            endTag(name);
        else
            startTag(name);
    }

    /// Reads up to and past the ">".
    void attributes()
    {
        m_attributes.clear();
        while (m_at < m_html.size()) {
            while (m_at < m_html.size() && (isHtmlSpace(m_html[m_at]) || m_html[m_at] == u'/'))
                ++m_at;
            if (m_at == m_html.size())
                return;
            if (m_html[m_at] == u'>') {
                ++m_at;
                return;
            }
            const qsizetype nameStart = m_at++;
            while (m_at < m_html.size() && !isHtmlSpace(m_html[m_at]) && m_html[m_at] != u'=' && m_html[m_at] != u'>' &&
                   m_html[m_at] != u'/')
                ++m_at;
            const QStringView name = m_html.sliced(nameStart, std::min<qsizetype>(m_at - nameStart, 32));
            while (m_at < m_html.size() && isHtmlSpace(m_html[m_at]))
                ++m_at;
            QStringView value;
            if (m_at < m_html.size() && m_html[m_at] == u'=')
                value = attributeValue();
            if (m_attributes.size() < maxAttributes)
                m_attributes.insert(name.toString().toLower(), value);
        }
    }

    QStringView attributeValue()
    {
        ++m_at;
        while (m_at < m_html.size() && isHtmlSpace(m_html[m_at]))
            ++m_at;
        if (m_at == m_html.size())
            return {};
        const QChar quote = m_html[m_at];
        if (quote == u'"' || quote == u'\'') {
            const qsizetype start = m_at + 1;
            const qsizetype end = m_html.indexOf(quote, start);
            m_at = end < 0 ? m_html.size() : end + 1;
            return m_html.sliced(start, (end < 0 ? m_html.size() : end) - start);
        }
        const qsizetype start = m_at;
        while (m_at < m_html.size() && !isHtmlSpace(m_html[m_at]) && m_html[m_at] != u'>')
            ++m_at;
        return m_html.sliced(start, m_at - start);
    }

    QString attribute(const QString &name) const
    {
        const QStringView value = m_attributes.value(name);
        return withReferences(value.first(std::min<qsizetype>(value.size(), 4096)));
    }

    void addLink(HtmlLink::Kind kind, const QString &target)
    {
        if (!target.isEmpty() && m_result.links.size() < maxLinks)
            m_result.links.append({kind, target, {}});
    }

    void startTag(const QString &name)
    {
        if (name == u"script" || name == u"style" || name == u"title" || name == u"noscript") {
            m_result.hasScript |= name == u"script";
            skipTo(name);
            return;
        }
        static constexpr std::array blocks{u"p",  u"br", u"div",   u"tr", u"li",         u"h1", u"h2",
                                           u"h3", u"h4", u"table", u"hr", u"blockquote", u"ul"};
        if (std::ranges::any_of(blocks, [&name](const char16_t *b) { return name == QStringView(b); }))
            appendBreak(u'\n');
        else if (name == u"td" || name == u"th")
            appendBreak(u' ');

        if (name == u"a" || name == u"area") {
            closeAnchor();
            m_anchor = m_result.links.size();
            addLink(HtmlLink::Kind::Anchor, attribute(u"href"_s));
            m_anchor = m_anchor < m_result.links.size() ? m_anchor : -1;
            m_anchorStart = m_result.text.size();
        } else if (name == u"img") {
            ++m_result.images;
            addLink(HtmlLink::Kind::Image, attribute(u"src"_s));
        } else if (name == u"form") {
            m_result.hasForm = true;
            addLink(HtmlLink::Kind::Form, attribute(u"action"_s));
        } else if (name == u"input") {
            m_result.hasPasswordField |= attribute(u"type"_s).compare(u"password", Qt::CaseInsensitive) == 0;
        } else if (name == u"meta") {
            m_result.hasRefresh |= attribute(u"http-equiv"_s).compare(u"refresh", Qt::CaseInsensitive) == 0;
        } else if (name == u"iframe" || name == u"frame" || name == u"embed" || name == u"object" || name == u"base") {
            addLink(HtmlLink::Kind::Other, attribute(name == u"object" ? u"data"_s
                                                     : name == u"base" ? u"href"_s
                                                                       : u"src"_s));
        }
        open(name);
    }

    void open(const QString &name)
    {
        static constexpr std::array empty{u"br",   u"img", u"hr",    u"input",  u"meta", u"link", u"area",
                                          u"base", u"col", u"embed", u"source", u"wbr",  u"param"};
        if (std::ranges::any_of(empty, [&name](const char16_t *e) { return name == QStringView(e); }) ||
            m_open.size() >= maxOpenElements)
            return;
        const QString color = name == u"font" ? attribute(u"color"_s).toLower() : QString();
        const bool isHidden = isHiding(attribute(u"style"_s)) || color == u"#ffffff" || color == u"white" ||
                              color == u"#fff" || m_attributes.contains(u"hidden"_s);
        m_open.append({name, isHidden});
        m_hidden += isHidden ? 1 : 0;
    }

    void endTag(const QString &name)
    {
        if (name == u"a")
            closeAnchor();
        if (name == u"p" || name == u"div" || name == u"tr" || name == u"table" || name == u"li")
            appendBreak(u'\n');
        const qsizetype least =
            std::max<qsizetype>(0, m_open.size() - maxLookBack); // A bound: elements that never close cost nothing.
        for (qsizetype i = m_open.size() - 1; i >= least; --i) {
            if (m_open[i].name != name)
                continue;
            while (m_open.size() > i)
                m_hidden -= m_open.takeLast().isHidden ? 1 : 0;
            return;
        }
    }

    void closeAnchor()
    {
        if (m_anchor >= 0)
            m_result.links[m_anchor].text =
                m_result.text.sliced(std::min(m_anchorStart, m_result.text.size())).left(maxAnchorText).trimmed();
        m_anchor = -1;
    }

    /// Past the end tag of an element whose content is no text. One that never ends takes the rest.
    void skipTo(const QString &name)
    {
        for (m_at = m_html.indexOf(u"</", m_at); m_at >= 0; m_at = m_html.indexOf(u"</", m_at + 2))
            if (m_html.sliced(m_at + 2).startsWith(name, Qt::CaseInsensitive))
                break;
        if (m_at < 0)
            m_at = m_html.size();
    }

    QStringView m_html;
    qsizetype m_at = 0;
    HtmlText m_result;
    QHash<QString, QStringView> m_attributes;
    QList<Element> m_open;
    int m_hidden = 0;
    qsizetype m_anchor = -1, m_anchorStart = 0;
};

} // namespace

HtmlText readHtml(QStringView html)
{
    return Tokenizer(html).read();
}

} // namespace gateway::content
