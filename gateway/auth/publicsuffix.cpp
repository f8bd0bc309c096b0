#include "gateway/auth/publicsuffix.h"

#include "gateway/dns/name.h"

#include <QFile>
#include <libpsl.h>

using namespace Qt::StringLiterals;

namespace gateway::auth {

PublicSuffixes::PublicSuffixes() : m_list(psl_builtin(), [](const psl_ctx_t *) {}) {} // Static in the library.

Result<PublicSuffixes> PublicSuffixes::fromFile(const QString &path)
{
    const std::shared_ptr<psl_ctx_t> list(psl_load_file(QFile::encodeName(path).constData()), &psl_free);
    if (!list || psl_suffix_count(list.get()) <= 0) // libpsl takes any text for a list, an empty one.
        return failure(Error::Kind::Io, u"%1 cannot be read as a list of public suffixes"_s.arg(path));
    return PublicSuffixes(list);
}

bool PublicSuffixes::isPublicSuffix(QByteArrayView name) const
{
    const QByteArray normalized = dns::normalized(name);
    return dns::isName(normalized) && psl_is_public_suffix(m_list.get(), normalized.constData());
}

QByteArray PublicSuffixes::organizationalDomain(QByteArrayView name) const
{
    const QByteArray normalized = dns::normalized(name);
    return dns::isName(normalized) ? QByteArray(psl_registrable_domain(m_list.get(), normalized.constData())) : QByteArray();
}

} // namespace gateway::auth
