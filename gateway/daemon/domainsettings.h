#pragma once

#include "gateway/admin/types.h"
#include "gateway/delivery/routes.h"
#include "gateway/directory/snapshot.h"

#include <QSet>

namespace gateway::daemon {

/// The name as routes and lists compare it: lower case, A-label. Error::Kind::Invalid if it is none.
[[nodiscard]] Result<QByteArray> domainKey(const QString &name);

/// Where mail for the domain goes: one for its name, one for each alias domain.
[[nodiscard]] Result<QList<delivery::RoutedDomain>> routedDomains(const admin::Domain &domain);

/// The recipients typed in for the domain, as a source of their own.
[[nodiscard]] QList<directory::Entry> typedRecipients(const admin::Domain &domain);
inline const QByteArray typedSource = "typed"; ///< Its id, which no configured source can have.

/// How the domain knows its recipients. \a isListed: whether a source holds an address of it, which "auto" wants to know.
[[nodiscard]] Result<directory::DomainSettings> recipientSettings(const admin::Domain &domain, bool isListed);

/// Whether all of \a domains can be put in force together.
[[nodiscard]] Result<> checkDomains(const QList<admin::Domain> &domains);

} // namespace gateway::daemon
