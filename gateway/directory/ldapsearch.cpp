#include "gateway/directory/ldapconnection.h"

#include <ldap.h>

using namespace Qt::StringLiterals;

namespace gateway::directory {
namespace {

/// Names of attributes as libldap wants them.
class AttributeList
{
public:
    explicit AttributeList(QList<QByteArray> names) : m_names(std::move(names))
    {
        for (QByteArray &name : m_names)
            m_pointers.push_back(name.data());
        m_pointers.push_back(nullptr);
    }
    [[nodiscard]] char **data() { return m_pointers.data(); }

private:
    QList<QByteArray> m_names;
    std::vector<char *> m_pointers;
};

constexpr qsizetype maxValues = 10'000; // Of one object.
constexpr qsizetype maxCookie = 64 * 1024;

} // namespace

Result<> LdapConnection::search(const LdapFilter &filter, const OnObject &onObject)
{
    QByteArray cookie;
    do {
        if (const Result<> page = searchPage(filter, onObject, cookie); !page)
            return page;
    } while (!cookie.isEmpty());
    return {};
}

Result<> LdapConnection::searchPage(const LdapFilter &filter, const OnObject &onObject, QByteArray &cookie)
{
    const QString action = u"search"_s;
    berval state{ber_len_t(cookie.size()), cookie.data()}, value{};
    if (ldap_create_page_control_value(m_ldap, m_settings.pageSize, cookie.isEmpty() ? nullptr : &state, &value) != LDAP_SUCCESS)
        return broken(action, LDAP_NO_MEMORY);
    const std::unique_ptr<char, decltype(&ldap_memfree)> owner(value.bv_val, [](void *memory) { ldap_memfree(memory); });
    QByteArray oid = LDAP_CONTROL_PAGEDRESULTS;
    LDAPControl control{oid.data(), value, 1};
    std::array<LDAPControl *, 2> controls{&control, nullptr};
    AttributeList attributes(m_settings.mapping.attributes());
    timeval limit{time_t(m_settings.timeLimit.count()), 0};
    int messageId = 0;
    const int code = ldap_search_ext(m_ldap, m_settings.base.toUtf8().constData(), LDAP_SCOPE_SUBTREE, filter.toBytes().constData(),
                                     attributes.data(), 0, controls.data(), nullptr, &limit, LDAP_NO_LIMIT, &messageId);
    if (code != LDAP_SUCCESS)
        return broken(action, code);
    for (;;) {
        const Result<Message> message = waitFor(messageId, std::min(m_deadline, Clock::now() + m_settings.responseTimeout), action);
        if (!message)
            return tl::make_unexpected(message.error());
        switch (ldap_msgtype(message->get())) {
        case LDAP_RES_SEARCH_ENTRY:
            if (const Result<> taken = takeObject(*message, onObject); !taken)
                return taken;
            break;
        case LDAP_RES_SEARCH_REFERENCE: break; // Active Directory always sends some. Not followed (L4).
        case LDAP_RES_SEARCH_RESULT: {
            if (const Result<> result = resultOf(*message, action); !result)
                return result;
            const Result<QByteArray> next = nextCookie(*message);
            if (!next)
                return tl::make_unexpected(next.error());
            cookie = *next;
            return {};
        }
        default: return broken(action, LDAP_PROTOCOL_ERROR);
        }
    }
}

/// Where the next page begins; empty after the last one.
Result<QByteArray> LdapConnection::nextCookie(const Message &message)
{
    LDAPControl **controls = nullptr;
    int code = LDAP_OTHER;
    if (ldap_parse_result(m_ldap, message.get(), &code, nullptr, nullptr, nullptr, &controls, 0) != LDAP_SUCCESS)
        return broken(u"search"_s, LDAP_DECODING_ERROR);
    const std::unique_ptr<LDAPControl *, decltype(&ldap_controls_free)> owner(controls, &ldap_controls_free);
    LDAPControl *control = ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, controls, nullptr);
    if (!control)
        return QByteArray();
    ber_int_t count = 0;
    berval cookie{};
    if (ldap_parse_pageresponse_control(m_ldap, control, &count, &cookie) != LDAP_SUCCESS)
        return broken(u"search"_s, LDAP_DECODING_ERROR);
    const QByteArray next(cookie.bv_val, qsizetype(cookie.bv_len));
    ber_memfree(cookie.bv_val);
    if (next.size() > maxCookie)
        return broken(u"search"_s, LDAP_PROTOCOL_ERROR);
    return next;
}

Result<> LdapConnection::takeObject(const Message &message, const OnObject &onObject)
{
    if (m_stop.stop_requested())
        return failure(Error::Kind::Timeout, u"stopped"_s);
    if (++m_objects > m_settings.limits.entries) { // A server may repeat its pages without end.
        return failure(Error::Kind::Invalid, u"the directory has more than %1 objects that match. Narrow the filter or the search base"_s
                                                 .arg(m_settings.limits.entries));
    }
    const Result<DirectoryObject> object = toObject(message.get());
    return object ? onObject(*object) : tl::make_unexpected(object.error());
}

Result<DirectoryObject> LdapConnection::toObject(ldapmsg *message)
{
    const auto toOctets = [](const berval &value) { return QByteArray(value.bv_val, qsizetype(value.bv_len)); };
    BerElement *element = nullptr;
    berval text{};
    int code = ldap_get_dn_ber(m_ldap, message, &element, &text);
    const std::unique_ptr<BerElement, void (*)(BerElement *)> owner(element, [](BerElement *ber) { ber_free(ber, 0); });
    if (code != LDAP_SUCCESS)
        return broken(u"search"_s, code);
    DirectoryObject object{toOctets(text), {}};
    for (;;) {
        berval name{};
        berval *values = nullptr; // They point into the message.
        code = ldap_get_attribute_ber(m_ldap, message, element, &name, &values);
        const std::unique_ptr<berval, void (*)(berval *)> array(values, [](berval *memory) { ber_memfree(memory); });
        if (code != LDAP_SUCCESS)
            return broken(u"search"_s, code);
        if (!name.bv_val)
            return object;
        QByteArray attribute = toOctets(name).toLower();
        if (const qsizetype options = attribute.indexOf(';'); options >= 0) // "proxyAddresses;range=0-1499"
            attribute.truncate(options);
        for (const berval *value = values; value && value->bv_val; ++value) {
            if (object.values.size() >= maxValues)
                return broken(u"search"_s, LDAP_SIZELIMIT_EXCEEDED);
            object.values.append({attribute, toOctets(*value)});
        }
    }
}

} // namespace gateway::directory
