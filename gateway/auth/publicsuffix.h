#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <memory>

struct psl_ctx_st;

namespace gateway::auth {

/// The list of the names below which anybody can register one (https://publicsuffix.org). An unlisted top-level domain counts as one of them.
/// Names are taken in any case, in A-labels. Nothing changes after construction: any thread may ask.
class PublicSuffixes
{
public:
    PublicSuffixes(); ///< The list that libpsl was built with.
    /// A newer list, in the form it is published in. Error::Kind::Io names the file.
    [[nodiscard]] static Result<PublicSuffixes> fromFile(const QString &path);

    [[nodiscard]] bool isPublicSuffix(QByteArrayView name) const;
    /// RFC 7489 3.2: one label more than the longest public suffix \a name ends in. Empty if it is a public suffix itself, or no name.
    [[nodiscard]] QByteArray organizationalDomain(QByteArrayView name) const;

private:
    explicit PublicSuffixes(std::shared_ptr<const psl_ctx_st> list) : m_list(std::move(list)) {}

    std::shared_ptr<const psl_ctx_st> m_list;
};

} // namespace gateway::auth
