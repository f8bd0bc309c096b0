#pragma once

#include "gateway/directory/keyindex.h"
#include "gateway/directory/recipient.h"
#include "gateway/result.h"
#include "gateway/smtp/address.h"

#include <QHash>
#include <memory>

namespace gateway::directory {

/// How a domain of ours knows its recipients.
struct DomainSettings {
    enum class Mode {
        Off,        ///< Everybody is accepted. The lists still tell names and groups.
        List,       ///< Who is in no list is refused.
        AskNextHop, ///< Who is in no list is asked for at the next hop (RFC 5321 3.6.2).
    };
    QByteArray name;
    QList<QByteArray> aliasDomains;    ///< Other names of the same domain: user@example.net is user@example.com.
    Mode mode = Mode::Off;
    char subaddressSeparator = '+';    ///< user+tag is user (RFC 5233); '\0': there are no tags.
    QByteArray catchAll;               ///< Address of the mailbox that gets what nobody else gets; empty: there is none.
    bool acceptsUnknown = false;       ///< With Mode::List: names in no list are accepted and flagged, as while a list is being made.
};

/// What is known about a recipient.
struct Lookup {
    enum class Status {
        NotOurs,    ///< The domain is none of ours.
        Known,      ///< Listed; or postmaster, who always is (RFC 5321 4.5.1) and may have no entry.
        Accepted,   ///< Not listed, and that does not matter here.
        CatchAll,   ///< Not listed; the catch-all mailbox gets it.
        AskNextHop, ///< Not listed; the next hop knows.
        Disabled,   ///< Listed, but the account is switched off.
        Unknown,    ///< Not listed: there is no such recipient.
        NotKnown,   ///< Not in the part of the list that we have: a transient failure (threats.md L3, S13).
    };
    Status status = Status::NotOurs;
    const Entry *entry = nullptr; ///< Of the recipient, or of the catch-all mailbox if that is listed. Lives as long as the snapshot.
    bool isTagged = false;        ///< Found without the tag behind the separator.
    bool isFlagged = false;       ///< Accepted, but the list should have had it (DomainSettings::acceptsUnknown).
};

/// Who our recipients are: all sources together, for all domains. Immutable; shared by all threads and replaced as a whole.
class Snapshot
{
public:
    /// Whether every source that should be in has been read. If not, nobody is Unknown.
    enum class Completeness { Complete, Partial };
    /// Fails if a domain is no domain, is there twice, or has a catch-all address of another domain, or if there are too many addresses.
    /// Of entries with the same address the first that is not disabled has it.
    [[nodiscard]] static Result<std::shared_ptr<const Snapshot>> make(const QList<DomainSettings> &domains, QList<Entry> entries,
                                                                       Completeness completeness = Completeness::Complete);

    /// Takes the same steps whether the recipient is known or not (threats.md S13). What is left, less than a microsecond for reading the
    /// entry from memory, nobody measures through a network.
    [[nodiscard]] Lookup lookUp(const smtp::Mailbox &recipient) const;
    /// The address that the next hop is to be given for \a recipient, of whom this snapshot has said \a found. It is the one the client named,
    /// with its tag, for that is the one the mail system behind us knows by itself. Two kinds it need not know: those of a catch-all domain
    /// become the catch-all mailbox, and those of an alias domain become the same name in that of the domain's names where the list has it,
    /// or, for who is in no list, in the domain itself.
    [[nodiscard]] smtp::Mailbox deliveryAddress(const smtp::Mailbox &recipient, const Lookup &found) const;

    [[nodiscard]] const QList<Entry> &entries() const { return m_entries; }
    [[nodiscard]] qint64 foreign() const { return m_foreign; } ///< Addresses in domains that are not ours: of no use here.
    /// Addresses that more than one entry claims, the first 100, for the administrator.
    [[nodiscard]] const QList<QByteArray> &contested() const { return m_contested; }
    [[nodiscard]] QStringList groups() const; ///< The names of all, sorted.

private:
    struct Domain {
        QByteArray name, key;
        smtp::Mailbox catchAllAddress;
        DomainSettings::Mode mode;
        char separator;
        bool hasCatchAll, acceptsUnknown;
        const Entry *catchAll;
    };

    Snapshot(QList<Entry> entries, Completeness completeness);
    [[nodiscard]] Result<> addDomain(const DomainSettings &settings);
    [[nodiscard]] Result<> index();
    void indexAddress(const QByteArray &address, quint32 entry);
    [[nodiscard]] Result<> findCatchAlls(const QList<DomainSettings> &domains);
    [[nodiscard]] const Entry *find(quint32 domain, QByteArrayView localKey) const;
    [[nodiscard]] Lookup unlisted(const Domain &domain) const;

    const QList<Entry> m_entries;
    const Completeness m_completeness;
    QHash<QByteArray, quint32> m_domainNumbers; ///< By name; alias domains have the number of the domain they mean.
    std::vector<Domain> m_domains;
    KeyIndex m_index;
    qint64 m_foreign = 0;
    QList<QByteArray> m_contested;
};

} // namespace gateway::directory
